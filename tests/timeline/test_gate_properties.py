"""Whatever state the pages of a tree are in, every output shows those that one plain function says, and no other.

The function is written from the design's words and walks the tree in Python; it shares nothing with the queries."""

import datetime
import json
from dataclasses import dataclass, field, replace

import pytest
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction, Site

from home.models import HomePage, StandingPage
from legal.models import LegalIndexPage
from press.models import PressArchivePage
from tests.canary_states import order_on
from tests.factories import make_article, make_case, make_chapter, make_event, make_milestone
from timeline.gone import PageGone
from timeline.models import PublicRecord, TimelineEntry, TimelinePage
from timeline.querysets import published_pages
from timeline.restrictions import lift

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
COMMON = "gatecommon"
HOSTS = ("testserver", "localhost")

#: What may be done to a page, and what the design says of it.
CHANGES = [
    *("draft", "to go out tomorrow", "went out yesterday", "expired yesterday", "expires tomorrow", "alias"),
    *("private: login", "private: groups", "private: password", "order", "order that was lifted", "withdrawn"),
    "given back",
]


@dataclass
class State:
    """What is true of one page, by our own account."""

    parent: int | None
    live: bool = True
    begins: datetime.datetime | None = None
    ends: datetime.datetime | None = None
    is_alias: bool = False
    is_private: bool = False
    orders_in_force: int = 0
    is_withdrawn: bool = False


def is_shown(key: int, tree: dict[int, State], now) -> bool:
    """Whether anybody may see the page: it and everything above it is live by the clock, open to all, no alias, closed
    by no order and not withdrawn."""
    while key is not None:
        page = tree[key]
        if not page.live or page.is_alias or page.is_private or page.is_withdrawn:
            return False
        if page.begins is not None and page.begins > now:
            return False
        if page.ends is not None and page.ends <= now:
            return False
        if page.orders_in_force:
            return False
        key = page.parent
    return True


@dataclass
class Grove:
    """Two sites with pages of every kind, some of them deep, and the plain account of their states."""

    pages: list[Page]
    tree: dict[int, State]
    #: By key: the word in a title that no other page has.
    words: dict[int, str] = field(default_factory=dict)
    entries: set[int] = field(default_factory=set)
    hearings: set[int] = field(default_factory=set)
    #: By key: its host, and its address there.
    host_of: dict[int, str] = field(default_factory=dict)
    path_of: dict[int, str] = field(default_factory=dict)

    def copy(self):
        return replace(self, tree={key: replace(state) for key, state in self.tree.items()})


def plant(home) -> Grove:
    titles = (f"{COMMON} gq{chr(97 + number // 26)}{chr(97 + number % 26)}x" for number in range(200))
    story, press = TimelinePage.objects.get(), PressArchivePage.objects.get()
    legal = LegalIndexPage.objects.get()
    elsewhere = Page.get_first_root_node().add_child(instance=HomePage(title="Elsewhere", slug="elsewhere"))
    Site.objects.create(hostname=HOSTS[1], port=80, root_page=elsewhere, site_name="Elsewhere")
    other_story = elsewhere.add_child(instance=TimelinePage(title="Elsewhere", slug="timeline"))
    room = home.add_child(instance=TimelinePage(title="A room", slug="a-room"))
    rooms = [home, story, press, legal, elsewhere, other_story, room]

    def titled():
        title = next(titles)
        return {"title": title, "slug": title.rsplit(" ", 1)[-1]}

    def standing(parent):
        values = {"body": "<p>Words.</p>", **titled()}
        return Page.objects.get(pk=parent.pk).add_child(instance=StandingPage(**values))

    cases = [make_case(**titled()), make_case(**titled())]
    first = standing(home)
    second = standing(first)
    entries = [
        *(make_event(parent=story, **titled()) for _ in range(3)),
        make_event(parent=room, **titled()),
        make_event(parent=other_story, **titled()),
        *(make_article(parent=press, **titled()) for _ in range(2)),
        *(make_milestone(case=case, **titled()) for case in cases),
    ]
    hearings = [make_milestone(case=case, date="2090-01-18", occurrence="scheduled", **titled()) for case in cases]
    others = [*cases, first, second, standing(second), make_chapter(parent=story, span="1801", **titled())]
    entries += hearings
    PublicRecord.objects.update(announced_at=timezone.now() - DAY)
    pages = [Page.objects.get(pk=one.pk) for one in (*rooms, *others, *entries)]
    tree = {page.pk: State(parent=page.get_parent().pk if page.depth > 2 else None) for page in pages}
    grove = Grove(pages, tree)
    grove.words = {one.pk: one.title.rsplit(" ", 1)[-1] for one in (*others, *entries)}
    grove.entries, grove.hearings = {one.pk for one in entries}, {one.pk for one in hearings}
    grove.host_of = {page.pk: HOSTS[page.path.startswith(elsewhere.path)] for page in pages}
    grove.path_of = {page.pk: page.get_url_parts()[2] for page in pages}
    return grove


@pytest.fixture(scope="module")
def grove(rows_of_module):
    return plant(HomePage.objects.get())


def happen(grove, number: int, change: str) -> None:
    """Do *change* to a page as code or the clock does it, past every check, and keep account of it."""
    page = grove.pages[number % len(grove.pages)]
    state, rows, now = grove.tree[page.pk], Page.objects.filter(pk=page.pk), timezone.now()
    if change == "draft":
        rows.update(live=False)
        state.live = False
    elif change in ("to go out tomorrow", "went out yesterday"):
        state.begins = now + DAY if change == "to go out tomorrow" else now - DAY
        rows.update(go_live_at=state.begins)
    elif change in ("expired yesterday", "expires tomorrow"):
        state.ends = now - DAY if change == "expired yesterday" else now + DAY
        rows.update(expire_at=state.ends)
    elif change == "alias":
        rows.update(alias_of=next(one.pk for one in grove.pages if one.pk != page.pk))
        state.is_alias = True
    elif change.startswith("private"):
        PageViewRestriction.objects.create(page=page, restriction_type=change.split(": ")[1])
        state.is_private = True
    elif change.startswith("order"):
        order = order_on(page)
        state.orders_in_force += 1
        if change == "order that was lifted":
            lift(order, user=None, why="It was discharged.")
            state.orders_in_force -= 1
    else:
        state.is_withdrawn = change == "withdrawn"
        moment = now if state.is_withdrawn else None
        PublicRecord.objects.update_or_create(page_id=page.pk, defaults={"withdrawn_at": moment})


def answers(host: str, path: str) -> bool:
    """Whether Wagtail's tree answers at an address: what its view asks before it draws anything."""
    request = RequestFactory().get(path, headers={"host": host})
    try:
        return Page.route_for_request(request, path) is not None
    except (Http404, PageGone):
        return False


def check(grove, client) -> None:
    now = timezone.now()
    shown = {key for key in grove.tree if is_shown(key, grove.tree, now)}
    assert {page.pk for page in published_pages() if page.depth > 1} == shown
    assert set(TimelineEntry.objects.published().values_list("pk", flat=True)) == shown & grove.entries
    for page in grove.pages:
        path = grove.path_of[page.pk]
        assert answers(grove.host_of[page.pk], path) == (page.pk in shown), path
    for host in HOSTS:
        here = {key for key in shown if grove.host_of[key] == host}
        has_story = any(grove.path_of[key] == "/timeline/" for key in here)
        drawn = said(grove, client, "/timeline/", host)
        assert drawn & grove.entries == (here & grove.entries if has_story else set())
        assert drawn <= here
    here = {key for key in shown if grove.host_of[key] == HOSTS[0]}
    assert said(grove, client, "/sitemap.xml") == here & set(grove.words)
    assert said(grove, client, f"/search/?q={COMMON}") == here & set(grove.words)
    for address in ("/feeds/everything.json", "/data/v1/entries.json?limit=200"):
        assert said(grove, client, address) & grove.entries == here & grove.entries, address
    assert said(grove, client, "/calendar.ics") & grove.entries == here & grove.hearings


def said(grove, client, address: str, host: str = HOSTS[0]) -> set[int]:
    """The pages whose words an output has."""
    response = client.get(address, headers={"host": host})
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if "json" in response["Content-Type"]:
        json.loads(body)
    text = body.replace(b"\r\n ", b"").decode()
    return {key for key, word in grove.words.items() if word in text}


change = st.tuples(st.integers(0, 60), st.sampled_from(CHANGES))


@settings(
    max_examples=40,
    derandomize=True,
    database=None,
    # An example takes half a second: shrinking one that fails would take minutes.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(changes=st.lists(change, min_size=1, max_size=6))
def test_every_output_shows_what_the_plain_function_says(grove, client, changes):
    with transaction.atomic():
        mine = grove.copy()
        for number, what in changes:
            happen(mine, number, what)
        check(mine, client)
        transaction.set_rollback(True)


def test_plain_function_shows_everything_where_nothing_is_closed(grove, client):
    assert all(is_shown(key, grove.tree, timezone.now()) for key in grove.tree)
    check(grove, client)
