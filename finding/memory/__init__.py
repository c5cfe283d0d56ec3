"""What a process remembers of the database, and how it learns what changed."""
