"""An app that the product does not know: two kinds of entries, planted by one line of settings.

`test_planted.py` starts the product with it, in a process of its own, and looks for them in everything that goes over
the kinds of entries. Nothing outside of this folder names them.
"""
