"""The whole site in a language that nobody speaks: what then is still English is content, or was forgotten."""

import html
import re
from collections import deque

import pytest
from django.apps import apps
from django.db import models, transaction
from django.test import Client
from django.utils import translation
from django.utils.translation import trans_real
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import Page, Site

from tests.data_files import make_rich_story
from tests.pseudo_language import CODE, PseudoTranslation, bare_words, bracketed, shown_in
from tests.test_house_rules import ROOMS
from timeline.dates import parse

# Without the mark pytest-django makes no test database.
pytestmark = pytest.mark.django_db
#: Pages that no link leads to.
BEGIN = [
    "/",
    "/search/?q=event",
    "/search/?q=nothing+like+it",
    "/timeline/?from=abc&topic=home-office",
    "/press/?year=abc&outlet=abc",
    "/there-is-nothing-here/",
]
MOST_PAGES = 80
#: Where texts of editors' stand side by side.
JOINTS = re.compile(r"[.,:;·()“”]+(?:\s|$)|\s[·(“]")
#: Names that are the same in every language, and what is code.
NAMES = re.compile(
    r"^(?:atom|rss|ris|bibtex|csl-json|csv|json|json feed|timelinejs(?: json)?|throughline|gmt|bst|edtf|v1"
    r"|cases|outlets|https?:\S+|webcal:\S+|\S*testserver\S*|\S+\.(?:org|uk|com)\S*|urn:\S+|nothing like it)$",
    re.IGNORECASE,
)


@pytest.fixture
def pseudo_language(monkeypatch):
    monkeypatch.setitem(trans_real._translations, CODE, PseudoTranslation())
    with translation.override(CODE):
        yield


@pytest.fixture(scope="module")
def pages(test_database, django_db_blocker):
    """Every page that can be reached from the front page, as runs of text, and all that editors have written."""
    trans_real._translations[CODE] = PseudoTranslation()
    with django_db_blocker.unblock(), transaction.atomic(), translation.override(CODE):
        make_rich_story()
        found, content = _crawled(), _content()
        transaction.set_rollback(True)
    del trans_real._translations[CODE]
    Site.clear_site_root_paths_cache()
    return found, content


def _crawled() -> dict[str, list[str]]:
    client, found, waiting = Client(), {}, deque(BEGIN)
    while waiting and len(found) < MOST_PAGES:
        address = waiting.popleft()
        if address in found:
            continue
        response = client.get(address, follow=True)
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        found[address] = shown_in(response.content.decode())
        links = re.findall(r'<a\b[^>]*\bhref="(?:http://testserver)?(/[^"#]*)', response.content.decode())
        waiting += [html.unescape(link) for link in links if not re.match("/(?:data/v1|feeds|cite|e/|admin)", link)]
    return found


def _content() -> str:
    """All texts in the database, in one line of small letters."""
    ours = [model for room in ROOMS if apps.is_installed(room) for model in apps.get_app_config(room).get_models()]
    texts = []
    for model in (*ours, Page, Site):
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField | StreamField)
            and not field.choices
        ]
        for row in model._default_manager.values_list(*names) if names else ():
            texts += [re.sub("<[^>]*>", " ", html.unescape(str(value))) for value in map(_raw, row) if value]
    return _plain(" ".join(texts))


def _raw(value):
    return list(value.raw_data) if isinstance(value, StreamValue) else value


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _forgotten(runs: list[str], content: str) -> list[str]:
    bare = {part.strip() for text in runs for run in bare_words(text) for part in JOINTS.split(run)}
    # A number by itself is in no language.
    worded = (part for part in bare if re.search(r"[^\W\d_]", part))
    return sorted(part for part in worded if not NAMES.match(part) and _plain(part) not in content)


def test_every_page_was_seen(pages):
    found, _content_of_all = pages
    assert {"/", "/timeline/", "/press/", "/legal/", "/subscribe/", "/data/", "/corrections/"} <= set(found)
    assert len(found) > 20


def test_no_page_has_english_of_its_own(pages):
    found, content = pages
    first_seen = {run: address for address in reversed(found) for run in _forgotten(found[address], content)}
    assert [f"{address}: {run}" for run, address in first_seen.items()] == []


@pytest.mark.parametrize(
    ("edtf", "extent", "words"),
    [
        ("2018-01-18", None, "18 ⟦January⟧ 2018"),
        ("2018~", None, "⟦around ⟧2018"),
        ("1996/..", None, "⟦since ⟧1996"),
        ("2016/2018", "within", "⟦between ⟧2016⟦ and ⟧2018"),
        ("199X", None, "1990⟦s⟧"),
        ("2017-23", None, "⟦autumn⟧ 2017"),
    ],
)
def test_date_is_worded_in_the_active_language(pseudo_language, edtf, extent, words):
    assert parse(edtf, extent=extent).words == words


def test_message_keeps_the_places_of_its_values():
    message = 'In <a href="%(address)s">%(title)s</a>, {when}'
    assert bracketed(message) == '⟦In ⟧<a href="%(address)s">%(title)s</a>⟦, ⟧{when}'


def test_words_outside_of_brackets_are_found():
    assert bare_words("⟦Look for ⟧Rough notes⟦ or ⟧2018, and more") == ["Rough notes", "2018, and more"]
