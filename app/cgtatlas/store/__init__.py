"""The reader's own file: annotations, bookmarks and what the reader adds."""
