"""Every word that a template prints goes through gettext."""

import re

import pytest

from tests.test_house_rules import TEMPLATES

#: Those whose words are not translatable yet, and why. This list only shrinks.
NOT_YET = {
    "templates/home/styleguide.html": "is there in development only",
}
#: What readers do not see, and what is no template of pages: the texts that the standing pages begin with are content.
NOT_FOR_READERS = re.compile(r"/(?:admin|widgets)/|^home/standing/|card_preview")
#: Names of things, the same in every language.
NAMES = {"Atom", "BibTeX", "CSL", "CSV", "Feed", "JSON", "RIS", "RSS", "Throughline", "TimelineJS"}

_UNSEEN = re.compile(
    r"{#.*?#}|{%\s*comment.*?endcomment\s*%}"
    r"|{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}"
    r"|<(script|style|code|pre|defs)\b.*?</\1>|<!--.*?-->",
    re.DOTALL,
)
_SHOWN = re.compile(r"""\b(?:aria-label|aria-description|title|alt|placeholder)="([^"]*)\"""")
_GIVEN = re.compile(r"""(?<![-\w])\w+=["']([^"']*)["']|\|default:["']([^"']*)["']|\|add:["']([^"']*)["']""")
_TAG = re.compile(r"{%.*?%}", re.DOTALL)
_VALUE = re.compile(r"{{.*?}}", re.DOTALL)
_CHOSEN_BY_TAG = re.compile(r"{%\s*(?:translate|trans)\b.*?%}", re.DOTALL)
_ELEMENT = re.compile(r"<[^>]*>", re.DOTALL)
#: What is given to a tag and is no code: it has a capital, or more than one word.
_SENTENCE = re.compile(r"^[A-Z“][a-z]|[a-z] [a-z]")


def words_past_gettext(source: str) -> list[str]:
    """What *source* would print in English whatever the language."""
    source = _CHOSEN_BY_TAG.sub("", _UNSEEN.sub("", source))
    given = [text for tag in (*_TAG.findall(source), *_VALUE.findall(source)) for text in _arguments(tag)]
    text = _VALUE.sub("", _TAG.sub("", source))
    shown = _SHOWN.findall(text)
    runs = [*_ELEMENT.sub("\n", text).split("\n"), *shown]
    return [run.strip() for run in runs if _has_words(run)] + [one for one in given if _SENTENCE.search(one)]


def _arguments(tag: str) -> list[str]:
    if re.match(r"{%\s*(?:extends|load|url|static|if|elif|block|wagtail\w*)\b", tag):
        return []
    return [one for found in _GIVEN.findall(tag) for one in found if one and one not in NAMES]


def _has_words(run: str) -> bool:
    return any(word not in NAMES for word in re.findall(r"(?<!&)\b[^\W\d_]{2,}\b", run))


@pytest.mark.parametrize(
    "name", sorted(name for name in set(TEMPLATES) - set(NOT_YET) if not NOT_FOR_READERS.search(name))
)
def test_template_has_no_word_of_its_own(name):
    assert words_past_gettext(TEMPLATES[name]) == []


def test_every_exception_is_still_needed():
    assert [name for name in NOT_YET if not words_past_gettext(TEMPLATES[name])] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Words</p>", ["Words"]),
        ('<p>{% translate "Words" %}</p>', []),
        ("{% blocktranslate trimmed %}<b>Some words</b>{% endblocktranslate %}", []),
        ('<a aria-label="Read it">×</a>', ["Read it"]),
        ('{% include "a.html" with heading="Who is in it" %}', ["Who is in it"]),
        ('{% include "a.html" with heading=_("Who is in it") name="kind" %}', []),
        ("{{ name|default:'Another language' }}", ["Another language"]),
        ("{# a remark #}<code>curl this</code> · {{ number }} RIS", []),
    ],
)
def test_words_past_gettext_are_found(source, found):
    assert words_past_gettext(source) == found
