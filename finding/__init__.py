"""How many entries are found and shown: kinds, criteria, filters, lists, suggestions, what a process remembers."""
