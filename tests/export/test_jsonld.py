"""The JSON-LD, as an independent processor understands it: with the official context and no network."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cgtatlas.core.model import Anchor, Annotation, Document
from cgtatlas.core.transfer import Report
from cgtatlas.export.annotations_jsonld import CONTEXT, to_jsonld
from cgtatlas.export.jsonld_reader import from_jsonld

from .anno_context import ADDRESS, context
from .conftest import annotations

OA, RDF, DCTERMS = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/terms/",
)
XSD = "http://www.w3.org/2001/XMLSchema#"
jsonld = pytest.importorskip("pyld.jsonld")

ITEMS = "http://www.w3.org/ns/activitystreams#items"
TIME, LATER = "2026-01-02T03:04:05.678Z", "2026-02-03T04:05:06.789Z"
NOTE = Annotation(
    str(uuid.UUID(int=1)),
    Anchor("cgt-interview-2025", "b" * 64, 3, 5, "𠀀胞", "前", "后"),
    "pink",
    "**注**",
    ("靶点", "CAR-T"),
    TIME,
    LATER,
    1,
    previous=Anchor("cgt-interview-2025", "a" * 64, 1, 3, "𠀀包"),
)
ABOUT = Document(
    "cgt-interview-2025", "a.txt", 0, "标题", "zh", "机构", "", "2025", "", "", False, "b" * 64, 9, ""
)


def _load(address: str, options: object) -> dict[str, Any]:
    assert address == ADDRESS  # nothing else is asked for, and nothing is fetched
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": context(),
    }


OPTIONS = {"documentLoader": _load}


def expanded(*ones: Annotation) -> list[dict[str, Any]]:
    page = json.loads(to_jsonld(ones, {ABOUT.id: ABOUT}, "zh"))
    assert CONTEXT == ADDRESS
    (whole,) = jsonld.expand(page, OPTIONS)
    assert whole["@type"] == ["http://www.w3.org/ns/activitystreams#OrderedCollectionPage"]
    items: list[dict[str, Any]] = whole[ITEMS][0]["@list"]
    return items


def value(node: dict[str, Any], key: str) -> Any:
    (found,) = node[key]
    return found.get("@value", found.get("@id", found))


def test_a_note_expands_to_the_terms_of_the_standard() -> None:
    (one,) = expanded(NOTE)
    assert (one["@id"], one["@type"]) == (f"urn:uuid:{NOTE.id}", [OA + "Annotation"])
    assert one[DCTERMS + "created"] == [{"@type": XSD + "dateTime", "@value": TIME}]
    assert one[DCTERMS + "modified"] == [{"@type": XSD + "dateTime", "@value": LATER}]
    assert [why["@id"] for why in one[OA + "motivatedBy"]] == [OA + "commenting", OA + "tagging"]
    note, *tags = one[OA + "hasBody"]
    assert (value(note, RDF + "value"), value(note, OA + "hasPurpose")) == ("**注**", OA + "commenting")
    assert value(note, "http://purl.org/dc/elements/1.1/format") == "text/markdown"
    assert [value(tag, RDF + "value") for tag in tags] == ["靶点", "CAR-T"]
    assert {value(tag, OA + "hasPurpose") for tag in tags} == {OA + "tagging"}
    (target,) = one[OA + "hasTarget"]
    assert value(target, OA + "hasSource") == "cgt:document/cgt-interview-2025"
    assert value(target, OA + "styleClass") == "pink"
    assert ".pink" in value(one[OA + "styledBy"][0], RDF + "value")
    position, quote = target[OA + "hasSelector"]
    assert position["@type"] == [OA + "TextPositionSelector"]
    assert position[OA + "start"] == [{"@type": XSD + "nonNegativeInteger", "@value": 3}]
    assert position[OA + "end"] == [{"@type": XSD + "nonNegativeInteger", "@value": 5}]
    assert quote["@type"] == [OA + "TextQuoteSelector"]
    assert [value(quote, OA + key) for key in ("exact", "prefix", "suffix")] == ["𠀀胞", "前", "后"]
    assert value(target[OA + "hasState"][0], "cgt:term/sha256") == "b" * 64
    before = one["cgt:term/previous"][0][OA + "hasSelector"]
    assert value(before[1], OA + "exact") == "𠀀包"


def test_a_highlight_and_a_note_on_an_entry() -> None:
    from dataclasses import replace

    bare = replace(NOTE, body="", tags=(), previous=None)
    entry = replace(
        NOTE,
        id=str(uuid.UUID(int=2)),
        anchor=Anchor("", "", 0, 0, ""),
        target="cgt:entry/kymriah",
        previous=None,
    )
    first, second = expanded(bare, entry)
    assert [why["@id"] for why in first[OA + "motivatedBy"]] == [OA + "highlighting"]
    assert OA + "hasBody" not in first
    assert value(second[OA + "hasTarget"][0], OA + "hasSource") == "cgt:entry/kymriah"
    assert OA + "hasSelector" not in second[OA + "hasTarget"][0]


def test_titles_of_documents_and_the_collection_go_with_the_page() -> None:
    page = json.loads(to_jsonld([NOTE], {ABOUT.id: ABOUT}, "zh"))
    (whole,) = jsonld.expand(page, OPTIONS)
    (about,) = whole["cgt:term/documents"]
    assert about["@id"] == "cgt:document/cgt-interview-2025"
    assert value(about, "http://www.w3.org/2000/01/rdf-schema#label") == "标题"
    assert value(about, DCTERMS + "publisher") == "机构"
    (collection,) = whole["http://www.w3.org/ns/activitystreams#partOf"]
    assert value(collection, "http://www.w3.org/ns/activitystreams#totalItems") == 1
    assert to_jsonld([NOTE], {ABOUT.id: ABOUT}, "zh") == to_jsonld([NOTE], {ABOUT.id: ABOUT}, "zh")


def test_no_term_is_lost_on_the_way_to_triples() -> None:
    """A term without a meaning would vanish silently: what comes back from expansion is all of it."""
    page = json.loads(to_jsonld([NOTE], {ABOUT.id: ABOUT}, "zh"))
    again = jsonld.compact(jsonld.expand(page, OPTIONS), page["@context"], OPTIONS)
    assert again == page
    framed = jsonld.frame(page, {"@context": page["@context"], "type": "Annotation"}, OPTIONS)
    assert framed["target"]["source"] == "cgt:document/cgt-interview-2025"


@settings(max_examples=25, deadline=None)
@given(ones=st.lists(annotations(), max_size=2, unique_by=lambda one: one.id))
def test_a_processor_that_rewrites_the_file_loses_nothing(ones: list[Annotation]) -> None:
    page = json.loads(to_jsonld(ones, {}, "en"))
    rewritten = jsonld.compact(jsonld.expand(page, OPTIONS), page["@context"], OPTIONS)
    report = Report()
    back = from_jsonld(json.dumps(rewritten), "f", report)
    assert [one.annotation for one in back] == ones
    assert not report.refused


HYPOTHESIS = {
    "id": "AbC_1",
    "created": "2020-01-01T10:00:00.123456+08:00",
    "updated": "2020-01-02T10:00:00+00:00",
    "uri": "https://example.org/page",
    "text": "a note",
    "tags": ["x", "y"],
    "target": [
        {
            "source": "https://example.org/page",
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]"},
                {"type": "TextPositionSelector", "start": 10, "end": 14},
                {"type": "TextQuoteSelector", "exact": "word", "prefix": "a ", "suffix": " b"},
            ],
        }
    ],
}
SINGLE = {
    "@context": ADDRESS,
    "id": "http://example.org/anno1",
    "type": "Annotation",
    "body": {"type": "TextualBody", "value": "note", "purpose": "commenting"},
    "target": {
        "source": {"id": "cgt:document/cgt-interview-2025", "type": "Text"},
        "selector": {"type": "TextQuoteSelector", "exact": "词"},
    },
}


@pytest.mark.parametrize(
    "outer",
    [
        lambda one: one,
        lambda one: [one],
        lambda one: {"items": [one]},
        lambda one: {"@graph": [one]},
        lambda one: {"total": 1, "rows": [one]},
        lambda one: {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [one]}},
    ],
)
def test_other_programs_annotations_are_read(outer: Any) -> None:
    report = Report()
    (one,) = from_jsonld(json.dumps(outer(HYPOTHESIS)), "f", report)
    note = one.annotation
    assert (note.anchor.document, note.anchor.start, note.anchor.exact) == (
        "https://example.org/page",
        10,
        "word",
    )
    assert (note.body, note.tags) == ("a note", ("x", "y"))
    assert (note.created, note.modified) == ("2020-01-01T02:00:00.123Z", "2020-01-02T10:00:00.000Z")
    assert uuid.UUID(note.id)
    (same,) = from_jsonld(json.dumps(outer(HYPOTHESIS)), "f", Report())
    assert same.annotation == note


def test_single_objects_where_lists_are_usual() -> None:
    (one,) = from_jsonld(json.dumps(SINGLE), "f", Report())
    assert (one.annotation.body, one.annotation.anchor.exact) == ("note", "词")
    assert one.annotation.anchor.document == "cgt-interview-2025"
    plain = {"type": "Annotation", "bodyValue": "b", "target": "cgt:document/cgt-interview-2025#3-5"}
    (other,) = from_jsonld(json.dumps(plain), "f", Report())
    assert (other.annotation.body, other.annotation.anchor.start, other.annotation.anchor.end) == ("b", 3, 5)
