"""The little markup our own texts carry, where it must not be seen."""

from __future__ import annotations

import re

#: A reference of an article or a summary to one of its entry's facts: ``[^slug]``.
NOTE = re.compile(r"\[\^([^\]\s]+)\]")


def escape(text: str) -> str:
    """Foreign words as they stand, harmless inside HTML and its attributes.

    As ``html.escape`` does; but that comes with every named character of HTML, half a megabyte.
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#x27;")


def without_notes(text: str) -> str:
    """A text without its references, for lists and other programs."""
    return NOTE.sub("", text)
