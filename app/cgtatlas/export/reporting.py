"""The report of an import in words: one sentence, and a line for each thing worth a look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.sentences import sentence

if TYPE_CHECKING:
    from cgtatlas.core.transfer import Remark, Report

Words = tuple[str, str]

_READ: Words = ("读到 {count} 项", "{count} read")
_COUNTS: tuple[tuple[str, Words], ...] = (
    ("added", ("新增 {count}", "{count} added")),
    ("restored", ("从回收站恢复 {count}", "{count} brought back from the trash")),
    ("updated", ("更新 {count}", "{count} updated")),
    ("unchanged", ("未变 {count}", "{count} unchanged")),
    ("kept", ("保留较新的本地版本 {count}", "{count} kept as here, where they are newer")),
    ("refused", ("未导入 {count}", "{count} not imported")),
)
_FOLDERS: Words = ("文件夹 {count}", "{count} folder(s) added")
_MARKS: Words = ("阅读状态 {count}", "status of {count} set")
_SKIPPED: Words = (
    "网页链接 {count} 个未导入（本程序不联网）",
    "{count} web links left out (this program opens no network)",
)
_NOTHING: Words = ("没有改动", "nothing was changed")
_PLACES: tuple[tuple[str, Words], ...] = (
    (
        "moved",
        (
            "{count} 条笔记的文字已移到新位置。",
            "Words that stand elsewhere now and were found there: {count}.",
        ),
    ),
    (
        "not_found",
        (
            "{count} 条笔记在文献中找不到原句，已保留，待复核。",
            "Words not found in their document, kept for review: {count}.",
        ),
    ),
    (
        "no_document",
        (
            "{count} 条笔记的文献或条目不在资料库中，已保留，显示为“找不到位置”。",
            "Document or entry not in the library, note kept and shown as place not found: {count}.",
        ),
    ),
)
_REPLACED: Words = ("已被替换的旧笔记（{id}）：{old}", "The note that was replaced ({id}): {old}")
_BACKUP: Words = ("导入前的备份：{name}", "Backup made before: {name}")
_UNITS: dict[str, Words] = {
    "line": ("第 {number} 行", "line {number}"),
    "item": ("第 {number} 项", "item {number}"),
}
_MOST = 200


def _say(words: Words, lang: str, **data: object) -> str:
    return words[1 if lang == "en" else 0].format(**data)


def summary(report: Report, lang: str) -> str:
    """One sentence: how many were read, added, updated, refused."""
    parts = [_say(_READ, lang, count=report.read)]
    for field, words in _COUNTS:
        if found := len(getattr(report, field)):
            parts.append(_say(words, lang, count=found))
    if report.folders:
        parts.append(_say(_FOLDERS, lang, count=report.folders))
    if report.marks:
        parts.append(_say(_MARKS, lang, count=report.marks))
    if report.skipped:
        parts.append(_say(_SKIPPED, lang, count=report.skipped))
    if not report.changes:
        parts.append(_say(_NOTHING, lang))
    return "，".join(parts) + "。" if lang == "zh" else ", ".join(parts) + "."


def details(report: Report, lang: str) -> list[str]:
    """All that is worth a look, a line each: refusals and their reason, places, replaced notes, backup."""
    lines = [_remark(one, lang) for one in [*report.refused, *report.remarks][:_MOST]]
    left = len(report.refused) + len(report.remarks) - _MOST
    lines += [f"… +{left}"] if left > 0 else []
    for field, words in _PLACES:
        if found := len(getattr(report, field)):
            lines.append(_say(words, lang, count=found))
    for id, old in list(report.replaced.items())[:_MOST]:
        lines.append(_say(_REPLACED, lang, id=id, old=_one_line(old[:500])))
    return lines + ([_say(_BACKUP, lang, name=report.backup)] if report.backup else [])


def _remark(one: Remark, lang: str) -> str:
    unit, number = one.where
    where = _say(_UNITS[unit], lang, number=number) + (f" ({one.id})" if one.id else "")
    reason = sentence(AtlasError(one.code, **one.data), lang)
    return _one_line(where + ("：" if lang == "zh" else ": ") + reason)


def _one_line(text: str) -> str:
    """Words of a stranger's file, harmless on a terminal: no line ends, no control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def as_json(report: Report, path: str, lang: str) -> dict[str, object]:
    """The report for other programs: counts, and the ids behind them."""

    def remark(one: Remark) -> dict[str, object]:
        unit, number = one.where
        reason = sentence(AtlasError(one.code, **one.data), lang)
        return {unit: number, "id": one.id, "code": one.code, "reason": reason}

    fields = [field for field, _ in _COUNTS if field != "refused"] + [field for field, _ in _PLACES]
    return {
        "file": path,
        "read": report.read,
        **{field: len(getattr(report, field)) for field in fields},
        "refused": [remark(one) for one in report.refused],
        "remarks": [remark(one) for one in report.remarks],
        "replaced": report.replaced,
        "folders": report.folders,
        "marks": report.marks,
        "web_links": report.skipped,
        "backup": report.backup,
        "ids": {field: getattr(report, field) for field in fields},
    }
