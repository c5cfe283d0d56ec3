"""The map of the region: where the entries that a search found are, drawn on the server or handed to the browser."""
