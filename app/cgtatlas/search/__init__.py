"""Query language, finding, ranking and snippets."""
