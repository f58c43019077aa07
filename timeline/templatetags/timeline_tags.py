"""Small things that templates of the story need."""

from django import template
from django.conf import settings
from django.forms.utils import flatatt
from django.utils.html import format_html, json_script
from django.utils.safestring import mark_safe
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from timeline.dates import parse

register = template.Library()


@register.simple_tag(takes_context=True)
def editor_userbar(context):
    """Wagtail's user bar, for a browser that has signed in. For every other it is not even asked for:
    looking at the session makes a page vary by cookie, and no cache could then keep it."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return wagtailuserbar(context)


@register.simple_tag(takes_context=True)
def filtered_address(context, **changes):
    """The query string of the story's view with some filters changed."""
    return context["filters"].address(**changes)


@register.filter
def archived(sources):
    """How many of *sources* have a copy that readers may open."""
    return sum(1 for source in sources if source.where_to_read.copy_url)


@register.filter(expects_localtime=True)
def day_in_words(day):
    """“3 March 2018”, for a plain day of the calendar, or the day of a moment on a London clock."""
    return parse(day.isoformat()[:10]).words if day else ""


@register.simple_tag
def reading_link(reading, words):
    """The link to where something can be read (``WhereToRead``), with the attributes of Robust Links for its copy.

    https://robustlinks.mementoweb.org/spec/
    """
    attributes = {}
    if reading.is_copy:
        attributes["data-originalurl"] = reading.original_url
    elif reading.copy_url:
        attributes["data-versionurl"] = reading.copy_url
    if reading.copy_url and reading.copy_made_on:
        attributes["data-versiondate"] = reading.copy_made_on.isoformat()
    return format_html('<a href="{}" rel="noopener noreferrer"{}>{}</a>', reading.url, flatatt(attributes), words)


@register.simple_tag
def structured_data(data):
    """JSON-LD, escaped as Django escapes JSON in a page. Nothing where there is nothing to tell."""
    if not data:
        return ""
    # The type is all that differs; the script is data, which no browser runs.
    return mark_safe(json_script(data).replace('"application/json"', '"application/ld+json"', 1))
