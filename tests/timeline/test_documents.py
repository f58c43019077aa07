"""A document is sent only while something that is published uses it."""

import datetime
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home.models import StandingPage
from legal.models import MilestoneDocument
from tests.factories import make_document, make_event, make_milestone, publish
from tests.papers import small_pdf
from timeline.models import CampaignDocument, PublicRecord

pytestmark = pytest.mark.django_db


def fetch(client, document, **headers):
    """The answer to a reader who asks for *document*, read to its end, which closes the file."""
    response = client.get(document.url, headers=headers)
    response.text_of_file = b"".join(response)
    return response


@pytest.fixture
def document(db):
    return make_document(name="Jane Smith.pdf")


def in_a_block(document, **given):
    return make_event(body=[("document", {"document": document})], **given)


def link_to(document) -> str:
    return f'<p><a linktype="document" id="{document.pk}">the letter</a></p>'


def in_a_link(document, **given):
    return make_event(body=[("paragraph", link_to(document))], **given)


def in_a_row(document, **given):
    return make_milestone(documents=[row(document)], **given)


def row(document, may_publish="yes", basis="ours"):
    return MilestoneDocument(document=document, may_publish=may_publish, basis=basis)


USES = [in_a_block, in_a_link, in_a_row]


@pytest.fixture(params=USES, ids=lambda use: use.__name__)
def use(request):
    return request.param


def test_document_that_a_published_page_uses_is_sent(client, front_page, document, use):
    assert fetch(client, document).status_code == 404
    page = use(document)
    response = fetch(client, document)
    assert response.status_code == 200
    assert b"(A letter) Tj" in response.text_of_file
    assert document.url in client.get(page.url).content.decode()


def test_document_in_a_standing_page_is_sent(client, front_page, document):
    page = front_page.add_child(instance=StandingPage(title="About", slug="about", body=link_to(document), live=False))
    assert fetch(client, document).status_code == 404
    publish(page)
    assert fetch(client, document).status_code == 200


def test_document_of_a_draft_is_not_sent(client, front_page, document, use):
    use(document, live=False)
    assert fetch(client, document).status_code == 404


def test_document_is_not_sent_once_its_page_is_taken_back(client, front_page, document, use):
    page = use(document)
    assert fetch(client, document).status_code == 200
    page.unpublish()
    assert fetch(client, document).status_code == 404
    publish(page)
    assert fetch(client, document).status_code == 200


def test_document_is_not_sent_while_its_entry_is_withdrawn(client, front_page, document, use):
    page = use(document)
    PublicRecord.objects.filter(page=page).update(withdrawn_at=timezone.now())
    assert fetch(client, document).status_code == 404


@pytest.mark.parametrize(("may_publish", "basis"), [("", ""), ("", "ours"), ("yes", "")])
def test_document_that_its_milestone_does_not_show_is_not_sent(client, front_page, document, may_publish, basis):
    make_milestone(documents=[row(document, may_publish, basis)])
    assert fetch(client, document).status_code == 404
    in_a_link(document)
    assert fetch(client, document).status_code == 200


@pytest.mark.parametrize("live", [True, False])
def test_document_that_one_milestone_keeps_back_is_sent_by_no_page(client, front_page, document, live):
    in_a_block(document)
    in_a_row(document)
    assert fetch(client, document).status_code == 200
    make_milestone(documents=[row(document, "no", "")], live=live)
    assert fetch(client, document).status_code == 404


def test_document_of_a_private_page_is_not_sent(client, front_page, document, use):
    page = use(document)
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert fetch(client, document).status_code == 404


def test_document_of_an_expired_page_is_not_sent(client, front_page, document, use):
    page = use(document)
    page.expire_at = timezone.now() - datetime.timedelta(seconds=1)
    page.save()
    assert fetch(client, document).status_code == 404


def test_document_that_only_a_newer_draft_of_a_live_page_uses_is_not_sent(client, front_page, document):
    page = make_event()
    page.body = [("document", {"document": document})]
    page.save_revision()
    assert fetch(client, document).status_code == 404
    page.get_latest_revision().publish()
    assert fetch(client, document).status_code == 200


def test_document_that_a_later_publish_leaves_out_is_no_longer_sent(client, front_page, document):
    page = in_a_block(document)
    page.body = []
    page.save_revision()
    assert fetch(client, document).status_code == 200
    page.get_latest_revision().publish()
    assert fetch(client, document).status_code == 404


def test_document_of_two_pages_is_sent_while_one_of_them_is_public(client, front_page, document):
    first, second = in_a_block(document), in_a_link(document)
    first.unpublish()
    assert fetch(client, document).status_code == 200
    second.unpublish()
    assert fetch(client, document).status_code == 404


def test_document_that_nothing_uses_is_sent_to_those_who_may_enter_the_admin_only(
    client, django_user_model, editor, document
):
    client.force_login(django_user_model.objects.create_user("reader", "r@example.org", "a long password"))
    assert fetch(client, document).status_code == 404
    client.force_login(editor)
    assert fetch(client, document).status_code == 200


def test_wrong_file_name_is_not_found(client, front_page, document):
    in_a_block(document)
    folder, _slash, _name = document.url.rpartition("/")
    assert client.get(f"{folder}/Jane_Smith.pdf").status_code == 404


def test_documents_made_by_code_have_hashes_and_tags_of_their_own(client, front_page):
    first, second = make_document(small_pdf("one")), make_document(small_pdf("two"))
    assert first.file_hash
    assert first.file_size == Path(first.file.path).stat().st_size
    assert first.file_hash != second.file_hash
    in_a_block(first)
    in_a_block(second)
    tags = [fetch(client, one)["ETag"] for one in (first, second)]
    assert tags[0] != tags[1]
    assert fetch(client, second, **{"if-none-match": tags[0]}).status_code == 200
    assert fetch(client, second, **{"if-none-match": tags[1]}).status_code == 304


def test_new_file_has_a_hash_of_its_own(document):
    before = document.file_hash
    document.file = SimpleUploadedFile("b.pdf", small_pdf("another"))
    document.save()
    assert document.file_hash != before


def test_name_is_random_and_tells_nothing(document):
    assert re.fullmatch(r"documents/[\w-]{22}\.pdf", document.file.name)
    assert document.url == f"/documents/{document.pk}/{document.filename}"


def test_file_lies_outside_the_public_media_and_has_no_address(document):
    assert not Path(document.file.path).is_relative_to(settings.MEDIA_ROOT)
    with pytest.raises(NotImplementedError):
        _ = document.file.url


def test_document_is_added_in_the_admin_in_each_way(admin):
    upload = SimpleUploadedFile("Jane Smith.pdf", small_pdf())
    admin.post(reverse("wagtaildocs:add"), {"title": "A letter", "file": upload, "tags": ""})
    upload = SimpleUploadedFile("Jane Smith.pdf", small_pdf("two"))
    assert admin.post(reverse("wagtaildocs:add_multiple"), {"title": "B", "files[]": upload}).json()["success"]
    upload = SimpleUploadedFile("Jane Smith.pdf", small_pdf("three"))
    fields = {"title": "C", "file": upload, "tags": ""}
    fields = {f"document-chooser-upload-{name}": value for name, value in fields.items()}
    assert admin.post(reverse("wagtaildocs_chooser:create"), fields).json()["step"] == "chosen"
    assert CampaignDocument.objects.count() == 3
    for document in CampaignDocument.objects.all():
        assert re.fullmatch(r"documents/[\w-]{22}\.pdf", document.file.name)
        assert document.file_hash


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "program.exe", "letter.pdf.js", "none"])
def test_kind_of_file_that_is_not_allowed_is_refused_with_a_message(admin, name):
    upload = SimpleUploadedFile(name, b"content")
    response = admin.post(reverse("wagtaildocs:add"), {"title": "A", "file": upload, "tags": ""})
    assert response.status_code == 200
    assert "is not allowed" in str(response.context["form"].errors["file"])
    answer = admin.post(reverse("wagtaildocs:add_multiple"), {"files[]": SimpleUploadedFile(name, b"content")}).json()
    assert answer["success"] is False
    assert not CampaignDocument.objects.exists()


def test_deleting_a_document_removes_its_file(admin, document, django_capture_on_commit_callbacks):
    path = Path(document.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        admin.post(reverse("wagtaildocs:delete", args=[document.pk]))
    assert not path.exists()


def test_admin_shows_documents(admin, document):
    for url in (
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse("wagtaildocs:document_usage", args=[document.pk]),
        reverse("wagtaildocs_chooser:choose"),
        reverse("wagtaildocs_chooser:chosen", args=[document.pk]),
    ):
        assert admin.get(url).status_code == 200, url


def test_number_of_queries_does_not_grow_with_the_archive(client, front_page, document):
    in_a_block(document)

    def queries():
        fetch(client, document)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert fetch(client, document).status_code == 200
        return len(captured)

    few = queries()
    for _ in range(8):
        in_a_block(document)
        in_a_block(make_document())
    assert queries() <= few + 2
    assert few < 20
