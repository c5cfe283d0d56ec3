"""What stops a backup or a restoration, told to whoever asked for it."""


class RefusedError(Exception):
    """Nothing was written; the message says why, in French."""
