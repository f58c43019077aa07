from django import template
from django.utils.safestring import mark_safe

from timeline import safe_text, web_addresses

register = template.Library()


@register.filter
def only_what_editors_type(html: str) -> str:
    """Rich text, cleaned, to be printed as it stands."""
    return mark_safe(safe_text.only_what_editors_type(html))


@register.filter
def web_address(url: str) -> str:
    """*url*, or nothing where a browser should not follow it."""
    return web_addresses.web_address(str(url or ""))
