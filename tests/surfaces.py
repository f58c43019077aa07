"""The registry of what the public can ask for. A new public address, page type or route is added here,
and from then on the canaries are looked for in it.

``answers`` names what a surface exercises: the name of a URL pattern, a page type ("timeline.EventPage"),
or a route of a routable page type ("timeline.TimelinePage:year"). ``shows`` names the kinds of which the
public twin must be found there, so that no surface can pass by showing nothing.
"""

from tests.surface_kinds import ALL
from tests.surfaces_at_the_edge import EDGE
from tests.surfaces_of_files import FILES
from tests.surfaces_of_pages import PAGES

__all__ = ["ALL", "NEVER_SERVED", "NOT_OURS", "SURFACES"]

#: What is below an address that starts so is no public output of ours, or is shut.
NOT_OURS = {
    "admin/": "the admin asks who one is",
    "^static/": "the files of the theme",
    "^media/": "renditions under names that nobody can guess; only in development",
    "styleguide/": "the parts of pages for those who make them; only in development",
    "_util/": "shut: see no_doors_to_pages",
    "authenticate_with_password/<int:restriction_id>/": "shut: see no_doors_to_documents",
}
#: Page types and routes that no reader can ask for.
NEVER_SERVED = {
    "timeline.TimelineEntry": "never created alone: its children are",
    "timeline.TimelinePage:index_route": "Wagtail's, and our own story stands before it at the same address",
}

SURFACES = [*PAGES, *FILES, *EDGE]
