"""Importing from the browser: a file is deposited, understood, checked, written, and may be undone.

`sorts` says which files there are, `understanding` how one is read, `desk` what it would do with what was decided,
`writing` and `undoing` do it in a process of their own (`work`), `pages` show all of it to staff.
"""
