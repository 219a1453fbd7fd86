"""Annotations as an AnnotationPage of the W3C Web Annotation Data Model, in JSON-LD.

What the model has no word for has terms of our own, declared in the page's context: ``sha256`` (the version
of the text, on the target's state), ``previous`` (the place before the document changed) and ``documents``
(titles of what the annotations speak of). The colour is a CSS class of the target, as the model has it.
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.export.records import public_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cgtatlas.core.model import Anchor, Annotation, Document

Json = dict[str, object]

#: The official context; never fetched here, and known to other programs by this address.
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: Terms of our own, for the same page.
OWN_CONTEXT: Json = {
    "sha256": "cgt:term/sha256",
    "previous": {"@id": "cgt:term/previous", "@type": "@id"},
    "documents": {"@id": "cgt:term/documents", "@type": "@id", "@container": "@set"},
    "publisher": "dcterms:publisher",
    "issued": "dcterms:issued",
}
#: How a highlight of each colour is painted, for programs that follow stylesheets.
PAINT = {
    "yellow": "#fff3a3",
    "green": "#c9f0c2",
    "blue": "#c4e1ff",
    "pink": "#ffd0e0",
    "purple": "#e2d2fb",
}
_MADE_HERE = uuid.uuid5(uuid.NAMESPACE_URL, "cgt:annotations")


def to_jsonld(annotations: Sequence[Annotation], documents: Mapping[str, Document], lang: str) -> bytes:
    """All annotations as one page; the same annotations give the same bytes."""
    items = [item(one) for one in annotations]
    content = json.dumps(items, ensure_ascii=False, sort_keys=True)
    name = str(uuid.uuid5(_MADE_HERE, content))
    label = "我的笔记" if lang == "zh" else "My notes"
    ids = sorted({one.anchor.document for one in annotations if one.anchor.document in documents})
    page: Json = {
        "@context": [CONTEXT, OWN_CONTEXT],
        "id": f"urn:uuid:{name}",
        "type": "AnnotationPage",
        "partOf": {
            "id": f"urn:uuid:{uuid.uuid5(_MADE_HERE, name)}",
            "type": "AnnotationCollection",
            "label": label,
            "generator": {"id": "cgt:program", "type": "Software", "name": "CGT Atlas"},
            "total": len(items),
        },
        "startIndex": 0,
        "documents": [_document(documents[id]) for id in ids],
        "items": items,
    }
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode()


def item(one: Annotation) -> Json:
    """One annotation."""
    made: Json = {
        "id": address(one.id),
        "type": "Annotation",
        "motivation": _motivation(one),
        "created": one.created,
        "modified": one.modified,
    }
    bodies = _bodies(one)
    if bodies:
        made["body"] = bodies
    made["stylesheet"] = {
        "type": "CssStylesheet",
        "value": f".{one.colour} {{ background-color: {PAINT.get(one.colour, '#fff3a3')}; }}",
    }
    target: Json = {"source": one.target} if one.target else place(one.anchor)
    made["target"] = target | {"styleClass": one.colour}
    if one.previous is not None:
        made["previous"] = place(one.previous)
    return made


def address(id: str) -> str:
    """The IRI of an annotation."""
    public = public_id(id)
    return public if public.startswith("cgt:") else f"urn:uuid:{public}"


def source(document: str) -> str:
    """The IRI of an annotated document; another program's address stays as it is."""
    own = iri.Place("document", document).iri
    return own if iri.parse(own) is not None else document


def place(anchor: Anchor) -> Json:
    """A place in a document: position, in code points, and quote; and the version of the text."""
    quote: Json = {"type": "TextQuoteSelector", "exact": anchor.exact}
    quote |= {key: words for key, words in (("prefix", anchor.prefix), ("suffix", anchor.suffix)) if words}
    position: Json = {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end}
    made: Json = {
        "source": source(anchor.document),
        "type": "SpecificResource",
        # the reader keeps some without a place
        "selector": [position, quote] if anchor.start >= 0 else [quote],
    }
    return made | ({"state": {"type": "oa:State", "sha256": anchor.sha256}} if anchor.sha256 else {})


def _motivation(one: Annotation) -> str | list[str]:
    why = ["commenting"] if one.body else [] if one.target else ["highlighting"]
    why += ["tagging"] if one.tags else []
    return why[0] if len(why) == 1 else why or "commenting"


def _bodies(one: Annotation) -> list[Json]:
    note: Json = {
        "type": "TextualBody",
        "value": one.body,
        "format": "text/markdown",
        "purpose": "commenting",
    }
    tags: list[Json] = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in one.tags]
    return ([note] if one.body else []) + tags


def _document(document: Document) -> Json:
    about = {"publisher": document.publisher, "issued": document.published}
    made: Json = {"id": source(document.id), "type": "Text", "label": document.title}
    return made | {key: value for key, value in about.items() if value}
