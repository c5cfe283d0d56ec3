"""Bringing files into the directory: read, check everything, then write all of it or nothing.

`sheet` reads the file, `cells` its cells, `merge` decides what changes; none of them knows the database.
`entries` writes, `importer` ties the steps together, `command` is what staff type.
"""
