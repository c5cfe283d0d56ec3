"""Going back to what an entry was."""
