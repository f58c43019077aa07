"""The text of an article in a page, its captions, and what trafilatura guesses of the rest: in bounded time."""

import re
from copy import deepcopy
from itertools import islice

from press.reading.findings import Claims
from press.reading.markup import is_aside, text_of
from press.reading.tidy import paragraphs, tidy

GUESS = "a guess from the text of the page"
#: Trafilatura needs about half a second for a thousand elements, and as long for 300,000 letters.
_MOST_ELEMENTS = 6_000
_MOST_LETTERS = 600_000
_LONGEST_TEXT = 1_000_000
_FEW_WORDS = 50
_NO_TEXT = ("script", "style", "noscript", "template", "svg", "iframe", "object")
_CAPTION_CLASS = re.compile(r"(?:^|\s)(?:wp-caption-text|caption|image-caption|img-caption)(?:\s|$)")
_MOST_CAPTIONS = 30


def drop_scripts(tree) -> None:
    """Drop from *tree* what is no text for readers."""
    for element in list(tree.iter(*_NO_TEXT)):
        if element.getparent() is not None:
            element.drop_tree()


def is_large(tree) -> bool:
    """Whether reading *tree* with trafilatura would take longer than an editor waits."""
    letters = sum(len(text) for text in tree.itertext())
    return letters > _MOST_LETTERS or sum(1 for _ in tree.iter()) > _MOST_ELEMENTS


def text_in(tree, url: str) -> str:
    """The article's text, one paragraph a line with an empty line between."""
    found = "" if is_large(tree) else _by_trafilatura(tree, url)
    plainly = _paragraph_texts(tree)
    if len(found.split()) < _FEW_WORDS and len(plainly.split()) > _FEW_WORDS * 4:
        # It takes a text with many links for a menu now and then.
        found = plainly
    return "\n\n".join(paragraphs(found or plainly))[:_LONGEST_TEXT]


def guessed_claims(tree, url: str) -> Claims:
    """What trafilatura makes of a page that does not say it itself: nothing in it is sure."""
    if is_large(tree):
        return Claims(GUESS, sure=False)
    from trafilatura.metadata import extract_metadata

    tree = deepcopy(tree)
    for aside in [*tree.iter("aside", "nav", "footer", "form")]:
        if aside.getparent() is not None:
            aside.drop_tree()
    try:
        found = extract_metadata(tree, default_url=url or None)
    except Exception:
        # Its parts fail in many ways on odd pages. It is a guess: without it, the editor types the value.
        return Claims(GUESS, sure=False)
    return Claims(
        GUESS,
        headline=found.title or "",
        authors=tuple((found.author or "").split("; ")),
        published=_unpadded(found.date or ""),
        lead=found.description or "",
        sure=False,
    )


def captions_in(tree) -> list[str]:
    """What stands under the pictures of the article, each once."""
    found = [one for one in islice(tree.iter("figcaption"), _MOST_CAPTIONS) if not is_aside(one)]
    for element in islice(tree.iterfind(".//*[@class]"), 20_000):
        if element.tag != "figcaption" and _CAPTION_CLASS.search(element.get("class")) and not is_aside(element):
            found.append(element)
    captions = dict.fromkeys(undoubled(text_of(one, 500)) for one in found[:_MOST_CAPTIONS])
    return [caption for caption in captions if caption]


def undoubled(text: str) -> str:
    """“A hall A hall” is a caption that a page holds twice, once of them for other screens."""
    half = (len(text) - 1) // 2
    return text[:half] if len(text) > 8 and text[:half] == text[half + 1 :] else text


def _by_trafilatura(tree, url: str) -> str:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(deepcopy(tree), url=url or None, include_comments=False, with_metadata=False)
    except Exception:
        # As above: what it cannot take is read paragraph by paragraph.
        return ""
    return (found.text or "") if found else ""


def _root(tree):
    """The part of the page that holds its article."""
    return next((one for tag in ("article", "main", "body") for one in tree.iter(tag)), tree)


def shown_text(tree) -> str:
    """The first words in the part of the page that holds its article, what is no article included."""
    return tidy(" ".join(islice(_root(tree).itertext(), 5_000)), 50_000)


def _paragraph_texts(tree) -> str:
    texts, length = [], 0
    for element in _root(tree).iter("p"):
        if length > _LONGEST_TEXT:
            break
        if not is_aside(element):
            texts.append(text_of(element, 20_000))
            length += len(texts[-1])
    if any(texts):
        return "\n".join(texts)
    return "\n".join(islice((text for text in _root(tree).itertext() if text.strip()), 5_000))


def _unpadded(date: str) -> str:
    """A guess of 1 January is as a rule a year that stood alone, and of a first day a month."""
    if not date.endswith("-01"):
        return date
    return date[:4] if date.endswith("-01-01") else date[:7]
