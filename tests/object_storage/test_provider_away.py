"""An editor who sends or deletes a file while it cannot be stored is told so, and nothing is half-done."""

import smtplib

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import make_image, picture_bytes
from tests.papers import small_pdf
from timeline.file_troubles import FilesAwayError, TellFileTroubleMiddleware
from timeline.models import CampaignDocument, CampaignImage

pytestmark = pytest.mark.django_db
FIELDS = {"title": "Petition", "description": "A gate", "rights": "own-work", "recognisable": "nobody", "tags": ""}
TOLD = "cannot be reached just now. Nothing was changed."
FROM_A_SCRIPT = {"x-requested-with": "XMLHttpRequest"}


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.png", picture_bytes(), "image/png")


def send_a_picture(admin, **headers):
    return admin.post(reverse("wagtailimages:add"), {**FIELDS, "file": picture()}, headers=headers)


def test_upload_of_a_picture_is_told_of_and_leaves_nothing_behind(admin, front_page, buckets, caplog):
    buckets.server.is_away = True
    answer = send_a_picture(admin)
    assert answer.status_code == 503
    assert TOLD in answer.content.decode()
    assert "Choose the file once more" in answer.content.decode()
    assert not CampaignImage.objects.exists()
    assert "FilesAwayError" in caplog.text
    buckets.server.is_away = False
    assert buckets.names(buckets.private) == []
    assert send_a_picture(admin).status_code == 302


def test_upload_of_a_document_is_told_of_and_leaves_nothing_behind(admin, front_page, buckets):
    buckets.server.is_away = True
    upload = SimpleUploadedFile("a.pdf", small_pdf("A letter"), "application/pdf")
    answer = admin.post(reverse("wagtaildocs:add"), {"title": "A letter", "file": upload, "may_publish": "yes"})
    assert (answer.status_code, CampaignDocument.objects.count()) == (503, 0)
    assert TOLD in answer.content.decode()


@pytest.mark.parametrize("view", ["wagtailimages:add_multiple", "wagtaildocs:add_multiple"])
def test_each_of_many_files_is_told_of_beside_it(admin, front_page, buckets, view):
    buckets.server.is_away = True
    many = {"files[]": picture() if "images" in view else SimpleUploadedFile("a.pdf", small_pdf("A letter"))}
    answer = admin.post(reverse(view), {**FIELDS, **many}, headers=FROM_A_SCRIPT)
    assert answer.status_code == 200
    assert answer.json()["success"] is False
    assert TOLD in answer.json()["error_message"]
    assert not CampaignImage.objects.exists()
    assert not CampaignDocument.objects.exists()


def test_dialogue_is_answered_in_words_and_no_page(admin, front_page, buckets):
    buckets.server.is_away = True
    answer = send_a_picture(admin, **FROM_A_SCRIPT)
    assert (answer.status_code, answer["Content-Type"]) == (503, "text/plain")
    assert TOLD in answer.content.decode()


def test_picture_whose_file_cannot_be_deleted_is_gone_all_the_same(admin, front_page, buckets, change):
    image = make_image()
    buckets.server.is_away = True
    answer = change(admin.post, reverse("wagtailimages:delete", args=[image.pk]))
    assert answer.status_code == 302
    assert not CampaignImage.objects.exists()


def test_full_disk_is_told_of_in_the_same_way(admin, front_page, monkeypatch):
    def full(self, name, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", full)
    answer = send_a_picture(admin)
    assert answer.status_code == 503
    assert not CampaignImage.objects.exists()


def test_mail_that_cannot_be_sent_and_pages_that_are_read_are_no_trouble_with_files(rf):
    """What a mail server refuses is an ``OSError`` too."""
    tell = TellFileTroubleMiddleware(None).process_exception
    assert tell(rf.post("/admin/password_reset/"), smtplib.SMTPServerDisconnected()) is None
    assert tell(rf.post("/elsewhere/", {"file": picture()}), OSError()) is None
    assert tell(rf.get("/admin/images/"), FilesAwayError()) is None
