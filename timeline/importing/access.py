"""Who may bring a file in, and where to."""

from wagtail.models import Site

from timeline.importing.applying import kind_of, room_for
from timeline.models import TimelineEntry


def kinds_to_bring_in() -> list:
    """The kinds that a row of a table can be made into: those that ask for nothing beside what every kind has."""
    return [kind for kind in TimelineEntry.kinds() if kind.fits_in_a_row]


def may_add(user, site, kind) -> bool:
    room = room_for(kind, site)
    return room is not None and room.permissions_for_user(user).can_add_subpage()


def may_publish(user, batch) -> bool:
    """Whether *user* may publish what *batch* makes: a story makes pages in every room of its site."""
    is_story = batch.shape == batch.Shape.STORY
    room = batch.site.root_page if is_story else room_for(kind_of(batch), batch.site)
    return room is not None and room.permissions_for_user(user).can_publish_subpage()


def sites_for(user, request=None) -> list[Site]:
    """The sites to which *user* may add entries of some kind, that of *request* first."""
    sites = [site for site in Site.objects.select_related("root_page") if _may_add_some(user, site)]
    here = Site.find_for_request(request) if request else None
    return sorted(sites, key=lambda site: site != here)


def _may_add_some(user, site) -> bool:
    return any(may_add(user, site, kind) for kind in kinds_to_bring_in())
