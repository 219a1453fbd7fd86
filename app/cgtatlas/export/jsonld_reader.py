"""Annotations out of JSON-LD: our own pages, and what other annotation programs write.

Read as plain JSON by the names the official context gives; no context is fetched. Known outer shapes: a page
or a collection (``items``, ``first``), ``@graph``, ``rows``, a list, one annotation alone.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from cgtatlas.core import iri
from cgtatlas.core.errors import Refused
from cgtatlas.core.transfer import Remark
from cgtatlas.export.records import Record, take

if TYPE_CHECKING:
    from cgtatlas.core.transfer import Incoming, Report, Where

#: The most annotations that are taken from one file.
MOST = 50_000
_CHARACTERS = re.compile(r"(?:^|[#&])char=(\d{1,9}),(\d{1,9})")
_OUTER = ("items", "first", "@graph", "rows", "annotations")
_DEPTH = 4  # of outer shapes in each other: a collection's first page's items


def load_json(text: str, name: str) -> object:
    """The value of a JSON text. Raises Refused("import_bad_json", "import_too_deep")."""
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise Refused("import_bad_json", path=name, line=error.lineno) from error
    except RecursionError as error:
        raise Refused("import_too_deep", path=name) from error
    except ValueError as error:  # a number of thousands of digits
        raise Refused("import_bad_json", path=name, line="?") from error


def from_jsonld(text: str, name: str, report: Report) -> list[Incoming]:
    """All annotations of a file, the unfit ones in the report.

    Raises Refused: import_bad_json, import_too_deep, import_no_annotations, import_too_many.
    """
    found = _items(load_json(text, name), _DEPTH)
    if found is None:
        raise Refused("import_no_annotations", path=name)
    if len(found) > MOST:
        raise Refused("import_too_many", path=name, limit=MOST)
    taken = []
    for number, raw in enumerate(found, 1):
        where: Where = ("item", number)
        if not isinstance(raw, dict):
            report.read += 1
            report.refused.append(Remark("import_not_an_annotation", where))
            continue
        try:
            one = take(_record(raw, where, report), where, report)
        except Refused as error:
            report.read += 1
            report.refused.append(Remark(error.code, where, str(_id(raw) or "")[:100], dict(error.data)))
            continue
        taken += [one] if one else []
    return taken


def _items(value: object, depth: int) -> list[object] | None:
    """The annotations in a value; None when it holds none and is no empty page either."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or not depth:
        return None
    for key in _OUTER:
        if key in value:
            return _items(value[key], depth - 1)
    return [value] if "target" in value or "Annotation" in _list(_type(value)) else None


def _record(raw: dict[str, object], where: Where, report: Report) -> Record:
    targets = _list(raw.get("target"))
    if not targets:
        raise Refused("import_no_place")
    if len(targets) > 1:
        report.remarks.append(Remark("import_first_place_only", where, str(_id(raw) or "")[:100]))
    target = targets[0]
    made: Record = {
        "id": _id(raw),
        "created": raw.get("created"),
        "modified": raw.get("modified", raw.get("updated")),
        "colour": _class(target),
        **_bodies(raw),
        **_place(target),
    }
    if "previous" in raw:
        before = _place(raw["previous"])
        made["previous"] = before if "target" not in before else None
    return made


def _id(raw: dict[str, object]) -> object:
    return raw.get("id", raw.get("@id"))


def _type(raw: dict[str, object]) -> object:
    return raw.get("type", raw.get("@type"))


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _class(target: object) -> object:
    styled = _list(target.get("styleClass")) if isinstance(target, dict) else []
    return styled[0] if styled else None


def _place(target: object) -> Record:
    """Where a target is, as the fields of a record."""
    if isinstance(target, str):
        target = {"source": target}
    if not isinstance(target, dict):
        raise Refused("import_wrong_type", field="target")
    source = target.get("source", _id(target))
    if isinstance(source, dict):
        source = _id(source)
    if not isinstance(source, str):
        raise Refused("import_no_place")
    place = iri.parse(source)
    if place is not None and place.kind != "document":
        return {"target": source}
    made: Record = {"document": source}
    characters = _CHARACTERS.search(source)
    if characters and place is None:
        made |= {"document": source.partition("#")[0], "start": int(characters[1]), "end": int(characters[2])}
    for selector in _list(target.get("selector"))[:20]:
        made |= _selected(selector)
    state = target.get("state")
    if isinstance(state, dict):
        made["sha256"] = state.get("sha256")
    return made


def _selected(selector: object) -> Record:
    if not isinstance(selector, dict):
        raise Refused("import_wrong_type", field="selector")
    kinds = _list(_type(selector))
    if "TextPositionSelector" in kinds:
        return {"start": selector.get("start"), "end": selector.get("end")}
    if "TextQuoteSelector" in kinds:
        made: Record = {"quote": selector.get("exact")}
        return made | {key: selector.get(key) for key in ("prefix", "suffix")}
    value = selector.get("value")
    if "FragmentSelector" in kinds and isinstance(value, str):
        found = _CHARACTERS.search(value)
        return {"start": int(found[1]), "end": int(found[2])} if found else {}
    return {}


def _bodies(raw: dict[str, object]) -> Record:
    """Note and tags, whichever way they are written."""
    notes: list[str] = []
    tags = [tag for tag in _list(raw.get("tags")) if isinstance(tag, str)]
    plain = [raw.get("bodyValue"), raw.get("text")]
    for body in [*_list(raw.get("body")), *plain]:
        if body is None or body == "":
            continue
        value = body.get("value", body.get("chars")) if isinstance(body, dict) else body
        if value is None and isinstance(body, dict):  # a picture, a page: its address is all we can keep
            value = body.get("source", _id(body))
        if not isinstance(value, str):
            raise Refused("import_wrong_type", field="body")
        tagging = isinstance(body, dict) and "tagging" in _list(body.get("purpose"))
        (tags if tagging else notes).append(value)
    return {"note": "\n\n".join(notes), "tags": tags}
