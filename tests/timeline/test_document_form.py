"""The form of a document asks for its date and whether it may be published, on each way of adding one."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import make_document
from tests.papers import small_pdf
from timeline.models import CampaignDocument, ProtectedName

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(front_page):
    return make_document(title="A letter to the school")


def fields(document, **given):
    values = {"title": document.title, "tags": "", "dated": "", "publishing_note": "", "may_be_published": "yes"}
    return {**values, "collection": document.collection_id, **given}


def send(admin, document, **given):
    return admin.post(reverse("wagtaildocs:edit", args=[document.pk]), fields(document, **given))


def test_form_asks_for_the_date_and_whether_it_may_be_published(admin, paper):
    answer = send(admin, paper, dated="3 May 2018", may_be_published="no", publishing_note="It names a child.")
    assert answer.status_code == 302
    paper.refresh_from_db()
    assert (paper.dated.edtf, paper.may_be_published, paper.publishing_note) == (
        "2018-05-03",
        "no",
        "It names a child.",
    )
    html = admin.get(reverse("wagtaildocs:edit", args=[paper.pk])).content.decode()
    assert "It names a child." in html
    assert 'value="3 May 2018"' in html


def test_no_needs_a_reason(admin, paper):
    answer = send(admin, paper, may_be_published="no")
    assert list(answer.context["form"].errors) == ["publishing_note"]
    paper.refresh_from_db()
    assert paper.may_be_published == "yes"


def test_date_that_may_be_two_days_is_asked_about(admin, paper):
    answer = send(admin, paper, dated="03/02/2018")
    assert "3 February" in str(answer.context["form"].errors["dated"])


def test_reason_may_hold_a_name_that_readers_must_not_see(admin, paper):
    ProtectedName.objects.create(name="Jane Example")
    answer = send(admin, paper, may_be_published="no", publishing_note="It names Jane Example.")
    assert answer.status_code == 302


def test_new_ones_may_not_be_published_until_somebody_says_so(admin, front_page):
    upload = SimpleUploadedFile("a.pdf", small_pdf())
    answer = admin.post(reverse("wagtaildocs:add_multiple"), {"title": "B", "files[]": upload}).json()
    assert answer["success"]
    document = CampaignDocument.objects.get()
    assert document.may_be_published == "not-yet"
    for name in ("dated", "may_be_published", "publishing_note"):
        assert f'name="doc-{document.pk}-{name}"' in answer["form"]
    values = {f"doc-{document.pk}-{name}": value for name, value in fields(document).items()}
    url = reverse("wagtaildocs:edit_multiple", args=[document.pk])
    assert admin.post(url, values, headers={"x-requested-with": "XMLHttpRequest"}).json()["success"]
    document.refresh_from_db()
    assert document.may_be_published == "yes"


@pytest.mark.parametrize("url", ["wagtaildocs:add", "wagtaildocs_chooser:choose"])
def test_other_forms_that_add_one_show_the_fields_with_their_help(admin, front_page, url):
    answer = admin.get(reverse(url)).content.decode()
    html = answer if url == "wagtaildocs:add" else json.loads(answer)["html"]
    for name in ("dated", "may_be_published", "publishing_note"):
        assert f'{name}"' in html
    assert "readers do not get the file" in html
