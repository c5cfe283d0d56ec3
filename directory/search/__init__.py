"""Finding: an immutable index in memory for each kind of entry, rebuilt, patched and swapped as the data change.

`analysis` turns French text into words, `lexicon` knows where words are, `facets` and `columns` which entries have
a value, `index` answers a search. All of them are pure: the Django side is in `holder`, `sources` and `changes`.
"""
