"""A name under an order is found wherever it may stand on a page, in what the page uses as well."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import StandingPage
from legal.models import CaseGround, CaseIdentifier, CaseParty, CaseRepresentative, MilestoneDocument
from press.models import Outlet, Quotation
from tests.factories import (
    make_article,
    make_case,
    make_document,
    make_event,
    make_image,
    make_milestone,
    make_outlet,
    make_topic,
)
from timeline.models import CampaignDocument, CampaignImage, EventPage, ProtectedName, Topic
from timeline.protected_names import fields_with_protected_names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("protected")]

QUOTED = {"text": "Words", "speaker": "jane example", "source": ""}
OF_EVENTS = {
    "title": {"title": "On Jane Example"},
    "slug": {"slug": "janeexample"},
    "seo_title": {"seo_title": "Jane Example"},
    "search_description": {"search_description": "Jane Example"},
    "summary": {"summary": "Jane Example wrote."},
    "date_wording": {"date_wording": "on Jane Example’s birthday"},
    "date_note": {"date_note": "Jane Example says so."},
    "no_source_reason": {"no_source_reason": "Jane Example told us."},
    "body": {"body": [("paragraph", "<p>By <i>Jane</i> Example</p>")]},
}


@pytest.mark.parametrize("field", OF_EVENTS)
def test_name_in_a_field_stops_the_entry(front_page, field):
    page = make_event(live=False, **OF_EVENTS[field])
    assert list(fields_with_protected_names(page)) == [field]
    with pytest.raises(ValidationError) as refusal:
        page.get_latest_revision().publish()
    assert list(refusal.value.message_dict) == [field]
    assert "jane" not in str(refusal.value).lower()
    page.refresh_from_db()
    assert not page.live


def blocks():
    image, document = make_image(), make_document()
    image.contextual_alt_text, image.decorative = "Jane Example at a gate", False
    plain = make_image()
    plain.contextual_alt_text, plain.decorative = "A gate", False
    figure = {"value": "1", "label": "jane example", "as_of": "2018", "source": "A report"}
    return [
        ("heading", "Jane Example"),
        ("quotation", QUOTED),
        ("image", {"image": image, "caption": ""}),
        ("image", {"image": plain, "caption": "Jane Example"}),
        ("document", {"document": document, "title": "Jane Example"}),
        ("figure", figure),
        ("embed", {"url": "https://example.org/jane-example", "title": "A film"}),
        ("paragraph", '<p><a href="https://example.org/jane_example">A page</a></p>'),
    ]


@pytest.mark.parametrize("number", range(8))
def test_name_in_a_block_stops_the_entry(front_page, number):
    page = make_event(live=False, body=[blocks()[number]])
    assert list(fields_with_protected_names(page)) == ["body"]


def used_things():
    bad = CampaignImage.objects.filter
    by_file, by_alt, by_credit, by_title = (make_image() for _ in range(4))
    bad(pk=by_file.pk).update(file="originals/jane-example.png")
    bad(pk=by_alt.pk).update(description="Jane Example at a gate")
    bad(pk=by_credit.pk).update(credit="Photograph: Jane Example")
    bad(pk=by_title.pk).update(title="Jane Example")
    return {
        "file name": by_file, "description": by_alt, "credit": by_credit, "title": by_title,
    }  # fmt: skip


@pytest.mark.parametrize("field", ["file name", "description", "credit", "title"])
def test_name_in_a_picture_stops_the_entries_that_use_it(front_page, field):
    image = used_things()[field]
    message = f"The {field} of the image that is used here holds a name that is protected by an order."
    assert fields_with_protected_names(make_event(live=False, image=image)) == {"image": message}
    image.contextual_alt_text, image.decorative = "A gate", False
    page = make_event(live=False, body=[("image", {"image": image, "caption": ""})])
    assert fields_with_protected_names(page) == {"body": message}


def test_name_in_a_document_stops_the_pages_that_use_it(front_page):
    titled, named = make_document(), make_document()
    CampaignDocument.objects.filter(pk=titled.pk).update(title="Letter to Jane Example")
    CampaignDocument.objects.filter(pk=named.pk).update(file="documents/janeexample.pdf")
    for document in (titled, named):
        row = MilestoneDocument(document=document, may_publish="yes", basis="ours")
        link = f'<p><a linktype="document" id="{document.pk}">A letter</a></p>'
        standing = front_page.add_child(
            instance=StandingPage(title="A", slug=f"a-{document.pk}", body=link, live=False)
        )
        pages = {
            "documents": make_milestone(live=False, documents=[row]),
            "body": make_event(live=False, body=[("document", {"document": document, "title": ""})]),
        }
        for field, page in pages.items():
            assert list(fields_with_protected_names(page)) == [field]
        assert list(fields_with_protected_names(standing)) == ["body"]


def test_name_in_a_row_stops_its_page_and_the_message_says_where(front_page):
    page = make_event(live=False, sources=2)
    row = page.sources.all()[1]
    row.publisher = "Jane Example"
    row.save()
    page = EventPage.objects.get(pk=page.pk)
    assert fields_with_protected_names(page) == {
        "sources": "Sources, row 2, publisher: this holds a name that is protected by an order. Take it out."
    }


CASE_ROWS = [
    ("grounds", CaseGround(text="Jane Example")),
    ("parties", CaseParty(name="Jane Example", role="Claimant")),
    ("representatives", CaseRepresentative(name="Jane Example", role="Solicitor")),
    ("identifiers", CaseIdentifier(value="CO/8/2018", url="https://example.org/jane-example")),
]


@pytest.mark.parametrize(("relation", "row"), CASE_ROWS, ids=[name for name, _row in CASE_ROWS])
def test_name_in_a_row_stops_a_case(front_page, relation, row):
    page = make_case(live=False)
    setattr(page, relation, [row])
    revision = page.save_revision()
    with pytest.raises(ValidationError) as refusal:
        revision.publish()
    assert list(refusal.value.message_dict) == [relation]


def test_name_in_what_an_entry_belongs_to_stops_it(front_page):
    topic, outlet = make_topic(), make_outlet()
    Topic.objects.filter(pk=topic.pk).update(description="What Jane Example asked")
    Outlet.objects.filter(pk=outlet.pk).update(name="The Jane Example Blog")
    quoted = [Quotation(text="No.", speaker="Jane Example")]
    assert list(fields_with_protected_names(make_event(live=False, topics=[topic]))) == ["topics"]
    assert list(fields_with_protected_names(make_article(live=False, outlet=outlet))) == ["outlet"]
    assert list(fields_with_protected_names(make_article(live=False, quotations=quoted))) == ["quotations"]


@pytest.mark.parametrize(
    "fields", [{"court_words": "Jane Example"}, {"judge": "Jane Example"}, {"neutral_citation": "Jane Example v A"}]
)
def test_name_in_a_milestone_stops_it(front_page, fields):
    assert list(fields_with_protected_names(make_milestone(live=False, **fields))) == list(fields)


def test_reading_a_page_takes_as_many_queries_for_a_hundred_names(front_page):
    page = make_event(live=False, image=make_image(), topics=[make_topic()])

    def queries():
        fresh = EventPage.objects.get(pk=page.pk)
        with CaptureQueriesContext(connection) as captured:
            assert fields_with_protected_names(fresh) == {}
        return len(captured)

    few = queries()
    ProtectedName.objects.bulk_create(ProtectedName(name=f"Name Number{number}") for number in range(100))
    assert queries() == few < 10
    ProtectedName.objects.all().delete()
    assert queries() == 1
