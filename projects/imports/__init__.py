"""Bringing projects in: `rows` reads a file, `funders` the names of those who paid, `importer` writes."""
