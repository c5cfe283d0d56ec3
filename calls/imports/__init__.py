"""Bringing calls and rounds in: `rows` reads the files, `index` finds what other files name, `importers` writes."""
