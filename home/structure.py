"""The pages that every site begins with: front page, story, press archive, legal challenges."""

from wagtail.models import Page, Site, WorkflowPage

from home.models import HomePage
from legal.models import LegalIndexPage
from press.models import PressArchivePage
from timeline.legal_checks import legal_workflow
from timeline.models import TimelinePage

ROOMS = [
    (TimelinePage, "timeline", "The story"),
    (PressArchivePage, "press", "In the press"),
    (LegalIndexPage, "legal", "Legal challenge"),
]


#: The name of a front page until the campaign has one.
TITLE = "Throughline"


def build_structure(title: str = TITLE) -> HomePage:
    """Make whichever of these pages are missing from the default site, and leave the others alone."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    home = _front_page(site, title)
    for model, slug, name in ROOMS:
        if not model.objects.child_of(home).exists():
            room = home.add_child(instance=model(title=name, slug=slug, show_in_menus=True, live=False))
            room.save_revision().publish()
    _let_legal_readers_read(home)
    return home


def _let_legal_readers_read(home) -> None:
    """Cases and milestones are submitted to a legal reader and then to a moderator, unless somebody has chosen
    another way for them."""
    workflow = legal_workflow()
    for room in LegalIndexPage.objects.child_of(home):
        if workflow and not WorkflowPage.objects.filter(page=room).exists():
            WorkflowPage.objects.create(page=room, workflow=workflow)


def has_child(parent, model, slug: str) -> bool:
    """Whether *parent* has a page of the type *model* with this slug, draft or not."""
    return model.objects.child_of(parent).filter(slug=slug).exists()


def _front_page(site, title: str) -> HomePage:
    if site and isinstance(site.root_page.specific, HomePage):
        return site.root_page.specific
    home = Page.get_first_root_node().add_child(instance=HomePage(title=title, slug="front-page", live=False))
    home.save_revision().publish()
    if site is None:
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name=title)
        return home
    welcome = site.root_page
    site.root_page = home
    site.save()
    # The page that Wagtail's own migration made, if nobody has put it to use.
    if welcome.specific_class is Page and welcome.numchild == 0:
        welcome.delete()
    return home
