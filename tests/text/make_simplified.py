"""Writes ``app/cgtatlas/text/simplified.py`` from OpenCC's table of single characters."""

from __future__ import annotations

from pathlib import Path

import opencc

OUT = Path(__file__).resolve().parents[2] / "app" / "cgtatlas" / "text" / "simplified.py"
RANGES = (range(0x3400, 0xA000), range(0x20000, 0x32000))
_LINE = 48  # characters in a line of the file: each is two columns wide
_HEAD = '''"""Traditional characters and the simplified form of each: made from OpenCC {version} (Apache-2.0).

``tests/text/make_simplified.py`` writes this file, and a test compares it with OpenCC, which takes 7 MB of
memory. Only its single characters are needed here: 20 kB.
"""
'''


def pairs() -> dict[str, str]:
    """Every character that has a simplified form, and that form, to the end of the chain."""
    convert = opencc.OpenCC("t2s").convert
    found = {}
    for char in (chr(code) for codes in RANGES for code in codes):
        simple = char
        for _ in range(3):
            other = convert(simple)
            if other == simple or len(other) != 1:
                break
            simple = other
        if simple != char:
            found[char] = simple
    return found


def lines(text: str) -> str:
    """A string as Python writes it over many lines."""
    return "".join(f'    "{text[at : at + _LINE]}"\n' for at in range(0, len(text), _LINE))


def main() -> None:
    """Write the file."""
    found = pairs()
    parts = [_HEAD.format(version=opencc.__version__)]
    parts += [
        f"TRADITIONAL = (\n{lines(''.join(found))})\n",
        f"SIMPLIFIED = (\n{lines(''.join(found.values()))})\n",
    ]
    OUT.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
