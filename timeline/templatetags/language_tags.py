"""In which language the parts of a page are, for the program that reads it out and the one that sets its lines."""

from django import template
from django.utils.html import format_html

from timeline.languages import direction, site_language

register = template.Library()


@register.filter
def language_attributes(code):
    """The attributes of a part that is in the language *code*, each after a space; nothing where the site speaks it.
    “und” is a language that nobody has named: HTML writes that as an empty one."""
    if not code or code == site_language().split("-")[0]:
        return ""
    return format_html(' lang="{}" dir="{}"', "" if code == "und" else code, direction(code))
