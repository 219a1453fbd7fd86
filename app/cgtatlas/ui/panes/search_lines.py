"""What the page of results says in words: counts, why nothing was found, how something was matched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cgtatlas.core.errors import AtlasError
from cgtatlas.core.sentences import sentence
from cgtatlas.ui.models.result_rows import Words

if TYPE_CHECKING:
    from cgtatlas.core.model import EntryHit, PassageHit, SearchResult
    from cgtatlas.core.refine import FacetValue, Searched, Suggestion
    from cgtatlas.ui.context import Context


_SECTIONS = 3  # of the user guide that a search lists
_OF_A_VALUE = ("query_bad_value", "query_bad_date")
_FIELD = re.compile(r"\S*[:：]")


class SearchLines(QObject):
    """Sentences in the language of the interface; knows the titles of documents."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._titles: dict[str, str] = {}
        self.caret = -1  # where in the query the reader is typing, -1 when it is not being typed

    def forget(self) -> None:
        """The language or the library changed."""
        self._titles.clear()

    def words(self) -> Words:
        """The labels of the list."""
        return Words(
            entries=self.tr("Entries"),
            bookmarks=self.tr("My bookmarks"),
            notes=self.tr("My notes"),
            off_topic=self.tr("Off topic"),
            commands=self.tr("Commands"),
            suggestions=self.tr("Did you mean"),
            guide=self.tr("User guide"),
            more=self.tr("Show more ({count} left)"),
            more_entries=self.tr("Show {count} more entries"),
            more_notes=self.tr("Show {count} more notes"),
            more_bookmarks=self.tr("Show {count} more bookmarks"),
            how=self._how,
            document=self.title,
            via=self._via,
            why=self._why,
            sections=self._sections,
        )

    def _sections(self, query: str) -> list[tuple[str, str, str]]:
        """Sections of the user guide about what is searched for."""
        from cgtatlas.library.guide import chapter
        from cgtatlas.render.guide_page import address
        from cgtatlas.search.guide import find_sections

        lang = self._context.language
        found = find_sections(query, lang, _SECTIONS)
        return [(one.title, chapter(one.chapter, lang).title, address(one.place)) for one in found]

    def title(self, document: str) -> str:
        """The title of a document, its id when it is gone."""
        if document not in self._titles:
            try:
                self._titles[document] = self._context.library.document(document).title
            except AtlasError:
                self._titles[document] = document
        return self._titles[document]

    def _how(self, hit: EntryHit) -> str:
        lines = {
            "alias": self.tr("also called {name}"),
            "pinyin": self.tr("pinyin of {name}"),
            "typo": self.tr("similar to {name}"),
            "text": self.tr("found in its text"),
        }
        return lines.get(hit.how, "").format(name=hit.matched)

    def _via(self, hit: PassageHit) -> str:
        parts = [self.tr("found as {name}").format(name=hit.via)] if hit.via else []
        if hit.library != "bundled":
            parts.append(self.library(hit.library))
        return " · ".join(parts)

    def library(self, label: str) -> str:
        """The name of a library: bundled, mine, or its file's."""
        names = {"bundled": self.tr("Bundled library"), "mine": self.tr("My own")}
        return names.get(label, label)

    def _why(self, suggestion: Suggestion) -> str:
        reasons = {
            "name": self.tr("another name"),
            "pinyin": self.tr("by pinyin"),
            "typo": self.tr("similar spelling"),
            "fewer_words": self.tr("fewer words"),
            "other_form": self.tr("another form"),
            "no_filter": self.tr("without the condition"),
            "off_topic": self.tr("in off-topic documents too"),
        }
        found = self.tr("1 hit") if suggestion.count == 1 else self.tr("{hits} hits")
        parts = (reasons.get(suggestion.why, ""), found.format(hits=suggestion.count))
        return " · ".join(part for part in parts if part)

    # counts

    def total(self, result: SearchResult) -> str:
        """The number of passages; with a plus while it is only known to be at least that."""
        return f"{result.total:,}" if result.exact else f"{result.total:,}+"

    def count(self, result: SearchResult, documents: int) -> str:
        """The line above the list, and what of the query was cut or ignored."""
        parts = []
        if count := max(result.entry_total, len(result.entries)):
            parts.append(self.tr("1 entry") if count == 1 else self.tr("{count} entries").format(count=count))
        if result.total:
            parts.append(self._hits(result, documents))
        if count := max(result.bookmark_total, len(result.bookmarks)):
            one = self.tr("1 bookmark")
            parts.append(one if count == 1 else self.tr("{count} bookmarks").format(count=count))
        if count := max(result.annotation_total, len(result.annotations)):
            parts.append(self.tr("1 note") if count == 1 else self.tr("{count} notes").format(count=count))
        notes = self._notes(result)
        said = [sentence(AtlasError(code), self._context.language) for code in notes]
        return "\n".join(part for part in (" · ".join(parts) or self.nothing(result), *said) if part)

    def _notes(self, result: SearchResult) -> list[str]:
        """What to say about the query, but nothing about the value of a field that is being written."""
        start = self.caret
        if start > len(result.query):  # behind a blank: the last word is finished
            return list(result.notes)
        while start > 0 and not result.query[start - 1 : start].isspace():
            start -= 1
        writing = self.caret >= 0 and _FIELD.match(result.query[start:])
        return [note for note in result.notes if not (writing and note in _OF_A_VALUE)]

    def typed_at(self, caret: int) -> bool:
        """The caret stands elsewhere: may the line have changed?"""
        before, self.caret = self.caret, caret
        return before != caret

    def _hits(self, result: SearchResult, documents: int) -> str:
        if result.total == 1:
            return self.tr("1 hit")
        if result.total > len(result.hits):  # some may stand in further documents
            return self.tr("{hits} hits").format(hits=self.total(result))
        if documents == 1:
            return self.tr("{hits} hits in 1 document").format(hits=self.total(result))
        return self.tr("{hits} hits in {documents} documents").format(
            hits=self.total(result), documents=documents
        )

    # nothing found

    def nothing(self, result: SearchResult) -> str:
        """What was searched for and where, when nothing was found."""
        if not result.searched:  # marks and blanks alone
            return self.tr("There is nothing to search for in this.")
        said = [self.tr("Nothing found for “{query}”.").format(query=" ".join(result.query.split()))]
        if result.searched:
            where = "; ".join(self._searched(one) for one in result.searched)
            said.append(self.tr("Searched: {where}; your notes and bookmarks.").format(where=where))
        if not result.off_topic:
            said.append(self.tr("Off-topic documents were left out."))
        conditions = [chip.text for chip in result.chips if chip.kind in ("field", "excluded")]
        if conditions:
            said.append(self.tr("Conditions: {conditions}.").format(conditions="; ".join(conditions)))
        if not result.suggestions:
            said.append(self.tr("Try fewer or other words: all of them must stand in one passage."))
        return "\n".join(said)

    def _searched(self, one: Searched) -> str:
        line = self.tr("{library} ({documents} documents, {passages} passages, {entries} entries)")
        return line.format(
            library=self.library(one.library),
            documents=one.documents,
            passages=f"{one.passages:,}",
            entries=one.entries,
        )

    # facets

    def facet_value(self, facet: str, value: FacetValue) -> str:
        """The name of a facet's value."""
        if value.label:
            return value.label
        names = {
            "kind": self._kinds(),
            "language": {
                "zh": self.tr("Chinese"),
                "en": self.tr("English"),
                "zh-en": self.tr("Chinese and English"),
            },
        }.get(facet, {})
        if facet == "document":
            return self.title(value.value)
        if facet == "library":
            return self.library(value.value)
        if facet == "entry_kind":
            return self._entry_kinds().get(value.value, value.value)
        return names.get(value.value, value.value) or self.tr("not stated")

    def _kinds(self) -> dict[str, str]:
        return {
            "entry": self.tr("Entries"),
            "passage": self.tr("Passages"),
            "annotation": self.tr("My notes"),
            "bookmark": self.tr("My bookmarks"),
        }

    def _entry_kinds(self) -> dict[str, str]:
        return {
            "therapy": self.tr("Therapies"),
            "company": self.tr("Companies"),
            "policy": self.tr("Policies"),
            "indication": self.tr("Indications"),
            "target": self.tr("Targets"),
            "institution": self.tr("Institutions"),
            "agency": self.tr("Agencies"),
            "event": self.tr("Events"),
            "place": self.tr("Places"),
            "person": self.tr("People"),
            "publication": self.tr("Publications"),
            "technology": self.tr("Technologies"),
        }
