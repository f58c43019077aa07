"""The editor guide, docs/editor-guide.md, as a page of the admin: one text for both places."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from PIL import Image

DOCS = Path(settings.BASE_DIR) / "docs"
TEXT = DOCS / "editor-guide.md"
PICTURES = DOCS / "pictures" / "guide"
#: How the guide names its pictures.
NAMED = re.compile(r"pictures/guide/([a-z0-9-]+\.webp)")


@dataclass
class Heading:
    """A line of the table of contents, with those below it."""

    words: str
    anchor: str
    below: list["Heading"] = field(default_factory=list)


@dataclass(frozen=True)
class Guide:
    html: str
    contents: list[Heading]


def guide() -> Guide:
    """The guide as it stands in its file."""
    return _drawn(TEXT.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _drawn(written_at: int) -> Guide:
    return draw(TEXT.read_text(encoding="utf-8"))


def draw(text: str) -> Guide:
    """*text*, which is Markdown, as HTML, with an anchor on each heading. Markup in it is shown and not obeyed."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(text)
    contents = _name_headings(tokens)
    for token in tokens:
        for inner in token.children or ():
            if inner.type == "image":
                _place_picture(inner)
    # The page has a heading of its own in the place of the file's.
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        del tokens[:3]
    html = markdown.renderer.render(tokens, markdown.options, {})
    # What is wider than a phone moves sideways by itself, by keyboard too.
    html = html.replace("<table>", '<div class="guide__wide" tabindex="0"><table>').replace(
        "</table>", "</table></div>"
    )
    return Guide(mark_safe(html), contents)


def _name_headings(tokens) -> list[Heading]:
    contents, taken = [], set()
    for token, inline in pairwise(tokens):
        if token.type != "heading_open":
            continue
        words = "".join(one.content for one in inline.children)
        anchor = name = slugify(words) or "part"
        number = 2
        while anchor in taken:
            anchor, number = f"{name}-{number}", number + 1
        taken.add(anchor)
        token.attrSet("id", anchor)
        if token.tag == "h2":
            contents.append(Heading(words, anchor))
        elif token.tag == "h3" and contents:
            contents[-1].below.append(Heading(words, anchor))
    return contents


def _place_picture(token) -> None:
    """A picture of the guide comes from here, and keeps its place while it does. Any other is left out."""
    named = NAMED.fullmatch(token.attrGet("src") or "")
    size = size_of(named[1]) if named else None
    if size is None:
        token.type, token.tag = "text", ""
        token.content = ""
        return
    token.attrSet("src", reverse("home_guide_picture", args=[named[1]]))
    token.attrSet("width", str(size[0]))
    token.attrSet("height", str(size[1]))
    token.attrSet("loading", "lazy")


def picture_path(name: str) -> Path | None:
    """The file of the picture *name*, if it is one of the guide's."""
    if not NAMED.fullmatch(f"pictures/guide/{name}"):
        return None
    path = PICTURES / name
    return path if path.is_file() else None


def size_of(name: str) -> tuple[int, int] | None:
    path = picture_path(name)
    if path is None:
        return None
    with Image.open(path) as picture:
        return picture.size
