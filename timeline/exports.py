"""Wagtail's exports to CSV, without cells that a spreadsheet would run as a program."""

from wagtail.admin.views.mixins import SpreadsheetExportMixin, list_to_str

from timeline.data.csv_file import defused


def guard_exports() -> None:
    """Defuse the text of every export of the admin. A headline may come from anybody's page, and it stands in the
    reports that Wagtail ships as in ours; what Wagtail guards is the other format, XLSX."""
    ways = SpreadsheetExportMixin.custom_value_preprocess
    to_csv = SpreadsheetExportMixin.FORMAT_CSV
    ways[str] = {to_csv: defused}
    ways[list] = {**ways[list], to_csv: lambda value: defused(list_to_str(value))}
