"""The count of changes: everything that readers see moves it, once for what is committed together."""

import pytest
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction, Site

from home.models import CampaignSettings
from press.models import Intake, PressArchivePage
from tests.factories import make_article, make_case, make_event, make_image, make_topic, publish
from timeline.last_change import note_change, note_now, public_models
from timeline.models import ChangeNote, Digest, LastChange, PublicRecord, Restriction
from timeline.restrictions import lift
from timeline.withdrawals import withdraw

pytestmark = pytest.mark.django_db


def number() -> int:
    return LastChange.objects.values_list("number", flat=True).filter(pk=1).first() or 0


@pytest.fixture
def moved_by(django_capture_on_commit_callbacks):
    """By how much the count moves when something is done and committed."""

    def moved_by(something, *args, **kwargs):
        before = number()
        with django_capture_on_commit_callbacks(execute=True):
            something(*args, **kwargs)
        return number() - before

    return moved_by


def edit(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    publish(page)


def restriction(page):
    return Restriction.objects.create(page=page, made_on="2024-01-01", scope="All of it", review_on="2030-01-01")


CHANGES = {
    "an edit": lambda page: edit(page, title="Another title"),
    "a topic of it": lambda page: edit(page, topics=[make_topic()]),
    "a move": lambda page: page.move(page.get_parent(), pos="first-child"),
    "the clock of an update": lambda page: PublicRecord.objects.get(page_id=page.pk).save(),
    "a correction": lambda page: ChangeNote.objects.create(page_id=page.pk, kind="correction", words="Not 12 but 13."),
    "a digest": lambda page: Digest.objects.create(site=page.get_site()),
    "a name of a topic": lambda page: make_topic(),
    "a picture": lambda page: make_image(),
    "the campaign's name": lambda page: CampaignSettings.for_site(page.get_site()).save(),
    "the site's host": lambda page: Site.objects.get().save(),
    "a redirect": lambda page: Redirect.objects.create(old_path="/old", redirect_page=page),
    "an article": lambda page: make_article(),
    "a case": lambda page: make_case(),
}


@pytest.mark.parametrize("something", CHANGES.values(), ids=CHANGES)
def test_what_readers_see_is_counted(front_page, moved_by, something):
    assert moved_by(something, make_event()) == 1


#: What takes something away from readers may be counted within its transaction as well.
TAKEN_AWAY = {
    "unpublishing": lambda page: page.unpublish(),
    "deletion": lambda page: page.delete(),
    "a private page": lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    "an order": restriction,
    "withdrawal": lambda page: withdraw(page, why="error"),
}


@pytest.mark.parametrize("something", TAKEN_AWAY.values(), ids=TAKEN_AWAY)
def test_what_takes_something_away_is_counted(front_page, moved_by, something):
    assert moved_by(something, make_event()) >= 1


def test_order_that_is_lifted_is_counted(front_page, editor, moved_by):
    order = restriction(make_event())
    assert moved_by(lift, order, user=editor, why="It has ended") >= 1


def test_change_of_topics_alone_is_counted(front_page, moved_by):
    page, topic = make_event(), make_topic()
    assert moved_by(topic.entries.add, page) == 1


def keep_a_draft(page):
    page.title = "A draft"
    page.save_revision()


UNSEEN = {
    "a draft": keep_a_draft,
    "a lock": lambda page: page.save(update_fields=["locked", "locked_at", "locked_by"]),
    "an intake": lambda page: Intake.objects.create(archive=PressArchivePage.objects.get()),
}


@pytest.mark.parametrize("something", UNSEEN.values(), ids=UNSEEN)
def test_what_only_editors_see_is_not_counted(front_page, moved_by, something):
    assert moved_by(something, make_event()) == 0


def test_size_of_a_picture_that_an_answer_draws_is_not_counted(front_page, moved_by):
    image = make_image()
    assert moved_by(image.get_rendition, "width-100") == 0


def test_what_is_committed_together_counts_once(front_page, moved_by):
    def much():
        with transaction.atomic():
            for _ in range(3):
                edit(make_event(), title="Another title")
            note_change()

    assert moved_by(much) == 1


def test_what_is_rolled_back_is_not_counted_and_what_follows_is(front_page, moved_by):
    def nothing():
        with transaction.atomic():
            make_topic()
            transaction.set_rollback(True)

    assert moved_by(nothing) == 0
    assert moved_by(make_topic) == 1


def test_what_must_be_seen_is_counted_before_the_transaction_ends(front_page, moved_by):
    seen = []

    def withdrawal():
        with transaction.atomic():
            before = number()
            note_now()
            seen.append(number() - before)

    assert (moved_by(withdrawal), seen) == (2, [1])


def test_what_must_be_seen_is_counted_though_the_process_ends_after_the_commit(
    front_page, django_capture_on_commit_callbacks
):
    LastChange.objects.all().delete()
    for counted in (1, 2):
        with django_capture_on_commit_callbacks(execute=False), transaction.atomic():
            note_now()
        assert number() == counted


def test_what_must_be_seen_and_is_rolled_back_is_not_counted(front_page, moved_by):
    def nothing():
        with transaction.atomic():
            note_now()
            transaction.set_rollback(True)

    assert moved_by(nothing) == 0


def test_first_change_makes_the_row(front_page, moved_by):
    LastChange.objects.all().delete()
    assert moved_by(make_topic) == 1
    row = LastChange.objects.get()
    assert (row.pk, row.number) == (1, 1)


def test_page_types_of_every_room_are_listened_to():
    labels = {model._meta.label for model in public_models()}
    assert {"timeline.EventPage", "press.PressArticlePage", "legal.CasePage", "home.StandingPage"} <= labels
    assert {"timeline.TimelineEntry_topics", "wagtailcore.PageViewRestriction", "wagtailcore.Site"} <= labels
    assert not labels & {"timeline.LastChange", "timeline.CampaignRendition", "wagtailcore.Revision"}
