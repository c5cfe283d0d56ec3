"""A copy of all that an installation holds, in one file, and the way back.

`databases` copies and restores a database of either engine; `archive` puts the copy and the media in one dated file,
with a checksum for each; `making` and `restoring` are what the two commands do; `retention` lets old archives go.
"""
