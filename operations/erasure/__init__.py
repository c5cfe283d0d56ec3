"""A person taken out of all that an installation keeps: every text of every table, files, indexes, archives."""
