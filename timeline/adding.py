"""Where an editor adds an entry of a kind: its form at once, or the page that asks where it belongs."""

from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from timeline.querysets import GatedPageQuerySet


@dataclass(frozen=True)
class WayToAdd:
    """A button: what it adds, and where it leads."""

    words: str
    url: str


def ways_to_add(user) -> list[WayToAdd]:
    """One for each kind that *user* may add somewhere: so many queries, however many pages there are."""
    from timeline.models import TimelineEntry

    offered = ((kind, kind.address_to_add(user)) for kind in TimelineEntry.kinds())
    return [WayToAdd(f"Add {kind.get_verbose_name().lower()}", url) for kind, url in offered if url]


def parents_for(kind, user):
    """The pages under which *user* may add an entry of *kind*, drafts too."""
    may_add = page_permission_policy.instances_user_has_permission_for(user, "add")
    parents = GatedPageQuerySet(model=Page).type(*kind.allowed_parent_page_models())
    return parents.filter(pk__in=may_add.order_by().values("pk")).order_by("path")


def form_under(kind, parent_key: int) -> str:
    """The form for a new entry of *kind* under the page with that key."""
    return reverse("wagtailadmin_pages:add", args=[kind._meta.app_label, kind._meta.model_name, parent_key])
