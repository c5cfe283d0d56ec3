"""Bringing projects in: `rows` reads a file, `funder_texts` and `funders` who paid, `importer` writes."""
