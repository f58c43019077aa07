"""What the line marks in the words of its entries."""

from django import template
from django.utils.html import conditional_escape

from timeline import highlights

register = template.Library()


@register.simple_tag(takes_context=True)
def marked(context, text):
    """*text*, with the words that the story was searched for in ``<mark>``."""
    words = getattr(context.get("filters"), "chosen", {}).get("q")
    return highlights.marked(text, highlights.words_of(words)) if words else conditional_escape(text)


@register.simple_tag(takes_context=True)
def without_filter(context, name):
    """The query string of the story's view without the filter *name*."""
    return context["filters"].address(**{name: ""})
