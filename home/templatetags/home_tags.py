from django import template
from wagtail.models import Site

from home.stylesheet import stylesheet_path
from timeline.querysets import published_pages

register = template.Library()


@register.simple_tag(takes_context=True)
def published_menu(context):
    """The published pages right below the front page that editors put in the menu: titles and addresses."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    if site is None:
        return []
    if not hasattr(request, "_published_menu"):
        # The front page draws it twice.
        pages = published_pages().child_of(site.root_page).filter(show_in_menus=True)
        request._published_menu = [{"title": page.title, "url": page.get_url(request)} for page in pages]
    return request._published_menu


@register.simple_tag
def stylesheet(campaign):
    """The address of the one stylesheet."""
    return stylesheet_path(campaign)
