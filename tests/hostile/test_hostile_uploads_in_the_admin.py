"""Hostile files through each view of the admin: a refusal is a message beside the file, never a broken page."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import UploadedFile

from tests.factories import make_document, picture_bytes
from tests.hostile import offices, offices_refused, pdfs, pictures, texts
from tests.hostile.searching import tells
from tests.papers import small_pdf
from tests.pictures import stored
from timeline.models import CampaignDocument, CampaignImage

pytestmark = pytest.mark.django_db

#: Of each sort some, with a part of what is said.
REFUSED = {
    "locked PDF": ("a.pdf", pdfs.REFUSED["locked"][0], "locked with a password"),
    "damaged PDF": ("a.pdf", pdfs.REFUSED["cut in the middle"][0], "This file is damaged"),
    "things in things without end": ("a.pdf", pdfs.REFUSED["things in things without end"][0], "This file is damaged"),
    "page that is called a PDF": ("a.pdf", pdfs.REFUSED["page for browsers"][0], "named .pdf, but it is text"),
    "redaction": ("a.pdf", pdfs.REFUSED["redaction that is not applied"][0], "marked for redaction"),
    "macros": (*offices_refused.REFUSED["macros"][:2], "macros or scripts"),
    "changes": (*offices_refused.REFUSED["added words"][:2], "Accept or reject the changes and remove the comments"),
    "comments": (*offices_refused.REFUSED["comments"][:2], "remove the comments"),
    "hidden sheet": (*offices_refused.REFUSED["hidden sheet"][:2], "hidden sheet, “Pupils”"),
    "hidden row": (*offices_refused.REFUSED["hidden row"][:2], "The sheet “Pupils” has hidden rows or columns"),
    "laughs": (*offices_refused.REFUSED["entities that multiply"][:2], "definitions (DTD)"),
    "climbing name": (*offices_refused.REFUSED["name that climbs"][:2], "names that no document needs"),
    "lying bomb": (*offices_refused.REFUSED["bomb that lies"][:2], "This file is damaged"),
    "page that is called text": (*texts.REFUSED["page for browsers"][:2], "as a web page does"),
    "formula": (*texts.REFUSED["cell that starts a program"][:2], "starts a program"),
    "empty file": ("a.txt", lambda: b" ", "This file is empty"),
}


@pytest.fixture(params=REFUSED)
def refused(request):
    name, make, message = REFUSED[request.param]
    return SimpleUploadedFile(name, make()), message


def test_form_says_beside_the_file_why(admin, front_page, refused):
    upload, message = refused
    response = admin.post(reverse("wagtaildocs:add"), {"title": "A letter", "file": upload, "tags": ""})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["file"]
    assert message in " ".join(response.context["form"].errors["file"])
    assert not CampaignDocument.objects.exists()


def test_form_for_many_says_why(admin, refused):
    upload, message = refused
    answer = admin.post(reverse("wagtaildocs:add_multiple"), {"title": "A letter", "files[]": upload}).json()
    assert answer["success"] is False
    assert message in answer["error_message"]
    assert not CampaignDocument.objects.exists()
    assert not UploadedFile.objects.exists()


def test_chooser_says_beside_the_file_why(admin, refused):
    upload, message = refused
    fields = {"title": "A letter", "file": upload, "tags": ""}
    fields = {f"document-chooser-upload-{name}": value for name, value in fields.items()}
    answer = admin.post(reverse("wagtaildocs_chooser:create"), fields).json()
    assert answer["step"] == "reshow_creation_form"
    assert message in answer["htmlFragment"]
    assert not CampaignDocument.objects.exists()


def test_refused_replacement_leaves_the_document_as_it_was(admin, front_page, refused):
    upload, message = refused
    document = make_document()
    before = stored(document.file)
    fields = {"title": "A letter", "file": upload, "tags": "", "dated": "", "publishing_note": ""}
    url = reverse("wagtaildocs:edit", args=[document.pk])
    response = admin.post(url, {**fields, "may_be_published": "yes"})
    assert message in " ".join(response.context["form"].errors["file"])
    assert stored(CampaignDocument.objects.get(pk=document.pk).file) == before


CLEANED = {
    "place in a PDF": ("a.pdf", pdfs.CLEANED["place in a photograph"][0]),
    "script in a PDF": ("a.pdf", pdfs.CLEANED["script when it is opened"][0]),
    "writer of a Word file": offices.CLEANED["writer in the properties"][:2],
    "writer of a table": offices.CLEANED["writer of a table"][:2],
    "writer of an OpenDocument": offices.CLEANED["writer of an OpenDocument"][:2],
}


def by_the_form(admin, upload):
    assert admin.post(reverse("wagtaildocs:add"), {"title": "A", "file": upload, "tags": ""}).status_code == 302


def by_many_at_once(admin, upload):
    assert admin.post(reverse("wagtaildocs:add_multiple"), {"title": "A", "files[]": upload}).json()["success"]


def by_the_chooser(admin, upload):
    fields = {
        f"document-chooser-upload-{key}": value for key, value in {"title": "A", "file": upload, "tags": ""}.items()
    }
    assert admin.post(reverse("wagtaildocs_chooser:create"), fields).json()["step"] == "chosen"


def by_replacing(admin, upload):
    document = make_document()
    fields = {"title": "A", "file": upload, "tags": "", "dated": "", "publishing_note": "", "may_be_published": "yes"}
    assert admin.post(reverse("wagtaildocs:edit", args=[document.pk]), fields).status_code == 302


@pytest.mark.parametrize("what", CLEANED)
@pytest.mark.parametrize(
    "way", [by_the_form, by_many_at_once, by_the_chooser, by_replacing], ids=lambda way: way.__name__
)
def test_each_way_through_the_admin_keeps_the_clean_file(admin, way, what):
    name, make = CLEANED[what]
    way(admin, SimpleUploadedFile(name, make()))
    document = CampaignDocument.objects.get()
    assert not tells(stored(document.file))
    assert document.taken_out
    assert document.file_size == len(stored(document.file))


NAMES = {
    "climbs": "../../../../etc/cron.d/evil.{}",
    "climbs in Windows": "..\\..\\evil.{}",
    "reads backwards": "gate\u202egnp.{}",
    "has an empty byte": "gate\x00.{}",
    "is markup": "<img src=x onerror=alert(1)>.{}",
    "is very long": "x" * 300 + ".{}",
    "ends twice": "gate.html.{}",
}


@pytest.mark.parametrize("what", NAMES)
def test_name_of_an_upload_is_thrown_away(admin, what):
    name = NAMES[what]
    upload = SimpleUploadedFile(name.format("png"), picture_bytes())
    answer = admin.post(reverse("wagtailimages:add_multiple"), {"title": "A gate", "files[]": upload})
    assert answer.json()["success"], answer.json()
    upload = SimpleUploadedFile(name.format("pdf"), small_pdf())
    answer = admin.post(reverse("wagtaildocs:add_multiple"), {"title": "A letter", "files[]": upload})
    assert answer.json()["success"], answer.json()
    assert re.fullmatch(r"originals/[\w-]{22}\.png", CampaignImage.objects.get().file.name)
    assert re.fullmatch(r"documents/[\w-]{22}\.pdf", CampaignDocument.objects.get().file.name)


@pytest.mark.parametrize("what", pictures.REFUSED)
def test_hostile_picture_is_a_message_beside_the_file(admin, front_page, what):
    fields = {"title": "A gate", "description": "A gate", "rights": "own-work", "recognisable": "nobody", "tags": ""}
    for name in ("a.png", "a.jpg"):
        upload = SimpleUploadedFile(name, pictures.REFUSED[what][0]())
        response = admin.post(reverse("wagtailimages:add"), {**fields, "file": upload})
        assert response.status_code == 200
        assert list(response.context["form"].errors) == ["file"]
    assert not CampaignImage.objects.exists()
