"""Bringing official territories into the directory.

`reference` reads the folder shipped with the project, `official` the files of Insee and of geo.api.gouv.fr, both into
the plain rows of `rows`: none of them knows the database. `writing`, `perimeters`, `succession` and `names` write
these rows; `run` ties the steps together.
"""
