"""Bringing files into the directory: read, plan everything, then write all of it or nothing.

`sheet` reads the file, `cells` its cells, `reconcile` decides what changes; none of them knows the database.
`entries` plans what rows do, `rules` what the database would refuse, `writes` holds what is to be written, `importer`
ties the steps together, `command` is what staff type.
"""
