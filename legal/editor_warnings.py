"""What an editor is told after saving: it stops nothing, but somebody should look at it."""

from wagtail.admin import messages

from legal.hosts import warn_of_mirror
from legal.identifiers import Scheme, read_identifier
from legal.models import CasePage, MilestonePage
from timeline.models import TimelineEntry


def warnings_of(page) -> list[str]:
    """Numbers of a form that is not known or cannot be right, and addresses of copies of judgments."""
    found = []
    if isinstance(page, CasePage):
        for row in page.identifiers.all():
            found += _about(row.value, row.known.warning) + _about(row.url, warn_of_mirror(row.url))
    if isinstance(page, MilestonePage) and page.neutral_citation:
        known = read_identifier(page.neutral_citation, Scheme.NEUTRAL_CITATION)
        found += _about(page.neutral_citation, known.warning)
    if isinstance(page, TimelineEntry):
        for source in page.sources.all():
            found += _about(source.url, warn_of_mirror(source.url))
    return found


def tell_the_editor(request, page) -> None:
    """For Wagtail's ``after_create_page`` and ``after_edit_page`` hooks."""
    for warning in warnings_of(page):
        messages.warning(request, warning)


def _about(value: str, warning: str) -> list[str]:
    return [f"“{value}”: {warning}"] if value and warning else []
