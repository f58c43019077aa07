"""Reads what the site gives as data, as programs elsewhere would, and makes what there is to give."""

import csv
import io
import json

from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from home.models import HomePage
from home.structure import ROOMS
from press.models import Outlet, OutletName, Quotation
from tests.factories import (
    make_article,
    make_case,
    make_chapter,
    make_event,
    make_milestone,
    make_outlet,
    make_subject,
    make_subjects,
    make_topic,
    publish,
)
from timeline.data.csv_file import restored
from timeline.models import ChangeNote, Digest, EntryRelation, PublicRecord

ACCOUNT = [
    ("paragraph", "<p>Plain, <b>bold</b> and a <a href='https://example.org/?a=1&amp;b=2'>link</a>.</p>"),
    ("heading", "A heading"),
    ("quotation", {"text": "Nobody told us.", "speaker": "A parent", "source": "Letter"}),
    (
        "figure",
        {
            "value": "139",
            "label": "recommendations",
            "as_of": "2020-10",
            "source": "A report",
            "url": "https://example.org/report",
            "answer": {"text": "Done.", "by": "They", "source": ""},
        },
    ),
    (
        "figures_that_differ",
        {
            "label": "Cost",
            "rows": [
                {"value": "4", "as_of": "2018", "source": "One", "url": ""},
                {"value": "5", "as_of": None, "source": "Two", "url": "https://example.org/"},
            ],
            "note": "They differ.",
        },
    ),
    ("embed", {"url": "https://example.org/film", "title": "A film"}),
]


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def fetched(client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200, response
    return body_of(response)


def story_of(client, query: str = "") -> dict:
    return json.loads(fetched(client, f"/data/v1/story.json{query}"))


def entries_of(client, query: str = "") -> list[dict]:
    return json.loads(fetched(client, f"/data/v1/entries.json{query}"))["entries"]


def rows_of(client, query: str = "") -> list[dict]:
    """The rows of the CSV file, as the documentation says to read it."""
    text = fetched(client, f"/data/v1/entries.csv{query}").decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return [{name: restored(cell) for name, cell in row.items()} for row in rows]


def all_pages(client, address: str) -> list[dict]:
    """Every entry, by following “next” from *address*."""
    found, pages = [], 0
    while address:
        page = json.loads(fetched(client, address))
        found += page["entries"]
        address = page["next"]
        pages += 1
        assert pages < 100
    return found


def story_of_what(make) -> dict:
    """The whole story of what *make* makes, from a site that is as it was again."""
    with transaction.atomic():
        make()
        story = story_of(Client())
        transaction.set_rollback(True)
    return story


def make_other_site(site) -> Site:
    """Another campaign under the roof of *site*, with nothing in it yet."""
    home = site.root_page.get_parent().add_child(instance=HomePage(title="Other", slug="other", live=True))
    for model, slug, name in ROOMS:
        home.add_child(instance=model(title=name, slug=slug, live=True))
    return Site.objects.create(hostname="other.example.org", port=80, root_page=home)


def make_rich_story():
    """Entries of every kind with nearly every field in use."""
    topic = make_topic(slug="home-office", name="Home Office")
    people = make_subjects(HomePage.objects.get())
    body = make_subject(
        people,
        title="The Ministry",
        slug="the-ministry",
        kind="organisation",
        other_names="DfE",
        official_url="https://example.org/ministry",
        body="<h2>What it does</h2><p>It keeps <b>records</b>.</p>",
    )
    make_chapter(title="The first years", span="2016/2017", prose="<p>It <i>began</i>.</p>")
    make_chapter(title="Before", span="/2015", prose="<p>Nothing yet.</p>")
    event = make_event(
        title="Event",
        date="2016/2018",
        date_extent="within",
        date_note="A note",
        body=ACCOUNT,
        topics=[topic],
        subjects=[body],
        text_language="cy",
        sequence=3,
    )
    event.sources.add(
        event.sources.model(
            title="Kept",
            url="https://example.org/gone",
            archived_url="https://web.archive.org/web/20180303000000/https://example.org/gone",
            date_given="2018-03",
            accessed="2020-01-02",
            supports="the day",
        )
    )
    publish(event)
    outlet = Outlet(name="New Name", place="Sussex")
    outlet.former_names = [OutletName(name="Old Name", used_until="2019")]
    outlet.save()
    article = make_article(
        title="Article",
        slug="article",
        outlet=outlet,
        byline="A. Writer",
        language="cy",
        updated_on="2018-05-01",
        print_page="4",
        date_wording="in early 2018",
        reply="They said no.",
        quotations=[
            Quotation(text="Words", speaker="A parent", side="campaign", answer="No.", answer_by="They", language="en")
        ],
        rights="own-work",
        extract="A longer extract.",
    )
    copy_of_it = make_article(title="Copy", outlet=make_outlet(name="Other"), copy_of=article)
    case = make_case(title="Case", formal_title="R (A) v B", formal_title_as_at="2018-01-18")
    hearing = make_milestone(
        title="Hearing",
        case=case,
        stage=case.procedure.stages.filter(hearing=True).first(),
        date="2090-06-03T10:30:00+01:00",
        occurrence="scheduled",
        ends_at="16:00",
        not_before=True,
        room="Court 3",
        remote_link="open",
        remote_url="https://example.org/watch",
        reporting_restriction="Names may not be reported.",
    )
    hearing.relations = [EntryRelation(to=event, word="follows"), EntryRelation(to=copy_of_it, word="about")]
    publish(hearing)
    moment = timezone.now().replace(microsecond=0)
    ChangeNote.objects.create(page=event, kind="update", words="More was added.", told_at=moment)
    ChangeNote.objects.create(page=event, kind="correction", words="It was a Monday.", told_at=moment)
    PublicRecord.objects.filter(page=event).update(materially_updated_at=moment)
    digest = Digest.objects.create(site=Site.objects.get(), title="A digest", introduction="Found.", sent_at=moment)
    PublicRecord.objects.filter(page=copy_of_it).update(digest=digest, announced_at=moment)
