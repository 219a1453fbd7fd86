"""What the program is, whose texts it ships and under which licences its parts are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout

from cgtatlas import __version__
from cgtatlas.core.markup import escape
from cgtatlas.ui.widgets.room import take_room
from cgtatlas.ui.widgets.safe_browser import SafeBrowser

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cgtatlas.core.model import Document
    from cgtatlas.ui.context import Context

#: Parts and their licences.
PARTS = (
    ("Qt and Qt for Python (PySide6-Essentials, shiboken6)", "LGPL-3.0-only"),
    ("Python", "PSF-2.0"),
    ("SQLite", "public domain"),
    ("sqlite-utils, sqlite-fts4", "Apache-2.0"),
    ("Markdown", "BSD-3-Clause"),
    ("pyahocorasick", "BSD-3-Clause"),
    ("OpenCC", "Apache-2.0"),
    ("XlsxWriter", "BSD-2-Clause"),
    ("click", "BSD-3-Clause"),
    ("click-default-group", "public domain"),
    ("pluggy, tabulate", "MIT"),
    ("python-dateutil", "Apache-2.0, BSD-3-Clause"),
    ("Noto Sans SC", "OFL-1.1"),
)


class AboutDialog(QDialog):
    """Credits as a page; closes with Escape."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("about")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.page = SafeBrowser(context, self)
        self.page.setObjectName("aboutPage")
        self.page.setFrameShape(SafeBrowser.Shape.NoFrame)
        self.page.document().setDocumentMargin(20)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.page)
        context.style.changed.connect(self.retranslate)
        self.retranslate()
        take_room(self)

    def sizeHint(self) -> QSize:
        """Qt: wide enough for the credits."""
        return QSize(640, 620)

    def retranslate(self) -> None:
        """Write the page anew, in the language and the colours of now."""
        self.setWindowTitle(self.tr("About CGT Atlas"))
        self.page.setAccessibleName(self.tr("About CGT Atlas"))
        self.page.setFont(self._context.style.page_font())
        pixels, style = self.page.fontInfo().pixelSize(), self._context.style
        self.page.document().setIndentWidth(1.7 * pixels)
        self.page.document().setDefaultStyleSheet(style.page_sheet(style.line_height(pixels)))
        self.page.setHtml(self._html())

    def _html(self) -> str:
        what = self.tr(
            "An offline reference for cell and gene therapy. Every statement is tied to the sentence it"
            " comes from."
        )
        rights = self.tr(
            "The program ships these texts unchanged. The rights in them stay with their publishers and"
            " authors."
        )
        licence = self.tr("Program: Apache-2.0. It is built with:")
        qt = self.tr(
            "Qt is used under the GNU Lesser General Public License, version 3, as libraries of their own"
            " that you may replace."
        )
        version = self.tr("Version {number}").format(number=__version__)
        originals, licences = self.tr("Original texts"), self.tr("Licences")
        parts = [
            f"<h1>CGT Atlas</h1><p class='muted'>{escape(version)}</p><p>{escape(what)}</p>",
            f"<h2>{escape(originals)}</h2><p>{escape(rights)}</p>",
            self._originals(),
            f"<h2>{escape(licences)}</h2><p>{escape(licence)}</p><table class='pairs' width='100%'>",
            *(f"<tr><td>{escape(name)}</td><td>{self._terms(terms)}</td></tr>" for name, terms in PARTS),
            f"</table><p class='muted'>{escape(qt)}</p>",
        ]
        return "".join(parts)

    def _terms(self, licence: str) -> str:
        return escape(self.tr("public domain") if licence == "public domain" else licence)

    def _originals(self) -> str:
        documents = self._context.library.documents()
        files = sorted({document.origin for document in documents})
        return "".join(
            f"<h3>{escape(file)}</h3><ul>{''.join(_credit(d) for d in documents if d.origin == file)}</ul>"
            for file in files
        )

    def changeEvent(self, event: QEvent) -> None:
        """Qt: speak the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _credit(document: Document) -> str:
    facts = (document.author, document.publisher, document.published)
    about = " · ".join(escape(fact) for fact in facts if fact)
    doi = f" · DOI {escape(document.doi)}" if document.doi else ""
    url = f"<br><span class='muted'>{escape(document.url)}</span>" if document.url else ""
    title = f"<a href='cgt:document/{escape(document.id)}'>{escape(document.title)}</a>"
    return f"<li>{title}<br><span class='muted'>{about}{doi}</span>{url}</li>"
