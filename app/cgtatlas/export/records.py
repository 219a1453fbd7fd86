"""One annotation as a flat record of plain values, and the way back from a record that anyone may have made.

The record is what CSV has in its columns and Markdown in its comments; JSON-LD is brought to it first::

    {"id", "document", "start", "end", "quote", "prefix", "suffix", "note", "tags": [...], "colour",
     "created", "modified", "sha256", "target", "previous": {"document", "sha256", "start", ...} or None}
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.core.errors import Refused
from cgtatlas.core.model import Anchor, Annotation
from cgtatlas.core.transfer import Incoming, Remark, Where
from cgtatlas.store.annotations import COLOURS
from cgtatlas.store.writer import clean, now

if TYPE_CHECKING:
    from cgtatlas.core.transfer import Report

Record = dict[str, object]

#: The most characters of a field; more than any reader types, and no more than the window shows at ease.
_LIMITS = {"note": 500_000, "quote": 200_000, "prefix": 4_000, "suffix": 4_000, "document": 2_000}
_TAGS, _TAG = 200, 200
_FAR = 2**31
_UUID = re.compile("[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_OURS = re.compile("cgt:annotation/([A-Za-z0-9._-]{1,64})")
_MADE_HERE = uuid.uuid5(uuid.NAMESPACE_URL, "cgt:annotation")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def record(one: Annotation) -> Record:
    """An annotation as a record."""
    previous = None if one.previous is None else place_record(one.previous)
    made: Record = {"id": public_id(one.id), **place_record(one.anchor)}
    return made | {
        "note": one.body,
        "tags": list(one.tags),
        "colour": one.colour,
        "created": one.created,
        "modified": one.modified,
        "target": one.target,
        "previous": previous,
    }


def place_record(anchor: Anchor) -> Record:
    """The part of a record that says where."""
    return {
        "document": anchor.document,
        "sha256": anchor.sha256,
        "start": anchor.start,
        "end": anchor.end,
        "quote": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }


def public_id(id: str) -> str:
    """An id as files carry it: a bare UUID; anything else as an address of ours."""
    return id if _UUID.fullmatch(id) else f"cgt:annotation/{id}"


def own_id(text: str) -> str:
    """The id here of what a file calls ``text``; another program's ids become UUIDs, always the same ones."""
    bare = text.strip().removeprefix("urn:uuid:")
    if _UUID.fullmatch(bare.lower()):
        return bare.lower()
    ours = _OURS.fullmatch(bare)
    return ours[1] if ours else str(uuid.uuid5(_MADE_HERE, clean(text)))


def take(raw: Mapping[str, object], where: Where, report: Report) -> Incoming | None:
    """Check a record; None, and why in the report, when nothing can be made of it."""
    report.read += 1
    try:
        named = bool(_text(raw, "id"))
        return _incoming(raw, named, where, report)
    except Refused as error:
        id = raw.get("id")
        report.refused.append(
            Remark(error.code, where, clean(id)[:100] if isinstance(id, str) else "", dict(error.data))
        )
        return None


def _incoming(raw: Mapping[str, object], named: bool, where: Where, report: Report) -> Incoming:
    target = _target(_text(raw, "target"))
    anchor = Anchor("", "", 0, 0, "") if target else _anchor(raw)
    body, tags, colour = _text(raw, "note"), _tags(raw.get("tags")), _text(raw, "colour").lower()
    if not target and not anchor.document:
        raise Refused("import_no_place")
    if not named and not (anchor.exact or body or tags):
        raise Refused("import_empty")
    content = [anchor.document, anchor.start, anchor.end, anchor.exact, body, colour, *tags, target]
    id = own_id(_text(raw, "id")) if named else str(uuid.uuid5(_MADE_HERE, json.dumps(content)))
    modified, created = utc(_text(raw, "modified")), utc(_text(raw, "created"))
    made = created or modified or now()
    if colour not in COLOURS:
        if colour:
            report.remarks.append(Remark("import_colour", where, id, {"value": colour[:40]}))
        colour = COLOURS[0]
    before = raw.get("previous")
    previous = _anchor(before) if isinstance(before, Mapping) and not target else None
    annotation = Annotation(
        id, anchor, colour, body, tags, made, modified or made, 1, target=target, previous=previous
    )
    return Incoming(annotation, where, named, bool(modified))


def _anchor(raw: Mapping[str, object]) -> Anchor:
    document, start, end = _text(raw, "document").strip(), _number(raw, "start"), _number(raw, "end")
    place = iri.parse(document)
    if place is not None and place.kind == "document":
        document = place.id
        if place.start is not None and place.end is not None and not end:
            start, end = place.start, place.end
    if start > end:
        raise Refused("import_bad_range", start=start, end=end)
    return Anchor(
        document,
        _text(raw, "sha256").strip().lower()[:64],
        start,
        end,
        _text(raw, "quote"),
        _text(raw, "prefix"),
        _text(raw, "suffix"),
    )


def _target(text: str) -> str:
    if not text:
        return ""
    place = iri.parse(text)
    if place is None or place.kind not in ("entry", "fact"):
        raise Refused("import_bad_target", value=text[:80])
    return place.iri


def _text(raw: Mapping[str, object], key: str) -> str:
    value = raw.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refused("import_wrong_type", field=key)
    limit = _LIMITS.get(key, 2_000)
    if len(value) > limit:
        raise Refused("import_too_long", field=key, limit=limit)
    return clean(value)


def _number(raw: Mapping[str, object], key: str) -> int:
    value = raw.get(key)
    if value is None or value == "":
        return 0
    if isinstance(value, str) and value.isascii() and value.strip().isdecimal() and len(value) < 20:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _FAR:
        raise Refused("import_wrong_type", field=key)
    return value


def _tags(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple) or not all(isinstance(tag, str) for tag in value):
        raise Refused("import_wrong_type", field="tags")
    if len(value) > _TAGS or any(len(tag) > _TAG for tag in value):
        raise Refused("import_too_long", field="tags", limit=_TAG)
    tidy = (" ".join(clean(tag).split()) for tag in value)
    return tuple(dict.fromkeys(tag for tag in tidy if tag))


def utc(text: str) -> str:
    """A time as the reader's file keeps it; "" when there is none or it cannot be read."""
    text = text.strip()
    if _TIME.fullmatch(text):
        return text
    try:
        found = datetime.fromisoformat(text)
        found = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return found.isoformat(timespec="milliseconds").replace("+00:00", "Z")
