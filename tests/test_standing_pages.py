"""The standing pages that a site begins with: drafts with gaps for who runs it, or the demo's, live and whole."""

import re
from string import Template

import pytest
from django.core.management import call_command

from home.demo.standing import load_standing_pages
from home.models import StandingPage
from home.standing_pages import STANDING_TEXTS, TEXTS, TO_WRITE, words_to_write

NAMES = [text.slug for text in STANDING_TEXTS]
#: What rich text keeps of our markup (the features of ``StandingPage.body``).
ALLOWED = {"a", "b", "h2", "h3", "i", "li", "ol", "p", "ul"}


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.html")), ids=lambda path: path.stem)
def test_text_is_whole_and_in_the_markup_of_editors(path):
    text = path.read_text(encoding="utf-8")
    tags = re.findall(r"<(/?)(\w+)", text)
    assert {name for _, name in tags} <= ALLOWED
    assert sorted(name for end, name in tags if end) == sorted(name for end, name in tags if not end)
    assert set(Template(text).get_identifiers()) <= set(TO_WRITE)
    # As they are typeset: no straight quotation marks outside of attributes.
    assert not re.findall(r"['\"]", re.sub(r"<[^>]*>", "", text))


def test_no_gap_is_there_for_nothing():
    used = {name for slug in NAMES for name in Template((TEXTS / f"{slug}.html").read_text()).get_identifiers()}
    assert used == set(TO_WRITE)


@pytest.mark.django_db
def test_site_begins_with_drafts_that_say_what_is_to_be_written(client, front_page, capsys):
    call_command("begin_site", "The campaign")
    drafts = {page.slug: page for page in StandingPage.objects.all()}
    assert sorted(drafts) == sorted(NAMES)
    assert not any(page.live for page in drafts.values())
    assert {client.get(f"/{slug}/").status_code for slug in NAMES} == {404}
    latest = drafts["privacy"].get_latest_revision_as_object()
    assert "<b>[Write here: the data controller" in latest.body
    assert "$" not in latest.body
    assert "Privacy" in capsys.readouterr().out


@pytest.mark.django_db
def test_what_is_there_is_left_alone(front_page, capsys):
    page = front_page.add_child(instance=StandingPage(title="Ours", slug="privacy", body="<p>Ours</p>"))
    call_command("begin_site", "Another name")
    call_command("begin_site", "Another name")
    page.refresh_from_db()
    assert (page.title, page.body) == ("Ours", "<p>Ours</p>")
    assert StandingPage.objects.count() == len(NAMES)
    assert "with 0 new drafts" in capsys.readouterr().out


@pytest.mark.django_db
def test_demo_has_them_live_without_a_gap_and_every_link_leads_somewhere(client, front_page):
    load_standing_pages(front_page)
    load_standing_pages(front_page)
    pages = list(StandingPage.objects.all())
    assert {page.slug for page in pages} == {*NAMES, "your-record"}
    for page in pages:
        html = client.get(page.url).content.decode()
        assert "Write here" not in html
        assert "$" not in html.split("<main")[1]
        body = html.split("<main")[1].split("</main>")[0]
        for link in re.findall(r'href="(/[^"]*)"', body):
            assert client.get(link).status_code == 200, link
    actions = [(row.title, row.link_page.slug) for row in front_page.actions.all()]
    assert [slug for _, slug in actions] == ["your-record", "how-we-know", "archiving"]


def test_words_to_write_stand_between_brackets_in_bold():
    assert all(words.startswith("<b>[Write here: ") and words.endswith(".]</b>") for words in words_to_write().values())
