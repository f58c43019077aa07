"""The demo goes by one command: all that it brought, and nothing that somebody has made, changed or stands upon."""

import feedparser
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from home.demo import removing
from home.demo.loader import DemoLoader
from home.demo.noting import demo_is_there
from home.demo.removing import plan
from home.demo.set_back import DemoWords
from home.models import Action, CampaignSettings, DemoThing, HomePage
from legal.models import CasePage, LegalIndexPage, MilestonePage
from press.models import Capture, Outlet, PressArchivePage
from tests.factories import make_article, make_event, make_milestone, publish
from timeline.holds import hold_everything
from timeline.models import (
    CampaignImage,
    EntryRelation,
    EventPage,
    PublicRecord,
    SubjectPage,
    Term,
    TimelineEntry,
    TimelinePage,
    Tombstone,
    Topic,
    WebLink,
)
from timeline.querysets import GatedPageQuerySet

pytestmark = pytest.mark.django_db

BROUGHT = (TimelineEntry, CasePage, SubjectPage, Topic, Outlet, Term, CampaignImage, WebLink, PublicRecord, DemoThing)
ROOMS = {HomePage, TimelinePage, PressArchivePage, LegalIndexPage}


@pytest.fixture
def story():
    return TimelinePage.objects.get()


def kept() -> dict[str, str]:
    """What would be kept, and why, by title."""
    made = plan()
    return {made.titles[thing]: why for thing, why in made.kept.items()}


def event(key: str) -> EventPage:
    return EventPage.objects.get(slug=key)


def test_all_of_it_goes_and_the_rooms_stay_as_they_begin(demo, client):
    records = PublicRecord.objects.exclude(announced_at=None).order_by("announced_at")
    told = [record.uid for record in records.filter(page__live=True)]
    address = records.last().short_path
    call_command("remove_demo", yes=True, verbosity=0)
    assert {model.__name__: model.objects.count() for model in BROUGHT} == {model.__name__: 0 for model in BROUGHT}
    assert {type(page.specific) for page in Page.objects.filter(depth__gt=1)} == ROOMS
    home, settings = HomePage.objects.get(), CampaignSettings.objects.get()
    assert (home.title, home.strapline, home.introduction, home.actions.count()) == ("Throughline", "", "", 0)
    assert (settings.name, settings.hashtag, settings.publisher, settings.licence) == ("", "", "", "")
    assert TimelinePage.objects.get().introduction == ""
    assert "defenddigitalme" not in client.get("/").content.decode()
    assert not demo_is_there()
    # What a deletion of public pages always means: programs that had them hear that they are gone.
    feed = feedparser.parse(client.get(reverse("feed", args=["everything", "atom"])).content)
    assert (feed.bozo, feed.entries) == (False, [])
    assert client.get(address).status_code == 410
    assert set(told) <= set(Tombstone.objects.values_list("uid", flat=True))
    for page in ("/", "/timeline/", "/press/", "/legal/", "/subscribe/", "/data/", "/sitemap.xml", "/search/?q=pupil"):
        assert client.get(page).status_code == 200


def test_twice_is_harmless_and_it_can_be_loaded_again(demo, capsys):
    before = {model.__name__: model.objects.count() for model in BROUGHT}
    kept_one = Term.objects.first()
    Term.objects.filter(pk=kept_one.pk).update(sentence="As we explain it.")
    call_command("remove_demo", yes=True)
    assert f"explained word “{kept_one}”: somebody has changed it" in capsys.readouterr().out
    call_command("remove_demo", yes=True)
    assert capsys.readouterr().out == "Nothing of the demo is here.\n"
    DemoLoader().load()
    # What was kept is ours now: it is no thing of the demo's any more, and a second removal leaves it, too.
    before["DemoThing"] -= 1
    assert {model.__name__: model.objects.count() for model in BROUGHT} == before
    assert kept() == {}
    assert (Term, kept_one.pk) not in plan().titles
    assert not Tombstone.objects.standing().exists()


def test_dry_run_lists_and_removes_nothing(demo, capsys):
    pages = Page.objects.count()
    call_command("remove_demo", dry_run=True)
    said = capsys.readouterr().out
    assert "55 event" in said
    assert "explained word: judicial review" in said
    assert "settings of the campaign: name" in said
    assert "Kept" not in said
    assert Page.objects.count() == pages


@pytest.mark.parametrize("answer", ["", "y", "no"])
def test_it_asks_and_takes_yes_alone_for_yes(demo, monkeypatch, capsys, answer):
    monkeypatch.setattr("builtins.input", lambda question: answer)
    pages = Page.objects.count()
    call_command("remove_demo")
    assert "Nothing was removed." in capsys.readouterr().out
    assert Page.objects.count() == pages


def test_without_anybody_to_ask_it_says_how_to_go_on(demo, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: (_ for _ in ()).throw(EOFError))
    with pytest.raises(CommandError, match="--yes"):
        call_command("remove_demo")


def test_hold_stops_it(demo, editor):
    hold_everything(user=editor, why="The judgment is read out")
    with pytest.raises(CommandError, match="on hold"):
        call_command("remove_demo", yes=True)
    assert demo_is_there()


# What is kept


def test_entry_that_somebody_has_changed_is_kept_with_all_that_it_uses(demo, editor):
    page = event("joint-letter")
    page.summary = "As we see it."
    page.save_revision(user=editor, log_action=True).publish(user=editor)
    why = kept()
    assert why[page.title] == "somebody has changed it"
    assert {topic.name for topic in page.topics.all()} <= set(why)
    assert {subject.title for subject in page.subjects.all()} <= set(why)
    assert {row.to.title for row in page.relations.all()} <= set(why)
    assert len(why) < 40


def test_draft_counts_as_a_change(demo, editor):
    page = event("joint-letter")
    page.summary = "Not yet public."
    page.save_revision(user=editor)
    assert kept()[page.title] == "somebody has changed it"


def test_what_was_decided_about_a_page_counts_as_a_change(demo, editor, admin):
    page = event("joint-letter")
    admin.post(reverse("timeline_withdraw", args=[page.pk]), {"withdrawn_why": "error"})
    assert PageLogEntry.objects.filter(page=page.pk, user=editor).exists()
    assert page.title in kept()


@pytest.mark.parametrize(
    ("model", "field"), [(Topic, "description"), (Term, "sentence"), (CampaignImage, "credit"), (Outlet, "place")]
)
def test_whatever_else_somebody_has_changed_is_kept(demo, model, field):
    one = model.objects.order_by("pk").first()
    setattr(one, field, "Ours")
    one.save()
    assert kept() == {str(one): "somebody has changed it"}


def test_what_our_own_entries_use_is_kept(demo, story):
    topic, subject, image = Topic.objects.first(), SubjectPage.objects.first(), CampaignImage.objects.first()
    other, outlet = event("joint-letter"), Outlet.objects.first()
    ours = make_event(title="Ours", topics=[topic])
    ours.subjects, ours.image, ours.relations = [subject], image, [EntryRelation(to=other, word="follows")]
    publish(ours)
    make_article(title="Our article", outlet=outlet)
    why = kept()
    for title in (topic.name, subject.title, image.title, other.title):
        assert why[title] == "“Ours” uses it"
    assert why[outlet.name] == "“Our article” uses it"
    # Those are whole with their own, and stand where they stood.
    assert why["People and bodies"] == f"“{subject.title}” stands below it"
    assert {one.name for one in other.topics.all()} <= set(why)
    assert not {row.to.title for row in other.relations.all()} & set(why)


def test_what_a_draft_of_ours_uses_is_kept(demo):
    topic = Topic.objects.first()
    ours = make_event(title="Ours")
    ours.topics = [topic]
    ours.save_revision()
    assert kept() == {topic.name: "“Ours” uses it"}


def test_case_with_a_milestone_of_ours_is_kept_without_its_others(demo):
    case = max(CasePage.objects.all(), key=lambda one: one.numchild)
    make_milestone(case=case, stage=case.procedure.stages.first(), title="Our step")
    why = kept()
    assert why[case.title] == "“Our step” stands below it"
    assert not {page.title for page in MilestonePage.objects.child_of(case)} & set(why)


def test_address_that_somebody_leads_to_a_page_keeps_it(demo, site):
    page = event("joint-letter")
    Redirect.objects.create(old_path="/letter", site=site, redirect_page=page)
    assert "/letter" in kept()[page.title]


def test_mark_of_the_campaign_is_kept(demo, site):
    image = CampaignImage.objects.first()
    CampaignSettings.objects.filter(site=site).update(mark=image)
    assert list(kept()) == [image.title]


def test_what_editors_wrote_on_the_pages_that_stay_is_left(demo, front_page, site):
    page = GatedPageQuerySet(model=Page).get(slug="privacy")
    CampaignSettings.objects.filter(site=site).update(name="Ours", publisher="Our body")
    front_page.strapline = "Our line"
    front_page.actions.add(Action(title="Read how we keep data", link_page=page))
    front_page.save_revision().publish()
    assert kept() == {page.title: f"“{front_page.title}” uses it"}
    DemoWords().take_off()
    home, settings = HomePage.objects.get(), CampaignSettings.objects.get()
    assert (home.title, home.strapline, home.introduction) == ("Ours", "Our line", "")
    assert [row.title for row in home.actions.all()] == ["Read how we keep data"]
    assert (settings.name, settings.publisher, settings.hashtag) == ("Ours", "Our body", "")


def test_draft_of_the_front_page_is_left_to_its_editor(demo, front_page, capsys):
    front_page.strapline = "Not yet public"
    front_page.save_revision()
    call_command("remove_demo", dry_run=True)
    said = capsys.readouterr().out
    assert "has a draft: take out by hand" in said
    assert "front page: introduction" not in said


def test_copy_that_somebody_had_made_is_kept(demo, monkeypatch):
    links = list(WebLink.objects.order_by("pk")[:2])
    Capture.objects.create(link=links[0])
    monkeypatch.setattr(removing, "_links_in_use", lambda: set())
    removing._delete_links({link.pk for link in links})
    assert WebLink.objects.filter(pk__in=[link.pk for link in links]).get() == links[0]
