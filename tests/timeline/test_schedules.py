"""What goes out and comes down at its hour: each once, none lost, and none holds up another."""

import datetime
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, PageLogEntry, Revision
from wagtail.signals import page_published

from tests.factories import make_event
from timeline.command_runs import alone, heartbeats
from timeline.models import CommandRun, EventPage, LastChange, MissedSchedule
from timeline.schedules import RunOfSchedules

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


def due(page, *, ago=MINUTE):
    """Give the page an hour to go out that has come, as the form did when it was still to come."""
    moment = timezone.now() - ago
    page.go_live_at = moment
    revision = page.save_revision()
    page.revisions.update(approved_go_live_at=None)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=moment)
    return page


def refused(page):
    """The same for a page that may not go out."""
    page.sources.all().delete()
    return due(EventPage.objects.get(pk=page.pk))


def run():
    done = RunOfSchedules()
    done.work()
    return done.counts


def out(page) -> bool:
    return Page.objects.get(pk=page.pk).live


@pytest.fixture
def deaf_to():
    """Receivers of Wagtail's signal that are taken away again."""
    receivers = []

    def connect(receiver):
        receivers.append(receiver)
        page_published.connect(receiver)

    yield connect
    for receiver in receivers:
        page_published.disconnect(receiver)


def test_what_has_come_to_its_hour_goes_out_once_and_says_so_in_its_history(front_page):
    page = due(make_event(live=False))
    assert run() == {"publish": 1}
    assert out(page)
    assert run() == {}
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled").count() == 1
    page.public_record.refresh_from_db()
    assert page.public_record.announced_at is not None


def test_nothing_goes_out_before_its_hour(front_page):
    page = due(make_event(live=False), ago=-MINUTE)
    assert run() == {}
    assert not out(page)


def test_what_has_come_to_its_end_is_taken_down_and_keeps_its_next_hour(front_page):
    page = make_event()
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - MINUTE)
    again = page.save_revision()
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    Revision.objects.filter(pk=again.pk).update(approved_go_live_at=tomorrow)
    assert run() == {"expire": 1}
    page = Page.objects.get(pk=page.pk)
    assert (page.live, page.expired) == (False, True)
    again.refresh_from_db()
    assert again.approved_go_live_at == tomorrow
    assert run() == {}


def test_one_that_cannot_go_out_holds_up_no_other_and_stays_scheduled(front_page):
    first, bad, last = make_event(live=False), make_event(live=False), make_event(live=False)
    due(first, ago=3 * MINUTE)
    refused(bad)
    due(last)
    assert run() == {"publish": 2, "failed": 1}
    assert (out(first), out(bad), out(last)) == (True, False, True)
    missed = MissedSchedule.objects.get()
    assert missed.page_id == bad.pk
    assert "source" in missed.why
    assert Revision.objects.filter(object_id=bad.pk, approved_go_live_at__isnull=False).exists()


def test_what_was_mended_goes_out_with_the_next_run_and_is_missed_no_more(front_page):
    page = refused(make_event(live=False))
    run()
    bad = EventPage.objects.get(pk=page.pk)
    bad.no_source_reason = "We were there."
    due(bad)
    assert run() == {"publish": 1}
    assert out(page)
    assert not MissedSchedule.objects.exists()


def test_an_hour_that_is_taken_away_is_missed_no_more(front_page):
    page = refused(make_event(live=False))
    run()
    assert MissedSchedule.objects.exists()
    Revision.objects.filter(object_id=page.pk).update(approved_go_live_at=None)
    run()
    assert not MissedSchedule.objects.exists()


def test_a_receiver_that_fails_undoes_its_page_alone(front_page, deaf_to):
    poisoned, sound = due(make_event(live=False)), due(make_event(live=False))
    before = EventPage.objects.get(pk=poisoned.pk).last_published_at

    def fail(instance, **kwargs):
        if instance.pk == poisoned.pk:
            raise RuntimeError("a secret of the server")

    deaf_to(fail)
    assert run() == {"publish": 1, "failed": 1}
    assert (out(poisoned), out(sound)) == (False, True)
    assert EventPage.objects.get(pk=poisoned.pk).last_published_at == before
    # An editor cannot mend it, and the words of a program are not for the desk.
    assert "secret" not in MissedSchedule.objects.get().why


class FailingAfterwards:
    """A transaction of which the end is kept and what should follow fails: the mail server is away."""

    def __init__(self):
        self.waiting = []

    def on_commit(self, follow):
        self.waiting.append(follow)

    @contextmanager
    def atomic(self):
        with transaction.atomic():
            yield
        for follow in self.waiting:
            follow()
        raise RuntimeError("the mail server is away")


def test_what_fails_after_the_page_is_out_leaves_it_out_and_is_counted(front_page, monkeypatch):
    page = due(make_event(live=False))
    before = LastChange.objects.values_list("number", flat=True).first() or 0
    monkeypatch.setattr("timeline.schedules.transaction", FailingAfterwards())
    assert run() == {"publish": 1, "troubled": 1}
    assert out(page)
    assert not MissedSchedule.objects.exists()
    assert LastChange.objects.get().number > before
    assert run() == {}


def test_the_command_fails_loudly_where_something_could_not_go_out(front_page, capsys):
    refused(make_event(live=False))
    with pytest.raises(CommandError, match="1 could not be done"):
        call_command("publish_scheduled")
    assert "source" in capsys.readouterr().out
    # It came to its end: what failed is on the desk by itself.
    assert CommandRun.objects.get(name="publish_scheduled").ended_at is not None


def test_a_dry_run_says_what_is_due_and_changes_nothing(front_page, capsys):
    page = due(make_event(title="A letter", live=False))
    call_command("publish_scheduled", dryrun=True)
    assert "A letter" in capsys.readouterr().out
    assert not out(page)
    assert not CommandRun.objects.exists()


def test_two_runs_on_one_machine_do_not_meet(front_page, settings, tmp_path, capsys):
    settings.DATA_DIR = tmp_path
    page = due(make_event(live=False))
    with alone("publish_scheduled") as is_alone:
        assert is_alone
        call_command("publish_scheduled")
    assert "Another run" in capsys.readouterr().err
    assert not out(page)
    call_command("publish_scheduled")
    assert out(page)


def test_the_heart_is_heard_while_commands_come_to_their_end(front_page, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    beat = {one.name: one for one in heartbeats()}["publish_scheduled"]
    assert (beat.ended_at, beat.is_late) == (None, True)
    call_command("publish_scheduled")
    beat = {one.name: one for one in heartbeats()}["publish_scheduled"]
    assert not beat.is_late
    later = timezone.now() + datetime.timedelta(minutes=6)
    assert {one.name: one.is_late for one in heartbeats(later)}["publish_scheduled"]


def test_a_run_that_breaks_off_does_not_count_as_an_end(front_page, settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path

    def break_off(self, now=None):
        raise OSError("disk full")

    monkeypatch.setattr(RunOfSchedules, "work", break_off)
    with pytest.raises(OSError, match="disk full"):
        call_command("publish_scheduled")
    beat = {one.name: one for one in heartbeats()}["publish_scheduled"]
    assert (beat.ended_at, beat.went_wrong) == (None, "disk full")


def test_only_pages_have_drafts():
    """The run does pages. A snippet with drafts would need its own line in ``timeline/schedules.py``."""
    assert [
        model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ] == []


def test_words_of_a_refusal_are_those_of_the_form(front_page):
    from timeline.schedules import PROGRAM_FAILED, in_words

    assert in_words(ValidationError({"date": "Say when."})) == "Say when."
    assert in_words(KeyError("x")) == PROGRAM_FAILED
