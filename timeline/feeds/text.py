"""Text that no format of feeds chokes on, and HTML that can be read away from our site."""

import re

import lxml.html

#: What XML 1.0 cannot hold, the control characters of old code pages, and the mark of a character that was lost:
#: validators complain of each of them, and one of the first kind in one title would take the whole feed down.
NOT_TOLD = re.compile("[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")
WHITE_SPACE = re.compile("[\t\n\r ]+")
#: What is left of the tags of templates.
EMPTY_LINES = re.compile("\n[\t\n\r ]*\n")


def clean(text: str) -> str:
    """*text* without the characters that a feed cannot tell."""
    return NOT_TOLD.sub("", text)


def one_line(text: str) -> str:
    """*text* for a title: clean, and without line ends."""
    return WHITE_SPACE.sub(" ", clean(text)).strip()


def readable_anywhere(markup: str, page_url: str) -> str:
    """The HTML of *markup*, clean, every address in it absolute as seen from *page_url*: fragments too."""
    fragment = lxml.html.fragment_fromstring(clean(markup), create_parent="div")
    for image in fragment.findall(".//img"):
        # A choice of sizes has addresses that would stay relative, and is for the layout of our pages.
        image.attrib.pop("srcset", None)
        image.attrib.pop("sizes", None)
    fragment.make_links_absolute(page_url, handle_failures="ignore")
    return EMPTY_LINES.sub("\n", lxml.html.tostring(fragment, encoding="unicode"))
