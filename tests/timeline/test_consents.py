"""A person who can be recognised in a picture has to agree, and may take that back."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from tests.admin_forms import edit_form
from tests.factories import make_event, make_image
from timeline.models import CampaignImage, ImageConsent

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def child(front_page):
    return make_image(title="A pupil at a desk", recognisable="child")


def consent(image, **given):
    return ImageConsent.objects.create(image=image, **{"who": "Her mother", "evidence": "Letter, folder 3", **given})


def is_shown(client, page) -> bool:
    return "<figure" in client.get(page.get_url()).content.decode()


def test_picture_of_a_child_goes_out_with_a_consent_only(child):
    page = make_event(live=False, image=child)
    with pytest.raises(ValidationError, match="A pupil at a desk"):
        page.get_latest_revision().publish()
    consent(child)
    page.get_latest_revision().publish()
    page.refresh_from_db()
    assert page.live


@pytest.mark.parametrize(
    ("given", "holds"),
    [
        ({}, True),
        ({"ends_on": 0}, True),
        ({"ends_on": -1}, False),
        ({"withdrawn_on": 0}, False),
    ],
)
def test_picture_is_shown_while_the_consent_holds(client, child, given, holds):
    """*given* in days from today, which is another day by the end of a run now and then."""
    given_consent = consent(child)
    page = make_event(image=child)
    ImageConsent.objects.filter(pk=given_consent.pk).update(
        **{name: timezone.localdate() + days * DAY for name, days in given.items()}
    )
    assert is_shown(client, page) == holds
    assert CampaignImage.objects.get(pk=child.pk).may_be_shown == holds
    assert CampaignImage.objects.with_orders().get(pk=child.pk).may_be_shown == holds


def test_form_of_the_entry_says_so_at_its_field(admin, child):
    response = edit_form(admin, make_event(live=False, image=child)).publish()
    assert "no consent that holds" in str(response.context["form"].errors["image"])


def test_draft_may_have_it(admin, child):
    form = edit_form(admin, make_event(live=False))
    assert form.fill_in(image=str(child.pk)).save_draft().status_code == 302


def fields(image, **given):
    return {
        "title": image.title,
        "description": "A pupil, seen from behind.",
        "rights": "own-work",
        "credit": "",
        "tags": "",
        "collection": image.collection_id,
        **given,
    }


def send(admin, image, **given):
    return admin.post(reverse("wagtailimages:edit", args=[image.pk]), fields(image, **given))


def test_form_of_a_picture_asks_who_can_be_recognised(admin, front_page):
    answer = send(admin, make_image())
    assert list(answer.context["form"].errors) == ["recognisable"]


def test_form_of_a_picture_asks_who_agreed_and_where_the_proof_is(admin, front_page):
    answer = send(admin, make_image(), recognisable="child")
    assert set(answer.context["form"].errors) == {"consent_who", "consent_evidence"}


def test_consent_is_kept_beside_the_picture_and_shown_again(admin, child):
    answer = send(admin, child, recognisable="child", consent_who="Her mother", consent_evidence="Letter, folder 3")
    assert answer.status_code == 302
    assert ImageConsent.objects.get(image=child).who == "Her mother"
    html = admin.get(reverse("wagtailimages:edit", args=[child.pk])).content.decode()
    assert "Letter, folder 3" in html


def test_consent_goes_where_nobody_can_be_recognised(admin, child):
    consent(child)
    assert send(admin, child, recognisable="nobody").status_code == 302
    assert not ImageConsent.objects.exists()


def test_consent_that_is_taken_back_takes_the_sizes_with_it(admin, child, client, django_capture_on_commit_callbacks):
    consent(child)
    page = make_event(image=child)
    assert is_shown(client, page)
    sizes = [rendition.file for rendition in child.renditions.all()]
    assert sizes
    with django_capture_on_commit_callbacks(execute=True):
        send(
            admin,
            child,
            recognisable="child",
            consent_who="Her mother",
            consent_evidence="Letter, folder 3",
            consent_withdrawn=timezone.localdate().isoformat(),
        )
    assert not is_shown(client, page)
    assert not any(size.storage.exists(size.name) for size in sizes)


def test_many_pictures_cost_no_question_each(child, django_assert_num_queries):
    for _number in range(3):
        consent(make_image(recognisable="adult"))
    pictures = list(CampaignImage.objects.with_orders().order_by("pk"))
    with django_assert_num_queries(0):
        assert [picture.may_be_shown for picture in pictures] == [False, True, True, True]


def test_consent_that_ends_by_the_clock_takes_the_sizes_with_it(client, child):
    from timeline.schedules import RunOfSchedules

    given = consent(child)
    assert is_shown(client, make_event(image=child))
    sizes = [rendition.file for rendition in child.renditions.all()]
    RunOfSchedules().work()
    assert all(size.storage.exists(size.name) for size in sizes)
    ImageConsent.objects.filter(pk=given.pk).update(ends_on=timezone.localdate() - DAY)
    RunOfSchedules().work()
    assert sizes
    assert not any(size.storage.exists(size.name) for size in sizes)
