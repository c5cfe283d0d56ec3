"""For machines: what the directory knows of everything public, in the forms of nobody in particular and of the law."""
