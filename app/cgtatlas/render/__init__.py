"""Markdown and blocks turned into what a page shows. Knows no toolkit."""
