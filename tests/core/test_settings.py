from __future__ import annotations

import re
from typing import Any

import pytest

from cgtatlas.core.errors import Refused
from cgtatlas.core.settings import LANGUAGE, SETTINGS, TEXT_SIZE


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=list(SETTINGS))
def test_every_setting_is_described_and_allows_its_default(setting: Any) -> None:
    assert setting.allows(setting.default)
    assert SETTINGS[setting.key] is setting
    assert re.search("[\u4e00-\u9fff]", setting.zh)
    assert setting.en.isascii()
    assert setting.en.endswith(".")
    for value in setting.choices or (setting.default,):
        assert setting.decode(setting.encode(value)) == value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("language", value) for value in ("fr", 3, None)),
        *(("text_size", value) for value in (49, 301, True, "100")),
        *(("show_off_topic", value) for value in (1, None)),
        ("theme", ["dark"]),
    ],
)
def test_a_value_that_is_not_allowed_is_refused(key: str, value: Any) -> None:
    with pytest.raises(Refused) as refused:
        SETTINGS[key].encode(value)
    assert (refused.value.code, refused.value.data["key"]) == ("bad_setting", key)


@pytest.mark.parametrize("stored", ["", "zh", '"fr"', "null", "{", "[" * 100_000, '"zh', "1e999"])
def test_what_cannot_be_read_counts_as_the_default(stored: str) -> None:
    assert LANGUAGE.decode(stored) == "system"
    assert TEXT_SIZE.decode(stored) == 100


def test_bounds_are_inside() -> None:
    assert TEXT_SIZE.decode("50") == 50
    assert TEXT_SIZE.decode("300") == 300
