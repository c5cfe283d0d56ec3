"""The forms in which a list is given, at one address and for any filter: nothing is negotiated by a header.

A list offers those that its `format` criterion names (`finding.criteria.FormatSetting`).
"""

from . import calendar, feed, page, rows, sheet
from .format import Format

FILES = {  # all the entries of a list in their order
    "csv": Format("CSV", "text/csv", sheet.as_sheet),
    "jsonl": Format("JSON lines", rows.CONTENT_TYPE, rows.as_json_lines),
}
FORMATS = {
    "html": Format("page", "text/html", page.as_page),
    "json": Format("JSON", "application/json", page.as_json),
    "atom": Format("Atom", "application/atom+xml", feed.as_feed),
} | FILES
CALENDAR = {"ics": Format("calendrier", "text/calendar", calendar.as_calendar)}  # where a kind has appointments
