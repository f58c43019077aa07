"""What stands around every page: the menu above it, and the links at its foot."""

from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.urls import reverse
from wagtail.models import Site

from home.models import ReportersPage
from timeline.models import SubjectIndexPage
from timeline.querysets import published_pages

#: Page types that have a place at the foot wherever a site has one.
DESKS = (ReportersPage, SubjectIndexPage)


@dataclass(frozen=True)
class FrameLink:
    """A published page as the frame names it. ``is_above``: what is asked for stands below it."""

    title: str
    url: str
    is_above: bool = False


@dataclass(frozen=True)
class Frame:
    """The links around a page: the ``menu``, the ``standing`` pages at the foot, and the ``desks`` for reporters and
    for those who look for a name."""

    menu: list[FrameLink] = field(default_factory=list)
    standing: list[FrameLink] = field(default_factory=list)
    desks: list[FrameLink] = field(default_factory=list)
    is_search: bool = False


def frame_of(request) -> Frame:
    """The frame of the page that *request* asks for: one query, however many templates ask."""
    if not hasattr(request, "_frame"):
        request._frame = _frame(request)
    return request._frame


def _frame(request) -> Frame:
    site = Site.find_for_request(request)
    is_search = request.path == reverse("search")
    if site is None:
        return Frame(is_search=is_search)
    below = site.root_page.depth + 1
    types = {one.pk for one in ContentType.objects.get_for_models(*DESKS).values()}
    pages = published_pages().descendant_of(site.root_page).annotate(in_footer=F("standingpage__in_footer"))
    wanted = Q(show_in_menus=True, depth=below) | Q(in_footer=True) | Q(content_type__in=types)
    rows = [(page, _link(page, request)) for page in pages.filter(wanted)]
    menu = [(page, link) for page, link in rows if page.show_in_menus and page.depth == below]
    in_menu = {page.pk for page, _ in menu}
    return Frame(
        menu=[link for _, link in menu],
        standing=[link for page, link in rows if page.in_footer],
        desks=[link for page, link in rows if page.content_type_id in types and page.pk not in in_menu],
        is_search=is_search,
    )


def _link(page, request) -> FrameLink:
    url = page.get_url(request)
    return FrameLink(page.title, url, is_above=request.path.startswith(url))
