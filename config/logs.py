"""What the log says of what goes wrong."""

from logging import Formatter


class Untraced(Formatter):
    """A line for each message, without the traceback: that of a refused request goes through Django alone."""

    def formatException(self, exc_info):  # noqa: N802  # the name is that of logging
        return ""
