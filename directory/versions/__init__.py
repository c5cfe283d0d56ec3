"""The history of entries: what each was at the end of each transaction that touched it.

A version is a *snapshot* of rows (`snapshots`), with the *layout* of its time (`layouts`). It is kept at the end of
the transaction (`keeping`), compared with another one in French (`differences`), and gone back to (`restoring`).
"""
