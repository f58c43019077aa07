"""The citation of an entry on its own page."""

from django import template
from wagtail.models import Site

from timeline.citations.facts import citation_of
from timeline.citations.plain import plain_line

register = template.Library()


@register.simple_tag(takes_context=True)
def plain_citation(context, entry):
    """The citation of *entry* in plain words. It needs the entry's public record."""
    return plain_line(citation_of(entry, Site.find_for_request(context["request"])))
