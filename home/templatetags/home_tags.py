"""What the frame of every page and the front page ask for."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from wagtail.models import Site

from home.frame import Frame, frame_of
from home.icons import own_icon_address
from home.stylesheet import stylesheet_path
from home.tokens import DARK, LIGHT, colours_of
from timeline.querysets import published_pages

register = template.Library()


@register.simple_tag(takes_context=True)
def page_frame(context):
    """The links around the page: ``Frame``."""
    request = context.get("request")
    return frame_of(request) if request else Frame()


@register.simple_tag
def stylesheet(campaign):
    """The address of the one stylesheet."""
    return stylesheet_path(campaign)


@register.simple_tag
def theme_colours():
    """The colour of the browser's own bars, for each mode: that of our paper."""
    line = '<meta name="theme-color" content="{}" media="(prefers-color-scheme: {})">'
    light, dark = colours_of(LIGHT)["paper"], colours_of(DARK)["paper"]
    return format_html(line + line, light, "light", dark, "dark")


@register.simple_tag
def own_icon(campaign):
    """The link to our own icon, unless the campaign has a mark."""
    if campaign.mark_id:
        return ""
    # In the page itself: a browser fetches an icon beside the stylesheet, and the first words wait for both.
    link = '<link rel="icon" href="{}" type="image/svg+xml">'
    # A quotation mark within an address needs no other writing where the attribute stands in double ones.
    return format_html(link, mark_safe(own_icon_address(campaign.accent_colour)))


@register.simple_tag(takes_context=True)
def reader_actions(context, page):
    """What a reader can do, each with its address. An action that leads to a page which is not published is left
    out: what the page is called would be told by it."""
    request = context.get("request")
    rows = list(page.actions.all())
    keys = [row.link_page_id for row in rows if row.link_page_id]
    site = Site.find_for_request(request) if request and keys else None
    pages = published_pages().of_site(site).in_bulk(keys) if site else {}
    linked = [(row, pages.get(row.link_page_id)) for row in rows]
    return [
        {"row": row, "url": linked_page.get_url(request) if linked_page else row.link_url}
        for row, linked_page in linked
        if linked_page or not row.link_page_id
    ]
