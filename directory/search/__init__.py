"""Finding: an immutable index in memory for each kind of entry, rebuilt, patched and swapped as the data change.

`analysis` turns French text into words, `lexicon` knows where they are, `facet`, `columns` and `places` which entries
have a value, `search` answers a request from an `index`, `tally` counts what is found. All of them are pure; the
Django side is in `source`, `library`, `shelf` and `journal`.
"""
