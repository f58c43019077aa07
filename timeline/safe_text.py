"""Rich text as it goes out: nothing but what an editor can have typed, whatever was put there past the editor."""

import nh3

TAGS = {"p", "br", "hr", "b", "strong", "i", "em", "sup", "sub", "ol", "ul", "li", "a", "h2", "h3", "h4", "blockquote"}
#: What stands in these is no text for readers.
NO_TEXT = {"script", "style", "template", "iframe", "noscript", "textarea", "title", "svg", "math", "object", "embed"}
SCHEMES = {"http", "https", "mailto"}


def only_what_editors_type(html: str) -> str:
    """*html* without scripts, without attributes that run, and without links that leave the web."""
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=NO_TEXT,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        # What the browser tells other sites is said once, by the Referrer-Policy.
        link_rel=None,
    )
