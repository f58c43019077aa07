"""What the head of every page tells other sites and machines."""

from django import template
from wagtail.models import Page, Site

from timeline.sharing.pages import shared_page, shared_view
from timeline.structured_data import graph_of

register = template.Library()


@register.inclusion_tag("components/sharing.html", takes_context=True)
def sharing(context, campaign, title="", description=""):
    """The canonical address, and the words and picture that other sites show: of the page, or of an address that is
    none under the *title* and *description* given. A preview and an error page tell nothing."""
    request, site = _asked(context)
    if not site:
        return {}
    page = context.get("page")
    if title:
        return {"shared": shared_view(title, description, request, campaign, site)}
    return {"shared": shared_page(page, request, campaign, site)} if isinstance(page, Page) else {}


@register.inclusion_tag("components/structured_data.html", takes_context=True)
def told_to_machines(context, campaign):
    """The page in the words of schema.org."""
    _, site = _asked(context)
    page = context.get("page")
    return {"data": graph_of(page, campaign, site)} if site and isinstance(page, Page) else {}


def _asked(context):
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return request, None
    return request, Site.find_for_request(request)
