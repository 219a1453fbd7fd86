"""Annotations as one Markdown file for people: quotes, notes and sources, grouped by document and entry.

It can be read back. A comment before each annotation carries what the eye does not need; the note is taken
from the visible text, so that it may be edited there. Words of documents are escaped, quotes and notes stand
inside containers (a block quotation, a list item), and comments hold no ``-->``: nothing can leave its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.core.errors import Refused
from cgtatlas.core.transfer import Remark
from cgtatlas.export.annotations_jsonld import source
from cgtatlas.export.jsonld_reader import MOST
from cgtatlas.export.records import record, take

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cgtatlas.core.model import Annotation, Document
    from cgtatlas.core.transfer import Incoming, Report

_WORDS = {
    "title": ("我的笔记", "My notes"),
    "how": (
        "可以修改“笔记”下的文字，再导入 CGT Atlas。请保留注释行（<!-- … -->）。",
        "The text under “Note” may be edited and imported into CGT Atlas again. Keep the comment lines.",
    ),
    "entries": ("条目", "Entries"),
    "note": ("笔记", "Note"),
    "tags": ("标签", "Tags"),
}
_OPEN, _CLOSE = "<!-- cgt-atlas:annotation ", " -->"
_FILE = "<!-- cgt-atlas:annotations 1 -->"
_INDENT = "    "
_LINES = 2_000_000  # the most in a file that is read
_ESCAPED = re.compile(r"([\\`*_{}\[\]#!])")
_LINE_START = re.compile(r"^(\d{0,9})([-+.)])")
# what not every reader of Markdown lets be escaped; :// and www. become links by themselves in some
_NUMBERED = re.compile(r"[<>&|~]|^[=:]|(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)
# what would be read as HTML, and pictures, which a viewer might fetch
_HTML = re.compile(r"<(?=[A-Za-z/!?])")
_PICTURE = re.compile(r"!(?=\[)")


def to_markdown(
    annotations: Sequence[Annotation],
    documents: Mapping[str, Document],
    name_of: Callable[[str], str],
    lang: str,
) -> bytes:
    """The whole file. ``name_of`` gives the name of an entry by its id; the id when there is none."""
    groups: dict[str, list[Annotation]] = {}
    for one in sorted(annotations, key=_order):
        groups.setdefault(_owner(one), []).append(one)
    blocks = [f"# {_word('title', lang)}", _FILE, f"*{escaped(_word('how', lang))}*"]
    order = {id: number for number, id in enumerate(documents)}
    # documents as the library has them, then those it has not, then entries
    for owner, ones in sorted(
        groups.items(),
        key=lambda group: (group[0].startswith("cgt:"), order.get(group[0], len(order)), group[0]),
    ):
        if owner.startswith("cgt:"):
            blocks.append(f"## {escaped(name_of(owner.rpartition('/')[2]))}\n\n{_link(owner)}")
        else:
            blocks.append(_heading(owner, documents.get(owner)))
        blocks += [_block(one, documents.get(one.anchor.document), lang) for one in ones]
    return ("\n\n".join(blocks) + "\n").encode()


def escaped(text: str) -> str:
    """Foreign words on one line, as they are and as nothing else: no markup, no link, no HTML."""
    line = _ESCAPED.sub(r"\\\1", " ".join(text.split()))
    line = _NUMBERED.sub(lambda found: f"&#{ord(found[0])};", line)
    return _LINE_START.sub(r"\1\\\2", line)


def _order(one: Annotation) -> tuple[object, ...]:
    return one.anchor.start, one.anchor.end, one.target, one.created, one.id


def _owner(one: Annotation) -> str:
    """The id of the document, or the address of the entry that the annotation or its fact belongs to."""
    place = iri.parse(one.target) if one.target else None
    if place is None:
        return one.anchor.document
    return iri.entry(place.id.partition("/")[0]).iri


def _heading(id: str, document: Document | None) -> str:
    if document is None:
        return f"## {escaped(id)}"
    about = " · ".join(
        escaped(part) for part in (document.author, document.publisher, document.published) if part
    )
    return f"## {escaped(document.title)}\n\n{about + ' · ' if about else ''}{_link(source(document.id))}"


def _block(one: Annotation, document: Document | None, lang: str) -> str:
    parts = [_quotation(one, document)]
    if one.body:
        lines = "\n".join(_INDENT + line if line else "" for line in _shown(one.body).split("\n"))
        parts.append(f"-   **{_word('note', lang)}**\n\n{lines}")
    if one.tags:
        tags = " · ".join(escaped(tag) for tag in one.tags)
        parts.append(f"-   **{_word('tags', lang)}** {tags}")
    machine = {key: value for key, value in record(one).items() if value not in (None, "", [])}
    if _unescaped(_visible("\n\n".join(parts).split("\n"))) == one.body:
        machine.pop("note", None)
    text = json.dumps(machine, ensure_ascii=False)
    for sign, written in (("<", "\\u003c"), (">", "\\u003e"), ("--", "-\\u002d")):
        text = text.replace(sign, written)
    return f"{_OPEN}{text}{_CLOSE}\n" + "\n\n".join(parts)


def _quotation(one: Annotation, document: Document | None) -> str:
    if one.target:
        return f"> {_link(one.target)}"
    quote = [f"> {escaped(line)}" if line.strip() else ">" for line in one.anchor.exact.splitlines()]
    facts = (document.author, document.title, document.publisher, document.published) if document else ()
    cited = ". ".join(escaped(part) for part in facts if part)
    place = f"{source(one.anchor.document)}#{one.anchor.start}-{one.anchor.end}"
    address = _link(place) if iri.parse(place) else escaped(one.anchor.document)
    return "\n".join([*quote, ">", f"> — {cited + '. ' if cited else ''}{address}"])


def _link(address: str) -> str:
    """A link to a place in the program; anything else stays a text."""
    return f"[{escaped(address)}]({address})" if iri.parse(address) else escaped(address)


def _shown(note: str) -> str:
    """A note as it stands in the file: its Markdown, without HTML and pictures of its own."""
    one_kind_of_line_end = note.replace("\r\n", "\n").replace("\r", "\n")
    return _PICTURE.sub(r"\\!", _HTML.sub(r"\\<", one_kind_of_line_end))


def _word(key: str, lang: str) -> str:
    return _WORDS[key][0 if lang == "zh" else 1]


# and back


def from_markdown(text: str, name: str, report: Report) -> list[Incoming]:
    """All annotations of a file that :func:`to_markdown` made, also after its notes were edited.

    Raises Refused("import_no_annotations", "import_too_many").
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if text.count("\n") > _LINES:
        raise Refused("import_too_many", path=name, limit=MOST)
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith(_OPEN)]
    if not starts and _FILE not in (line.rstrip() for line in lines[:20]):
        raise Refused("import_no_annotations", path=name)
    if len(starts) > MOST:
        raise Refused("import_too_many", path=name, limit=MOST)
    taken = []
    for start, following in zip(starts, [*starts, len(lines)][1:], strict=True):
        raw = _machine(lines[start])
        if raw is None:
            report.read += 1
            report.refused.append(Remark("import_bad_comment", ("line", start + 1)))
            continue
        shown = _visible(lines[start + 1 : following])
        kept = raw.get("note")
        # the eye's version counts where it was edited; else the exact one
        if not isinstance(kept, str) or _plain(_shown(kept)) != _plain(shown):
            raw["note"] = _unescaped(shown)
        one = take(raw, ("line", start + 1), report)
        taken += [one] if one else []
    return taken


def _machine(line: str) -> dict[str, object] | None:
    try:
        value = json.loads(line.rstrip()[len(_OPEN) : -len(_CLOSE)])
    except (ValueError, RecursionError):
        return None
    return dict(value) if isinstance(value, Mapping) else None


def _visible(lines: Sequence[str]) -> str:
    """The note among the lines of an annotation, as it stands there; "" without one."""
    heads = tuple(f"-   **{word}**" for word in _WORDS["note"])
    start = next((number for number, line in enumerate(lines) if line.rstrip() in heads), None)
    if start is None:
        return ""
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(_INDENT)):
        end += 1
    body = [line.removeprefix(_INDENT) for line in lines[start + 1 : end]]
    while body and not body[0].strip():
        body.pop(0)
    while body and not body[-1].strip():
        body.pop()
    return "\n".join(body)


def _unescaped(shown: str) -> str:
    return re.sub(r"\\([<!])", r"\1", shown)


def _plain(note: str) -> str:
    """A note for comparison: neither blanks at the ends of lines nor blank edges count."""
    return "\n".join(line.rstrip() for line in note.split("\n")).strip("\n")
