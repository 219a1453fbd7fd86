"""What follows from what: sums, shares and growth that ``derived.toml`` declares between facts.

A fact that carries no number counts as one, so that rows of a table can be counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cgtatlas.core.model import Fact

#: How far above "more than" a figure may lie before a reader wonders.
_FAR_ABOVE = 1.5
_KEYS = {
    "sum": {"total", "parts", "complete"},
    "share": {"share", "part", "whole", "bound", "count"},
    "growth": {"rate", "start", "end", "years", "bound"},
}


@dataclass(frozen=True, slots=True)
class Derivation:
    """One declared relation between facts and the number that must come out.

    ``kind`` is sum, share or growth. ``result`` is the fact that states the outcome, "" when ``constant``
    is the outcome; ``over`` and ``under`` are the facts it follows from (parts; part and whole; end and
    start). ``bound`` is "" for an equation, "more" for "more than", "most" for parts that need not be all.
    """

    kind: str
    result: str
    over: tuple[str, ...]
    under: tuple[str, ...] = ()
    bound: str = ""
    constant: float = 0.0
    years: float = 0.0  # growth a year over so many years; 0: how many times in all
    count: bool = False  # every fact counts as one, whatever its number

    @property
    def facts(self) -> tuple[str, ...]:
        """All facts it speaks of, the outcome first."""
        return (*((self.result,) if self.result else ()), *self.over, *self.under)


def read_derivations(table: Mapping[str, Any]) -> list[Derivation]:
    """The derivations of a parsed ``derived.toml``; raises :class:`ValueError` for one that is malformed."""
    return [_read(kind, item) for kind in _KEYS for item in table.get(kind, [])]


def _read(kind: str, item: Mapping[str, Any]) -> Derivation:
    unknown = item.keys() - _KEYS[kind]
    if unknown:
        raise ValueError(f"unknown key {min(unknown)} in a [[{kind}]]")
    bound = str(item.get("bound", ""))
    if bound not in ("", "more"):
        raise ValueError(f"bound of a [[{kind}]] must be 'more' or left out")
    if kind == "sum":
        total = item.get("total", "")
        constant = float(total) if isinstance(total, int | float) else 0.0
        return Derivation(
            kind,
            "" if constant else str(total),
            _ids(item, "parts"),
            bound="" if item.get("complete", True) else "most",
            constant=constant,
        )
    if kind == "share":
        return Derivation(
            kind,
            str(item.get("share", "")),
            _ids(item, "part"),
            _ids(item, "whole"),
            bound,
            count=bool(item.get("count", False)),
        )
    years = float(item.get("years", 0))
    return Derivation(
        kind, str(item.get("rate", "")), _ids(item, "end"), _ids(item, "start"), bound, years=years
    )


def _ids(item: Mapping[str, Any], key: str) -> tuple[str, ...]:
    ids = item.get(key, [])
    if not isinstance(ids, list) or not ids:
        raise ValueError(f"{key} must be a list of facts")
    return tuple(str(id) for id in ids)


def wrong_derivations(
    derivations: list[Derivation], facts: Mapping[str, Fact]
) -> Iterator[tuple[Derivation, str]]:
    """The derivations that do not come out, each with the calculation in words."""
    for derivation in derivations:
        if not all(id in facts for id in derivation.facts):
            continue  # the compiler names unknown facts
        stated = derivation.constant or facts[derivation.result].number or 0.0
        value, words = _calculate(derivation, facts)
        if not _agrees(value, stated, derivation.bound):
            yield derivation, f"{words}, stated {_show(stated)}"


def _calculate(derivation: Derivation, facts: Mapping[str, Fact]) -> tuple[float, str]:
    over, under = (
        float(len(ids)) if derivation.count else sum(_value(facts[id]) for id in ids)
        for ids in (derivation.over, derivation.under)
    )
    if derivation.kind == "sum":
        terms = "+".join(_show(_value(facts[id])) for id in derivation.over)
        return over, f"{terms} = {_show(over)}"
    quotient = over / under if under else 0.0
    if derivation.kind == "share":
        return quotient * 100, f"{_show(over)}/{_show(under)} = {quotient * 100:.2f}%"
    if derivation.years:
        rate = (quotient ** (1 / derivation.years) - 1) * 100
        years = _show(derivation.years)
        return rate, f"{_show(under)} to {_show(over)} in {years} years is {rate:.1f}% a year"
    return quotient, f"{_show(under)} to {_show(over)} is {quotient:.1f}-fold"


def _value(fact: Fact) -> float:
    return 1.0 if fact.number is None else fact.number


def _agrees(value: float, stated: float, bound: str) -> bool:
    """Is the calculated value what is stated, to the stated number's last digit?"""
    if bound == "most":
        return value <= stated
    if bound == "more":
        return stated <= value <= stated * _FAR_ABOVE
    decimals = len(re.sub(r"^[^.]*\.?", "", _show(stated)))
    return abs(value - stated) <= 0.5 * 10**-decimals + 1e-9 if decimals else abs(value - stated) < 0.5


def _show(number: float) -> str:
    return f"{number:.10g}"
