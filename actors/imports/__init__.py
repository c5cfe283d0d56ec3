"""Bringing actors in: `names` finds who a file means, `rows` reads a file of actors, `importer` writes."""
