"""A document says whether it may be published: readers get no other, and no page goes out with one."""

import importlib

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import StandingPage
from legal.models import MilestoneDocument, MilestonePage
from tests.admin_forms import body, edit_form
from tests.factories import make_document, make_event, make_milestone, publish
from timeline.last_change import public_models
from timeline.models import CampaignDocument, EventPage, LastChange
from timeline.readiness import stops
from timeline.readiness_of_many import readiness_of

pytestmark = pytest.mark.django_db
NOT_ALLOWED = ["not-yet", "no"]


@pytest.fixture
def paper(front_page):
    return make_document(title="A letter to the school")


def say(document, word) -> None:
    """As its form saves it."""
    document.may_be_published = word
    document.save()


def status_of(client, document) -> int:
    """What a reader is answered who asks for the file, read to its end, which closes it."""
    response = client.get(document.url)
    b"".join(response)
    return response.status_code


def link_to(document) -> str:
    return f'<p>It is in <a linktype="document" id="{document.pk}">the letter</a>.</p>'


def row(document, may_publish="yes", basis="ours"):
    return MilestoneDocument(document=document, may_publish=may_publish, basis=basis)


def in_a_block(document, **given):
    return make_event(body=[("document", {"document": document})], **given)


def in_a_link(document, **given):
    return make_event(body=[("paragraph", link_to(document))], **given)


def in_a_row(document, **given):
    return make_milestone(documents=[row(document)], **given)


@pytest.fixture(params=[in_a_block, in_a_link, in_a_row], ids=lambda use: use.__name__)
def use(request):
    return request.param


# Readers


@pytest.mark.parametrize("word", NOT_ALLOWED)
def test_file_is_gone_at_once_and_no_page_links_to_it(client, paper, use, word):
    page = use(paper)
    assert status_of(client, paper) == 200
    assert paper.url in client.get(page.url).content.decode()
    say(paper, word)
    assert status_of(client, paper) == 404
    html = client.get(page.url).content.decode()
    assert paper.url not in html
    assert "A letter to the school" not in html
    say(paper, "yes")
    assert status_of(client, paper) == 200
    assert paper.url in client.get(page.url).content.decode()


def test_words_of_a_link_stay(client, paper):
    page = in_a_link(paper)
    say(paper, "no")
    assert "It is in <a>the letter</a>." in client.get(page.url).content.decode()


IN_TEXTS = ("/feeds/everything.atom", "/feeds/everything.json")
WHOLE = ("/data/v1/entries.json", "/data/v1/story.json", "/dossier/")


@pytest.mark.parametrize(
    ("use", "address"),
    [(in_a_row, one) for one in WHOLE] + [(use, one) for use in (in_a_block, in_a_link) for one in IN_TEXTS + WHOLE],
)
def test_it_is_in_no_feed_no_data_and_no_dossier(client, paper, use, address):
    use(paper)
    given = _whole(client, address)
    assert paper.url in given
    say(paper, "no")
    given = _whole(client, address)
    assert paper.url not in given
    assert "A letter to the school" not in given


def _whole(client, address) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return (answer.getvalue() if answer.streaming else answer.content).decode()


def test_case_lists_no_link_to_it(client, paper):
    case = in_a_row(paper).get_parent()
    assert paper.url in client.get(case.url).content.decode()
    say(paper, "no")
    assert paper.url not in client.get(case.url).content.decode()


def test_answer_is_counted_before_the_transaction_ends(paper):
    before = LastChange.objects.values_list("number", flat=True).first()
    say(paper, "no")
    assert LastChange.objects.values_list("number", flat=True).first() != before


def test_editor_still_opens_it_in_the_admin(admin, paper):
    say(paper, "no")
    assert status_of(admin, paper) == 200
    assert admin.get(reverse("wagtaildocs:edit", args=[paper.pk])).status_code == 200


def test_date_of_the_document_is_printed_with_it(client, paper):
    paper.dated = "2018-05"
    paper.save()
    assert "(May 2018, PDF," in client.get(in_a_block(paper).url).content.decode()


# What stops a page


@pytest.mark.parametrize(("word", "said"), [("not-yet", "Nobody has said that the document"), ("no", "must not be")])
def test_page_with_it_does_not_go_out(paper, use, word, said):
    say(paper, word)
    page = use(paper, live=False)
    with pytest.raises(ValidationError, match=said) as refusal:
        page.get_latest_revision().publish()
    assert "A letter to the school" in str(refusal.value)
    say(paper, "yes")
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.live


def test_standing_page_with_it_does_not_go_out(front_page, paper):
    say(paper, "not-yet")
    page = front_page.add_child(instance=StandingPage(title="About", slug="about", body=link_to(paper), live=False))
    with pytest.raises(ValidationError, match="A letter to the school"):
        publish(page)


@pytest.mark.parametrize(("may_publish", "basis"), [("", ""), ("yes", ""), ("no", "")])
def test_row_that_keeps_it_back_stops_nothing(paper, may_publish, basis):
    say(paper, "no")
    page = make_milestone(documents=[row(paper, may_publish, basis)], live=False)
    assert stops(page) == readiness_of([page])[page.pk].stops == []
    assert publish(page).live


def test_row_that_keeps_it_back_does_not_cover_its_other_uses(paper):
    say(paper, "no")
    page = make_milestone(documents=[row(paper, "", "")], body=[("document", {"document": paper})], live=False)
    assert len(stops(page)) == len(readiness_of([page])[page.pk].stops) == 1


def test_both_lists_of_what_stops_a_draft_name_it(paper, use):
    say(paper, "not-yet")
    page = use(paper, live=False)
    page = type(page).objects.get(pk=page.pk)
    (one,) = stops(page)
    (other,) = readiness_of([page])[page.pk].stops
    assert one.words == other.words
    assert "A letter to the school" in one.words


def test_many_drafts_cost_as_much_as_two(paper):
    say(paper, "no")

    def queries(number):
        drafts = [in_a_row(make_document(may_be_published="no"), live=False, case=case) for _ in range(number)]
        drafts = list(MilestonePage.objects.filter(pk__in=[one.pk for one in drafts]).order_by("pk"))
        with CaptureQueriesContext(connection) as captured:
            found = readiness_of(drafts)
        assert all(one.stops for one in found.values())
        return len(captured)

    case = in_a_row(paper, live=False).get_parent().specific
    # What Django then keeps for good is not counted.
    queries(1)
    assert queries(6) == queries(2)


def test_draft_may_have_it_and_the_form_says_so_at_its_field(admin, paper):
    say(paper, "not-yet")
    page = make_event(live=False)
    block = body(("document", {"document": paper.pk, "title": ""}))
    assert edit_form(admin, page).fill_in(block).save_draft().status_code == 302
    answer = edit_form(admin, EventPage.objects.get(pk=page.pk)).fill_in(block).publish()
    assert "A letter to the school" in str(answer.context["form"].errors["body"])


def test_milestone_whose_only_evidence_may_not_be_read_has_none(paper):
    page = make_milestone(documents=[row(paper)], sources=0, live=False)
    assert page.has_evidence
    assert MilestonePage.objects.filter(MilestonePage.has_other_evidence()).exists()
    say(paper, "not-yet")
    page = MilestonePage.objects.get(pk=page.pk)
    assert not page.has_evidence
    assert not MilestonePage.objects.filter(MilestonePage.has_other_evidence()).exists()


def test_documents_from_before_may_be_published(paper):
    say(paper, "not-yet")
    migration = importlib.import_module("timeline.migrations.0015_documents")
    migration.say_of_those_from_before_that_they_may(apps, None)
    paper.refresh_from_db()
    assert paper.may_be_published == "yes"
    assert CampaignDocument in public_models()
