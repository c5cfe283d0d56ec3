"""The forms in which a list is given, at one address and for any filter: nothing is negotiated by a header.

A list offers those that its `format` criterion names (`finding.criteria.FormatSetting`).
"""

from . import calendar, feed, page, places, rows, sheet, workbook
from .format import Format

FORMATS = {
    "html": Format("page", "text/html", page.as_page),
    "json": Format("JSON", "application/json", page.as_json),
    "atom": Format("Atom", "application/atom+xml", feed.as_feed),
    "csv": Format("CSV", "text/csv", sheet.as_sheet, is_file=True),
    "xlsx": Format("Excel", workbook.CONTENT_TYPE, workbook.as_workbook, is_file=True, most=workbook.MOST),
    "jsonl": Format("JSON lines", rows.CONTENT_TYPE, rows.as_json_lines, is_file=True),
}
PLACED = {
    "geojson": Format("GeoJSON", places.CONTENT_TYPE, places.as_geojson, is_file=True)
}  # where entries have spots
CALENDAR = {"ics": Format("calendrier", "text/calendar", calendar.as_calendar)}  # where a kind has appointments
