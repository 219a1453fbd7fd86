from __future__ import annotations

import re
import string
from pathlib import Path

import cgtatlas
from cgtatlas.core.errors import AtlasError
from cgtatlas.core.sentences import SENTENCES, sentence

PACKAGE = Path(cgtatlas.__file__).parent
# AtlasError("code", ...), Refused("code", ...) and their siblings
RAISED = re.compile(r"(?:AtlasError|NotFound|Refused|NotSaved|Conflict)\(\s*\"([a-z_]+)\"")


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_code_that_is_raised_has_its_sentences() -> None:
    raised = {
        code for path in PACKAGE.rglob("*.py") for code in RAISED.findall(path.read_text(encoding="utf-8"))
    }
    assert len(raised) > 8
    assert raised - SENTENCES.keys() == set()


def test_both_languages_say_the_same_things() -> None:
    for code, (zh, en) in SENTENCES.items():
        assert _fields(zh) == _fields(en), code
        assert re.search("[\u4e00-\u9fff]", zh), code
        assert not re.search("[\u4e00-\u9fff]", en), code
        assert zh.endswith(("。", "}", "'")), code
        assert en.endswith((".", "}", "'")), code
    assert list(SENTENCES) == sorted(SENTENCES)


def test_data_stands_in_the_sentence() -> None:
    error = AtlasError("no_entry", id="<b>x</b>")
    assert "“<b>x</b>”" in sentence(error, "zh")
    assert "“<b>x</b>”" in sentence(error, "en")


def test_an_unknown_code_still_says_something() -> None:
    assert "7" in sentence(AtlasError("brand_new", number=7), "en")


def test_missing_data_does_not_hide_the_error() -> None:
    assert "…" in sentence(AtlasError("no_entry"), "en")
