"""No link leads a reader to anything but the web, an e-mail or a page of ours, whichever way its address came in."""

import html
import re
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from wagtail.rich_text import RichText

from home.models import HomePage, StandingPage
from tests.canary_ground import break_ground
from tests.crawling import crawl
from tests.factories import make_event
from tests.test_house_rules import ROOMS
from timeline.models import ChapterPage, EntrySource, EventPage, SubjectPage, TimelinePage
from timeline.safe_text import only_what_editors_type
from timeline.web_addresses import WebAddressField, web_address

pytestmark = pytest.mark.django_db

MARK = "alert(4711)"
BAD = {
    "plain": f"javascript:{MARK}",
    "in capitals": f"JaVaScRiPt:{MARK}",
    "after a space": f" javascript:{MARK}",
    "after a control character": f"\x01javascript:{MARK}",
    "with a tab in it": f"java\tscript:{MARK}",
    "with a line end in it": f"java\nscript:{MARK}",
    "in entities": f"&#106;avascript&colon;{MARK}",
    "in entities without an end": f"&#0000106avascript:{MARK}",
    "with a tab in an entity": f"jav&#x09;ascript:{MARK}",
    "data": f"data:text/html,<script>{MARK}</script>",
    "data in base64": "data:text/html;base64,YWxlcnQoNDcxMSk=",
    "vbscript": f"vbscript:{MARK}",
    "file": "file:///etc/passwd",
    "blob": "blob:https://example.org/1",
    "ftp": "ftp://example.org/x",
    "a program": "ms-msdt:/id",
    "view-source": "view-source:https://example.org/",
}
#: Ways to run something that need no address.
MARKUP = [
    f"<script>{MARK}</script>",
    f"<img src=x onerror={MARK}>",
    f"<svg onload={MARK}><a xlink:href='javascript:{MARK}'>x</a></svg>",
    f"<p onclick='{MARK}' style='background:url(javascript:{MARK})'>x</p>",
    f"<iframe srcdoc='<script>{MARK}</script>'></iframe><object data='javascript:{MARK}'></object>",
    f"<form action='javascript:{MARK}'><button formaction='javascript:{MARK}'>x</button></form>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={MARK}></style></mglyph></table></mtext></math>",
    f"<a href='https://example.org' onmouseover='{MARK}' target='_blank' ping='https://evil.example/'>x</a>",
    "<base href='https://evil.example/'><meta http-equiv='refresh' content='0;url=https://evil.example/'>",
    "<link rel='stylesheet' href='https://evil.example/x.css'>",
]
#: All of it, each link with quotes of both sorts and with none.
TEXT = "".join(
    f'<p><a href="{bad}">x</a><a href=\'{bad}\'>x</a><a href={bad}>x</a><A HREF="{bad}">x</A></p>'
    for bad in BAD.values()
) + "".join(MARKUP)

ADDRESS = re.compile(r"""\b(href|src|srcset|action|formaction|data|poster|cite|ping)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
ALLOWED = {"http", "https", "mailto", "webcal", "tel", ""}


def wrong_addresses(text: str) -> set[str]:
    """What *text* leads to that is not of the web, of what its tags name."""
    found = set()
    for tag in re.findall(r"<[a-zA-Z][^<>]*>", text):
        for name, *values in ADDRESS.findall(tag):
            address = re.sub(r"[\x00-\x20]", "", html.unescape("".join(values)))
            is_icon = name in ("href", "src") and address.startswith("data:image/") and "icon" in tag
            if not is_icon and urlsplit(address).scheme not in ALLOWED:
                found.add(address)
    return found


@pytest.fixture(scope="module")
def poisoned(rows_of_module):
    """A site whose every text holds what no editor can have typed: put there past every form, and past the models."""
    ground = break_ground(links=0)
    for model, field in {
        HomePage: "introduction",
        TimelinePage: "introduction",
        ChapterPage: "prose",
        SubjectPage: "body",
        StandingPage: "body",
    }.items():
        model.objects.update(**{field: TEXT})
    stated = {"value": "1", "as_of": "2018", "source": "A source"}
    body = [("paragraph", TEXT)]
    for bad in BAD.values():
        body += [
            ("figure", {**stated, "label": "one", "url": bad}),
            ("embed", {"url": bad, "title": "A film"}),
            ("figures_that_differ", {"label": "x", "rows": [{**stated, "url": bad}], "note": ""}),
        ]
    EventPage.objects.filter(pk=ground.twins["event"].page.pk).update(body=body)
    return ground


def test_nothing_that_was_put_past_the_editor_reaches_a_surface(poisoned, client):
    crawled = crawl(poisoned, client)
    pages = 0
    for answers in crawled.values():
        for address, answer in answers.items():
            # Within feeds and data, markup is escaped: once, or twice.
            text = answer.decode("utf-8", "replace")
            once = html.unescape(text.replace('\\"', '"'))
            for layer in (text, once, html.unescape(once)):
                assert wrong_addresses(layer) == set(), address
            assert not re.search(r"<[a-z][^>]*\son\w+\s*=", text), address
            assert "evil.example" not in re.sub(r"<p>.*?</p>", "", text) or "evil.example/x.css" not in text, address
            assert f"<script>{MARK}" not in html.unescape(text), address
            pages += b"A film" in answer
    assert pages, "the poisoned accounts were looked at"


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_rich_text_goes_out_without_an_address_that_leaves_the_web(bad):
    for link in (f'<a href="{bad}">word</a>', f"<a href='{bad}'>word</a>", f'<A\nHREF="{bad}" >word</A>'):
        cleaned = str(RichText(f"<p>{link}</p>"))
        assert wrong_addresses(cleaned) == set()
        assert "word" in cleaned


@pytest.mark.parametrize("markup", MARKUP)
def test_rich_text_goes_out_without_what_runs(markup):
    cleaned = str(RichText(markup))
    assert not re.search(r"<(?!/?(?:p|a|b|i)\b)", cleaned.strip())
    assert MARK not in cleaned
    assert "evil.example" not in cleaned


def test_rich_text_as_editors_type_it_is_left_alone():
    typed = (
        "<h2>A heading</h2><p>Some <b>bold</b> and <i>slanted</i> words, a "
        '<a href="https://example.org/a?b=1&amp;c=2">link</a>, <a href="mailto:a@example.org">a letter</a>,<br>'
        '<a href="/timeline/">a page</a>, <a href="#place">a place</a>.</p><ol><li>one</li></ol><hr>'
    )
    assert only_what_editors_type(typed) == typed


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_column_takes_no_such_address_on_any_way_in(bad, db):
    assert web_address(bad) == ""
    event = make_event()
    source = EntrySource(entry=event, title="A source", url=bad)
    ways = [
        source.save,
        lambda: EntrySource.objects.bulk_create([source]),
        lambda: EntrySource.objects.filter(entry=event).update(archived_url=bad),
    ]
    for way in ways:
        with pytest.raises(ValidationError), transaction.atomic():
            way()
    event.sources = [source]
    with pytest.raises(ValidationError):
        event.save_revision()


@pytest.mark.parametrize("good", ["https://example.org/", "http://127.0.0.1:8000/a?b=c#d", "HTTPS://EXAMPLE.ORG/ä"])
def test_address_of_the_web_is_taken(good):
    assert web_address(good) == good


def url_fields() -> dict[str, models.URLField]:
    rooms = (model for room in ROOMS if apps.is_installed(room) for model in apps.get_app_config(room).get_models())
    fields = ((model, field) for model in rooms for field in model._meta.local_fields)
    return {f"{model._meta.label}.{one.name}": one for model, one in fields if isinstance(one, models.URLField)}


@pytest.mark.parametrize("name", sorted(url_fields()))
def test_every_column_for_an_address_is_one_of_the_web(name):
    field = url_fields()[name]
    assert isinstance(field, WebAddressField)
    for bad in BAD.values():
        with pytest.raises(ValidationError):
            field.get_db_prep_save(bad, connection)
        with pytest.raises(ValidationError):
            field.run_validators(bad)
