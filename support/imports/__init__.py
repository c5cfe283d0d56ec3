"""Bringing events, resources and definitions in: `rows` reads the files, `importers` writes."""
