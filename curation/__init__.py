"""How staff keep entries true: imports, duplicates, merges, tasks, the admin of every kind."""
