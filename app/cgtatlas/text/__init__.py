"""Pure functions over text: folding with offset maps, sentences, blocks."""
