"""Whatever editors do, and in whatever order, a subscriber hears of each thing once."""

import datetime
import json

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, Site

from legal.models import MilestonePage
from tests.factories import make_case, make_event, make_milestone, publish
from timeline.announcing import Choices, entries_of, keep_choices, open_digest, send_digest, waiting_entries
from timeline.data.taking_in import take_in
from timeline.models import ChangeNote, PublicRecord, Tombstone
from timeline.withdrawals import give_back, withdraw

pytestmark = pytest.mark.django_db

FEED = "/feeds/everything.json"
WAYS = ["now", "digest", "quietly"]
GRADES = ["minor", "update", "correction"]

which = st.integers(0, 4)
create = st.tuples(st.just("create"), st.sampled_from(["event", "milestone"]), st.sampled_from(WAYS))
step = st.one_of(
    create,
    create,
    st.tuples(st.just("publish"), which),
    st.tuples(st.just("publish"), which),
    st.tuples(st.just("schedule"), which),
    st.tuples(st.just("edit"), which, st.sampled_from(GRADES)),
    st.tuples(st.just("draft"), which, st.sampled_from(GRADES)),
    st.tuples(st.sampled_from(["rename", "move", "copy", "unpublish", "withdraw", "give back", "old revision"]), which),
    st.tuples(st.sampled_from(["send digest", "take in"])),
)


class Subscriber:
    """A feed reader that polls, and keeps all that it was ever given."""

    def __init__(self, client):
        self.client = client
        #: By id: when it was published. The order is that of the first sight.
        self.had = {}

    def poll(self) -> list[str]:
        items = json.loads(self.client.get(FEED).content)["items"]
        now = [one["id"] for one in items]
        assert len(set(now)) == len(now), "an item stands in the feed twice"
        new = [one for one in items if one["id"] not in self.had]
        known = [one for one in items if one["id"] in self.had]
        for one in known:
            assert one["date_published"] == self.had[one["id"]], "an item was published again"
        assert items == new + known, "what is new stands below what a reader had"
        latest = max(self.had.values(), default="")
        assert all(one["date_published"] >= latest for one in new), "what is new looks old"
        for one in known[1:]:
            assert one["date_published"] <= known[0]["date_published"]
        self.had |= {one["id"]: one["date_published"] for one in reversed(new)}
        return now


class Desk:
    """What editors do, and an account of what subscribers ought to have of it."""

    def __init__(self, story):
        self.site = Site.objects.get(is_default_site=True)
        self.cases = [make_case(), make_case()]
        self.story = story
        self.pages = []
        #: By page: the ways and states that count.
        self.live, self.withdrawn, self.way, self.uids = set(), set(), {}, {}
        #: What was told, in the order of telling: ids of items, each with the pages of which one must be public.
        self.told = {}
        self.waiting_notes = {}
        self.in_digest, self.digested = [], set()

    def do(self, action, *given):
        if action in ("create", "send digest", "take in"):
            getattr(self, action.replace(" ", "_"))(*given)
        elif self.pages:
            pk = self.pages[given[0] % len(self.pages)]
            getattr(self, action.replace(" ", "_"))(Page.objects.get(pk=pk).specific, *given[1:])

    # What editors do

    def create(self, kind, way):
        page = make_event(live=False) if kind == "event" else make_milestone(live=False, case=self.cases[0])
        keep_choices(page, Choices(announcing=way))
        self.remember(page, way)

    def remember(self, page, way):
        self.pages.append(page.pk)
        self.way[page.pk] = way
        self.uids[page.pk] = PublicRecord.objects.get(page_id=page.pk).urn

    def publish(self, page):
        publish(page)
        self.goes_out(page.pk)

    def schedule(self, page):
        page.go_live_at = timezone.now() - datetime.timedelta(seconds=1)
        revision = page.save_revision()
        revision.approved_go_live_at = page.go_live_at
        revision.save()
        revision.publish(log_action="wagtail.publish.scheduled")
        self.goes_out(page.pk)

    def draft(self, page, grade):
        if page.pk in self.live:
            self.choose(page, grade).save_revision()

    def edit(self, page, grade):
        self.publish(self.choose(page, grade) if page.pk in self.live else page)

    def choose(self, page, grade):
        # As the form hands it over.
        page.choices_for_readers = Choices(change=grade, words=f"A {grade}.")
        self.waiting_notes[page.pk] = grade
        return page

    def old_revision(self, page):
        first = page.revisions.order_by("pk").first()
        is_latest = first.pk == page.latest_revision_id
        first.publish()
        # A change that was made since is not out by this.
        self.goes_out(page.pk, changes=is_latest or page.pk not in self.waiting_notes)

    def rename(self, page):
        page.slug = f"{page.slug}-again"
        page.title = f"{page.title}, again"
        if page.pk in self.live:
            self.publish(page)

    def move(self, page):
        if isinstance(page, MilestonePage):
            here = page.get_parent().pk
            # As a view does it, from the database: a case that was read before does not know of its children.
            there = next(case.pk for case in self.cases if case.pk != here)
            page.move(Page.objects.get(pk=there), pos="last-child")

    def copy(self, page):
        if page.pk in self.withdrawn:
            return
        number = len(self.pages)
        copy = page.copy(update_attrs={"slug": f"copy-{number}", "title": f"Copy {number}"}, keep_live=False)
        assert PublicRecord.objects.get(page=copy).urn not in self.uids.values()
        self.remember(copy, "now")

    def unpublish(self, page):
        page.unpublish()
        self.live.discard(page.pk)

    def withdraw(self, page):
        withdraw(page)
        self.withdrawn.add(page.pk)

    def give_back(self, page):
        give_back(page)
        if page.pk in self.withdrawn:
            self.withdrawn.discard(page.pk)
            if page.pk in self.live:
                # A change that is still a draft is not out by this.
                note = ChangeNote.objects.filter(page_id=page.pk, told_at=None).first()
                is_out = note is None or note.since_revision <= Page.objects.get(pk=page.pk).live_revision_id
                self.tell(page.pk, changes=is_out)

    def send_digest(self):
        digest, entries = open_digest(self.site), list(waiting_entries(self.site))
        assert sorted(entry.pk for entry in entries) == sorted(pk for pk in self.in_digest if self.is_public(pk))
        if entries:
            digest.title = "Some entries"
            digest.save()
            send_digest(digest, entries)
            pages = [entry.pk for entry in entries]
            self.told[digest.urn] = pages
            self.in_digest = [pk for pk in self.in_digest if pk not in pages]
            self.digested |= set(pages)
            assert sorted(entry.pk for entry in entries_of(digest)) == sorted(pages)

    def take_in(self):
        """An import tells nobody, and the second time changes nothing."""
        take_in(self.story, site=self.site)
        assert PublicRecord.objects.filter(uid=self.story["entries"][0]["id"].removeprefix("urn:uuid:")).count() == 1

    # The account

    def is_public(self, pk) -> bool:
        return pk in self.live and pk not in self.withdrawn

    def goes_out(self, pk, *, changes=True):
        self.live.add(pk)
        if self.is_public(pk):
            self.tell(pk, changes=changes)

    def tell(self, pk, *, changes):
        uid = self.uids[pk]
        if self.way[pk] == "now" and uid not in self.told:
            self.told[uid] = [pk]
        if self.way[pk] == "digest" and pk not in self.in_digest and pk not in self.digested:
            self.in_digest.append(pk)
        if pk in self.in_digest:
            # Nobody has heard of the entry yet, and so nobody hears that it was corrected.
            return
        if changes and self.waiting_notes.pop(pk, "minor") == "correction":
            note = ChangeNote.objects.filter(page_id=pk, kind="correction").latest("told_at")
            assert note.urn not in self.told
            self.told[note.urn] = [pk]

    def visible(self) -> list[str]:
        """The ids that the feed must hold now, the newest first."""
        return [uid for uid, pages in reversed(self.told.items()) if any(self.is_public(pk) for pk in pages)]


@pytest.fixture
def story(client, front_page):
    """A file with one entry that is not in this story."""
    with transaction.atomic():
        make_event(title="From elsewhere")
        told = json.loads(b"".join(client.get("/data/v1/story.json").streaming_content))
        transaction.set_rollback(True)
    return told


# A failing sequence is told as it is found: making it smaller would take minutes of saving pages.
@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(step, min_size=4, max_size=12))
@example(steps=[("create", "event", "digest"), ("publish", 0), ("send digest",), ("edit", 0, "correction")])
@example(
    steps=[
        *(("create", "event", "now"), ("withdraw", 0), ("publish", 0)),
        *(("create", "event", "now"), ("publish", 1), ("give back", 0)),
    ]
)
@example(steps=[("create", "event", "now"), ("create", "milestone", "now"), ("publish", 1), ("schedule", 0)])
@example(
    steps=[
        *(("create", "milestone", "now"), ("publish", 0), ("draft", 0, "correction"), ("move", 0), ("withdraw", 0)),
        *(("give back", 0), ("publish", 0), ("old revision", 0), ("rename", 0), ("unpublish", 0), ("publish", 0)),
    ]
)
@example(
    steps=[("create", "event", "quietly"), ("publish", 0), ("take in",), ("copy", 0), ("publish", 1), ("take in",)]
)
def test_subscriber_hears_of_each_thing_once(client, story, steps):
    with transaction.atomic():
        desk, subscriber = Desk(story), Subscriber(client)
        for action in steps:
            desk.do(*action)
            assert subscriber.poll() == desk.visible(), action
            for pk, urn in desk.uids.items():
                assert PublicRecord.objects.get(page_id=pk).urn == urn
        assert list(subscriber.had) == [uid for uid in desk.told if uid in subscriber.had]
        assert not Tombstone.objects.exists()
        transaction.set_rollback(True)
