"""The page for reporters: what its editors wrote, and what the record says, to be used within the hour."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from home.models import CampaignSettings, ReportersPage
from home.reporters import telephone_url
from legal.models import CaseIdentifier
from tests.factories import (
    make_article,
    make_case,
    make_event,
    make_image,
    make_milestone,
    make_reporters,
    publish,
)
from tests.story_pages import soup_of
from timeline.models import Restriction

ADDRESS = "/for-reporters/"

# The mark is what makes pytest-django put a test database in place of the real one.
pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client, front_page):
    """The page, made with the fields given."""

    def read(**given):
        make_reporters(front_page, **given)
        return soup_of(client, ADDRESS)

    return read


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


def section(soup, name):
    return soup.select_one(f"section.reporters-{name}")


NUMBERS = [
    ("020 7946 0000", "tel:02079460000"),
    ("+44 (0)20 7946 0000", "tel:+442079460000"),
    ("+44 20 7946-0000", "tel:+442079460000"),
    ("01632 960 000, then press 2", "tel:01632960000"),
    ("ask at the desk", ""),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "address"), NUMBERS)
def test_number_is_dialled_as_it_is_written(typed, address):
    assert telephone_url(typed) == address


def test_page_that_says_nothing_has_its_empty_states(read):
    soup = read(in_short="What is asked.")
    assert "What is asked." in words(soup)
    assert "No case is published here yet." in words(section(soup, "standing"))
    assert "No telephone number or address is given" in words(section(soup, "call"))
    assert "No quotation is cleared" in words(section(soup, "words"))
    assert "No reporting restriction is recorded here" in words(section(soup, "restricted"))
    assert "Nothing is published here yet." in words(section(soup, "newest"))
    assert section(soup, "picture") is None


def test_who_to_call_can_be_called_and_written_to(read):
    soup = read(
        contact_name="A. Name",
        contact_role="director",
        contact_phone="020 7946 0000",
        contact_email="press@example.org",
        contact_hours="Weekdays, 8am to 8pm",
    )
    call = section(soup, "call")
    assert [link["href"] for link in call.select("a")] == ["tel:02079460000", "mailto:press@example.org"]
    assert "A. Name , director" in words(call)
    assert "Weekdays, 8am to 8pm" in words(call)


def test_without_a_contact_of_its_own_the_campaign_is_written_to(read, site):
    settings = CampaignSettings.for_site(site)
    settings.contact = "hello@example.org"
    settings.save()
    assert section(read(), "call").a["href"] == "mailto:hello@example.org"


def test_standing_and_next_step_are_read_off_the_record(read):
    case = make_case(title="The challenge")
    make_milestone(case=case, date="2018-02-15", outcome_words="No answer came.")
    hearing = timezone.localdate() + datetime.timedelta(days=30)
    make_milestone(case=case, date=hearing.isoformat(), occurrence="scheduled", title="The hearing")
    told = words(section(read(case=case), "standing"))
    assert "The challenge" in told
    assert "since 15 February 2018" in told
    assert "No answer came." in told
    assert "Next: The hearing" in told


def test_page_on_one_case_tells_of_no_other(read):
    make_milestone(case=make_case(title="The other"), title="Of the other", reporting_restriction="Not the other.")
    soup = read(case=make_case(title="The one"))
    assert "The one" in words(section(soup, "numbers"))
    assert "The other" not in words(section(soup, "standing"))
    assert "Not the other." not in words(soup)


def test_page_without_a_case_tells_of_every_published_one(read):
    make_case(title="First")
    make_case(title="Second")
    make_case(title="Third", live=False)
    titles = [one.get_text() for one in section(read(), "standing").select("h3")]
    assert titles == ["First", "Second"]


def test_case_that_an_order_closes_is_not_on_the_page(client, read):
    case = make_case(title="The secret")
    make_milestone(case=case, title="A secret step", reporting_restriction="Secret.")
    read(case=case)
    Restriction.objects.create(page=case, made_on="2026-01-01", scope="All of it", review_on="2090-01-01")
    assert "ecret" not in words(soup_of(client, ADDRESS))


def test_quotation_stands_with_its_speaker_and_the_day_it_was_cleared(read):
    soup = read(quotation="Nobody told us.", speaker="A. Parent", speaker_role="mother of two", cleared_on="2026-03-03")
    part = section(soup, "words")
    assert part.select_one("[data-copy]").get_text() == "Nobody told us."
    assert words(part.figcaption) == "A. Parent, mother of two"
    assert "Cleared for use by A. Parent on 3 March 2026." in words(part)


def test_picture_comes_with_its_credit_and_a_public_size_to_download(client, read):
    image = make_image(credit="Photograph: A. Name", rights="public-licence")
    part = section(read(image=image), "picture")
    address = part.select_one("a[download]")["href"]
    rendition = image.renditions.get(filter_spec="max-2400x2400|format-jpeg")
    assert address == rendition.url
    assert image.file.name.rsplit("/", 1)[-1] not in str(part)
    assert "Public licence" in words(part)
    assert "“Photograph: A. Name”" in words(part)


def test_picture_without_known_rights_is_not_offered(read):
    assert section(read(image=make_image(rights="unknown")), "picture") is None


def test_numbers_are_ready_to_be_copied(read):
    case = make_case(formal_title="R (A) v B")
    case.identifiers = [CaseIdentifier(value="CO/8/2018")]
    publish(case)
    part = section(read(case=case), "numbers")
    assert [one.get_text() for one in part.select("code.number[data-copy]")] == ["CO/8/2018"]
    assert part.h3.get_text() == "R (A) v B"


def test_case_without_a_number_says_so(read):
    assert "No number is known to us." in words(section(read(case=make_case()), "numbers"))


def test_what_may_not_be_reported_stands_with_whose_words_it_is(read):
    case = make_case()
    make_milestone(case=case, title="The hearing", date="2018-03", reporting_restriction="The child is called AB.")
    part = section(
        read(not_to_report="<p>Do not name the child.</p>", worded_by="A. Solicitor", worded_on="2026-03-03"),
        "restricted",
    )
    assert "Do not name the child." in words(part)
    assert "A. Solicitor , as of 3 March 2026" in words(part)
    assert "The hearing , March 2018: The child is called AB." in words(part)
    assert "No reporting restriction" not in words(part)
    assert "none-known" not in part["class"]


def test_last_five_entries_come_with_what_they_go_by(read):
    for month in range(1, 7):
        make_event(title=f"Event {month}", date=f"2018-0{month}")
    make_article(title="An article", date="2018-08", article_url="https://paper.example/article")
    make_event(title="To come", date="2090", occurrence="expected")
    items = section(read(), "newest").select("ol > li")
    assert [one.h3.get_text() for one in items] == ["An article", "Event 6", "Event 5", "Event 4", "Event 3"]
    assert [one.li.a["href"] for one in items] == ["https://paper.example/article", *["https://example.org/0"] * 4]


def test_words_without_their_speaker_cannot_be_published(front_page):
    with pytest.raises(ValidationError) as raised:
        ReportersPage(title="x", in_short="x", quotation="Ours.", not_to_report="<p>No.</p>").clean()
    assert set(raised.value.message_dict) == {"speaker", "worded_by"}


def test_page_asks_as_often_for_many_cases_as_for_one(client, front_page, django_assert_max_num_queries):
    make_reporters(front_page)
    for _ in range(3):
        case = make_case()
        make_milestone(case=case, reporting_restriction="Nobody is named.")
        make_article(date="2019")
        publish(case)
    soup_of(client, ADDRESS)
    with django_assert_max_num_queries(45):
        client.get(ADDRESS)
