"""What templates of an entry's page need."""

from django import template

from timeline.terms import anchor, place

register = template.Library()


@register.filter(is_safe=True)
def explained(html, glossary):
    """*html* with the words marked that *glossary* explains: ``{% filter explained:glossary %}…{% endfilter %}``."""
    return glossary.mark(html) if glossary else html


@register.filter
def anchor_of(term):
    """The fragment of the sentence that explains *term*."""
    return anchor(term)


@register.filter
def place_of(term):
    """The fragment of *term* where it stands in the text."""
    return place(term)
