"""The part of the pages' style sheet that goes with the HTML of this room; ``$role`` is a theme colour."""

from __future__ import annotations

#: Appended to the theme's own sheet. ``{line}`` is the line height of running text in pixels.
PAGE_CSS = """
p, li {{ line-height: {line}px; margin-top: 3px; margin-bottom: 7px; }}
td {{ line-height: {line}px; }}
h1 {{ font-size: xx-large; margin-top: 0; margin-bottom: 0; }}
h2 {{ font-size: large; color: $text; margin-top: 22px; margin-bottom: 6px; }}
.kind {{ color: $accent; margin-top: 0; margin-bottom: 2px; }}
.other-name {{ color: $muted; font-size: large; margin-top: 0; margin-bottom: 6px; }}
.names {{ margin-top: 6px; }}
.role {{ color: $muted; font-size: small; }}
.count {{ font-weight: 400; font-size: medium; }}
.muted {{ color: $muted; }}
.summary {{ }}
table.pairs {{ border-style: none; margin-top: 0; margin-bottom: 4px; }}
table.pairs td {{ border-style: none; border-bottom: 1px solid $border; padding: 5px 10px 5px 0; }}
td.label {{ color: $muted; width: 26%; }}
.why {{ margin-top: 12px; margin-bottom: 4px; }}
table.sides {{ border-style: none; margin-top: 0; margin-bottom: 10px; }}
td.side {{ border-style: none; border-left: 2px solid $border; padding: 2px 12px 4px 10px; }}
.side-head {{ color: $muted; margin: 0 0 1px 0; }}
.side-value {{ font-weight: 600; margin: 0 0 3px 0; }}
.side-quote {{ margin: 0 0 3px 0; }}
.gone {{ color: $warn; text-decoration: line-through; }}
.come {{ color: $accent; }}
.side-source {{ color: $muted; font-size: small; margin: 0; }}
table.timeline {{ border-style: none; margin-top: 0; margin-bottom: 4px; }}
table.timeline td {{ border-style: none; padding: 3px 10px 3px 0; }}
td.when {{ color: $muted; width: 7em; white-space: nowrap; }}
table.timeline td.event {{ border-left: 2px solid $accent; padding-left: 12px; }}
.year {{ color: $text; font-weight: 600; }}
.origin {{ color: $muted; font-size: small; }}
table.concordance {{ border-style: none; margin-top: 0; margin-bottom: 8px; }}
table.concordance td {{ border-style: none; padding: 2px 0; white-space: nowrap; }}
td.kwic {{ color: $muted; width: 50%; }}
td.kwic-key {{ padding: 2px 6px; }}
.kwic-title {{ margin-top: 10px; margin-bottom: 2px; }}
"""


def page_css(line: int) -> str:
    """The sheet for a line height in pixels, its ``$role`` still to be filled in."""
    return PAGE_CSS.format(line=line)
