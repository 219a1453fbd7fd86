from __future__ import annotations

import pytest

from cgtatlas.library.mentions import NameFinder, pieces

NAMES = [
    ("FDA", "us-fda"),
    ("CDE", "cde"),
    ("中国", "china"),
    ("中国香港", "hong-kong"),
    ("CAR-T", "car-t"),
    ("CAR-T细胞治疗", "car-t-therapy"),
    ("KTE-C19", "yescarta"),
    ("药明巨诺", "jw"),
]


def _found(text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.entry) for hit in NameFinder(NAMES).find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FDA与CFDA、FDAs", [("FDA", "us-fda")]),
        ("CDE在CFDE之前", [("CDE", "cde")]),
        ("中国香港和中国", [("中国香港", "hong-kong"), ("中国", "china")]),
        ("CAR-T 细胞治疗", [("CAR-T 细胞治疗", "car-t-therapy")]),
        ("ＣＡＲ－Ｔ、car‑t", [("ＣＡＲ－Ｔ", "car-t"), ("car‑t", "car-t")]),
        ("(KTE-C19)", [("KTE-C19", "yescarta")]),
        ("KTE-C190", []),
        ("藥明巨諾", [("藥明巨諾", "jw")]),
        ("药明\n巨诺", [("药明\n巨诺", "jw")]),
        ("", []),
    ],
)
def test_names_in_texts(text: str, found: list[tuple[str, str]]) -> None:
    assert _found(text) == found


def test_no_names_at_all() -> None:
    assert list(NameFinder([]).find("CAR-T")) == []


def test_a_name_cut_by_a_page_break_has_two_places() -> None:
    spans = ((10, 12), (40, 45))
    assert pieces(spans, 1, 4) == [(11, 12), (40, 42)]
    assert pieces(spans, 0, 2) == [(10, 12)]
    assert pieces(spans, 2, 3) == [(40, 41)]
    assert pieces(spans, 3, 5, gap=1) == [(40, 42)]
