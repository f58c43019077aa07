"""Programs that people read feeds with subscribe, poll, and see each thing once."""

import pytest
from django.utils import timezone

from tests.factories import make_event, publish
from tests.programs.feed_programs import PROGRAMS, FeedServer, need
from timeline.models import ChangeNote, EventPage
from timeline.withdrawals import withdraw

pytestmark = pytest.mark.django_db

FEED = "/feeds/everything.{ext}"


@pytest.fixture
def server(site, tmp_path):
    server = FeedServer()
    site.hostname, site.port = "127.0.0.1", server.port
    site.save()
    yield server
    server.close()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    def committed(something, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return something(*args, **kwargs)

    return committed


def edit(page, **values):
    page = EventPage.objects.get(pk=page.pk)
    for name, value in values.items():
        setattr(page, name, value)
    return publish(page)


def correct(page, words: str):
    return ChangeNote.objects.create(page_id=page.pk, kind="correction", words=words, told_at=timezone.now())


@pytest.mark.parametrize("ext", ["atom", "rss"])
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.package)
def test_program_hears_of_each_thing_once(server, committed, tmp_path, program, ext):
    need(program)
    started = int(timezone.now().timestamp())
    address = FEED.format(ext=ext)
    first = committed(make_event, title="First", date="2018-01-18")
    reader = program(tmp_path / "reader", server, address)

    reader.poll()
    assert reader.titles() == ["18 January 2018: First"]

    for _ in reader.answers_of_first_polls[1:]:
        reader.poll()
    assert server.answers(address) == list(reader.answers_of_first_polls)
    assert len(reader.titles()) == 1

    # What happened long ago, and what is to come, are told with the time of today.
    committed(make_event, title="Long ago", date="1996")
    committed(make_event, title="To come", date="2090-05", occurrence="scheduled")
    reader.poll()
    had = reader.titles()
    assert sorted(had) == ["18 January 2018: First", "1996: Long ago", "Scheduled: May 2090: To come"]
    assert all(started <= at <= timezone.now().timestamp() for at in reader.moments().values())

    # Edited, renamed and moved in time, it is no news.
    committed(edit, first, summary="Better words.", slug="another-address")
    reader.poll()
    assert len(reader.titles()) == 3
    assert server.answers(address)[-1] == 200

    committed(correct, first, "It was the 19th.")
    reader.poll()
    assert sorted(reader.titles()) == sorted([*had, "Correction: First"])

    # Copies in readers cannot be called back; who subscribes now hears nothing of it, nor of its correction.
    committed(withdraw, first, why="privacy")
    reader.poll()
    assert set(reader.titles()) <= {*had, "Correction: First"}
    newcomer = program(tmp_path / "newcomer", server, address)
    newcomer.poll()
    assert sorted(newcomer.titles()) == ["1996: Long ago", "Scheduled: May 2090: To come"]

    reader.poll()
    assert server.answers(address)[-1] == 304
