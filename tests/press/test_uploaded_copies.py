"""Saved copies of articles, sent as files."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from warcio.archiveiterator import ArchiveIterator

from press.models import Capture, Intake, IntakeItem
from tests.factories import make_article
from tests.press.test_intake import PAGE, send, step_through

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("front_page")]

SAVED = """Mother asks what the school has written

Rose Hart
Rose Hart

A mother of two has asked to see ‘each and every’ record that the county keeps about her children.

Mrs Hart, from Lower Dale, said: “They wrote things down and never told me. Now I can not have it taken out.

“I only want to know who reads it.”

A spokesman for the county defended it. She said: “The records help us to plan, and nobody outside can read them.”

If you would like to help, please visit"""


def upload(admin, name: str, data: bytes) -> IntakeItem:
    response = send(admin, files=SimpleUploadedFile(name, data))
    intake = Intake.objects.first()
    assert intake, response.content.decode()
    step_through(admin, intake)
    return intake.items.get()


def refusal(admin, name: str, data: bytes) -> str:
    response = send(admin, files=SimpleUploadedFile(name, data))
    assert not Intake.objects.exists()
    return " ".join(str(one) for one in response.context["form"].errors["files"])


def test_saved_text_gives_headline_caption_and_quotations_and_says_what_it_lacks(admin):
    item = upload(admin, "source-2.txt", SAVED.encode())
    page = item.page
    assert page.title == "Mother asks what the school has written"
    assert "No outlet, date or byline in this copy" in item.reason
    assert (page.outlet, page.byline) == (None, "")
    assert "Rose Hart" in item.findings["captions"]["value"]
    spoken = [(one.speaker, one.text.startswith(("They wrote", "The records"))) for one in page.quotations.all()]
    assert ("Mrs Hart", True) in spoken
    assert len(spoken) == 2
    assert page.date_is_a_stopgap
    assert page.obstacles().keys() >= {"outlet", "date"}


def test_saved_page_gives_all_fields_and_adds_the_outlet_that_it_names(admin):
    data = PAGE.replace(
        "<head>", '<head><link rel="canonical" href="https://valleycourier.example.org/news/pupils">'
    ).encode()
    page = upload(admin, "pupils.html", data).page
    assert page.outlet.name == "The Valley Courier"
    assert [host.host for host in page.outlet.hosts.all()] == ["valleycourier.example.org"]
    assert page.article_url == "https://valleycourier.example.org/news/pupils"
    assert (page.byline, page.date.edtf) == ("Ada Penn", "2018-05-03")


def test_file_is_kept_as_it_came(admin):
    item = upload(admin, "saved.txt", SAVED.encode())
    capture = Capture.objects.get()
    assert (capture.origin, capture.page, capture.filename) == ("uploaded", item.page, "saved.txt")
    assert capture.sha256 == hashlib.sha256(SAVED.encode()).hexdigest()
    with capture.warc.open("rb") as file:
        kept = [one.content_stream().read() for one in ArchiveIterator(file) if one.rec_type == "resource"]
    assert kept == [SAVED.encode()]
    assert not IntakeItem.objects.get().upload


def test_article_that_is_there_already_is_opened(admin):
    page = make_article(article_url="http://www.valleycourier.example.org/news/pupils/")
    data = PAGE.replace("<head>", '<head><link rel="canonical" href="https://valleycourier.example.org/news/pupils">')
    item = upload(admin, "pupils.html", data.encode())
    assert (item.state, item.known_as, item.page) == (IntakeItem.State.KNOWN, page, None)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("paper.html", b"%PDF-1.7\n1 0 obj\n"),
        ("paper.pdf", b"<!doctype html><html><body>Words</body></html>"),
        ("paper.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 60),
        ("paper.docx", b"PK\x03\x04" + b"\0" * 60),
        ("paper.txt", b""),
        ("paper.exe", b"MZ\x90\0"),
    ],
)
def test_file_that_is_not_what_it_says_is_refused_with_its_name_and_the_reason(admin, name, data):
    assert name in refusal(admin, name, data) or "empty" in refusal(admin, name, data)


def test_file_that_is_too_large_is_refused(admin, monkeypatch):
    monkeypatch.setattr("press.intake_forms.MAX_FILE_BYTES", 10)
    assert "larger than" in refusal(admin, "saved.txt", SAVED.encode())


def test_editor_who_may_add_no_article_is_sent_away(client, django_user_model):
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("volunteer", password="a long password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse("press_add_coverage")).status_code == 302
    assert "Add press coverage" not in client.get(reverse("wagtailadmin_home")).content.decode()
