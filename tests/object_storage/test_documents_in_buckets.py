"""Documents, kept copies and imports whose files lie with a provider, and the commands that look after files."""

import datetime
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from press.capturing import keep_upload
from tests.factories import make_document, make_event, make_image
from tests.hostile import pdfs
from tests.hostile.searching import tells
from tests.import_files import csv_bytes, name_columns, send
from tests.object_storage.server import files_in_buckets
from tests.papers import docx
from timeline.importing.clearing import clear_abandoned
from timeline.models import CampaignDocument, CampaignRendition, ImportBatch
from timeline.reconciling import reconcile
from timeline.take_downs import take_down

pytestmark = pytest.mark.django_db
LATER = timezone.now() + datetime.timedelta(days=1)


def fetch(client, document, **headers):
    response = client.get(document.url, headers=headers)
    response.text_of_file = b"".join(response)
    return response


def headers_of(response) -> dict:
    return {name.lower(): value for name, value in response.headers.items()}


def shown(document, **given):
    return make_event(body=[("document", {"document": document})], **given)


def run(command, *options) -> str:
    out = StringIO()
    call_command(command, *options, stdout=out)
    return out.getvalue()


def test_document_is_sent_by_the_gate_and_as_from_a_disk(client, front_page, object_server):
    on_disk = make_document(title="The letter")
    shown(on_disk)
    expected = headers_of(fetch(client, on_disk))
    # When the file was written, which only a disk knows at no cost. Browsers go by the tag.
    del expected["last-modified"]
    with files_in_buckets(object_server) as buckets:
        document = make_document(title="The letter")
        assert buckets.names(buckets.private) == [document.file.name]
        assert fetch(client, document).status_code == 404
        page = shown(document)
        kept = buckets.bytes_of(buckets.private, document.file.name)
        response = fetch(client, document)
        assert (response.status_code, response.text_of_file) == (200, kept)
        assert headers_of(response) == {**expected, "etag": f'"{document.file_hash}"'}
        # Neither leads anywhere else, nor gives parts.
        assert fetch(client, document, range="bytes=0-3").text_of_file == kept
        assert fetch(client, document, if_none_match=f'"{document.file_hash}"').status_code == 304
        assert client.head(document.url).status_code == 200
        page.unpublish()
        assert fetch(client, document).status_code == 404
        assert buckets.names(buckets.public) == []
        assert buckets.read(buckets.private, document.file.name).status_code == 403


def test_document_that_is_taken_down_or_lost_is_not_found(client, front_page, buckets, admin):
    document, lost = make_document(), make_document()
    for one in (document, lost):
        shown(one)
    take_down(document, why="child", words="It names a pupil.")
    storages["private"].delete(lost.file.name)
    admin.logout()
    assert fetch(client, document).status_code == 404
    assert fetch(client, lost).status_code == 404
    assert buckets.names(buckets.private) == [document.file.name]


def test_document_is_replaced_by_the_form_and_the_old_file_goes(admin, front_page, buckets, change):
    document = make_document()
    before = document.file.name
    url = reverse("wagtaildocs:edit", args=[document.pk])
    fields = {"title": "A", "dated": "", "publishing_note": "", "may_be_published": "yes", "tags": ""}
    change(admin.post, url, {**fields, "file": SimpleUploadedFile("b.docx", docx())})
    document.refresh_from_db()
    assert document.file.name.endswith(".docx")
    assert document.file.name != before
    assert buckets.names(buckets.private) == [document.file.name]
    change(document.delete)
    assert buckets.names(buckets.private) == []


def test_reconciling_compares_both_buckets_with_the_rows(front_page, buckets):
    image, document = make_image(), make_document()
    shown(document, image=image)
    size = image.get_rendition("width-48")
    found = reconcile(now=LATER)
    assert not any([found.stray, found.misplaced, found.without_file, found.unknown, found.elsewhere, found.lost])
    stray = storages["default"].save("images/stray.png", ContentFile(b"a"))
    unknown = storages["private"].save("documents/unknown.pdf", ContentFile(b"a"))
    elsewhere = storages["default"].save("notes/a.txt", ContentFile(b"a"))
    storages["default"].delete(size.file.name)
    storages["private"].delete(document.file.name)
    assert reconcile(dry_run=True).stray == [], "what is young may belong to a row that is being written"
    found = reconcile(now=LATER)
    assert (found.stray, found.unknown, found.elsewhere) == ([stray], [unknown], [elsewhere])
    assert (found.without_file, found.lost) == ([size.file.name], [document.file.name])
    assert not CampaignRendition.objects.filter(pk=size.pk).exists()
    assert buckets.names(buckets.public) == [elsewhere]
    assert buckets.names(buckets.private) == sorted([unknown, image.file.name])
    assert "1 originals and documents that are not where a row says" in run("reconcile_media")


def test_reconciling_deletes_nothing_while_the_provider_is_out_of_reach(front_page, buckets):
    image = make_image()
    make_event(image=image)
    image.get_rendition("width-48")
    buckets.server.is_away = True
    with pytest.raises(OSError, match="could not"):
        reconcile(now=LATER)
    assert image.renditions.count() == 1


def test_documents_are_cleaned_in_the_bucket(front_page, buckets, change):
    document = make_document()
    storage, before = storages["private"], document.file.name
    storage.delete(before)
    storage.save(before, ContentFile(pdfs.CLEANED["author in the properties"][0]()))
    missing = make_document()
    storage.delete(missing.file.name)
    CampaignDocument.objects.update(taken_out=None)
    said = change(run, "clean_documents", "--clean")
    assert "1 cleaned, 1 cannot be cleaned." in said
    assert "its file is missing" in said
    document.refresh_from_db()
    assert buckets.names(buckets.private) == [document.file.name]
    assert not tells(buckets.bytes_of(buckets.private, document.file.name))


def test_file_to_bring_in_waits_in_the_private_bucket_and_is_cleared_away(admin, site, buckets):
    send(admin, csv_bytes(["2018-01-18", "A letter"], header=["Date", "Title"]), site=site)
    batch = ImportBatch.objects.get()
    assert buckets.names(buckets.private) == [batch.upload.name]
    assert buckets.read(buckets.private, batch.upload.name).status_code == 403
    answer = name_columns(admin, batch)
    assert answer.status_code == 200
    assert "A letter" in answer.content.decode()
    assert clear_abandoned(timezone.now() + datetime.timedelta(days=8)) == 1
    assert buckets.names(buckets.private) == []


def test_kept_copy_lies_in_the_private_bucket_as_it_was_written(admin, editor, front_page, buckets):
    capture = keep_upload(b"A page", filename="a.html", content_type="text/html", text="A page", user=editor)
    kept = buckets.bytes_of(buckets.private, capture.warc.name)
    told = buckets.client.head_object(Bucket=buckets.private, Key=capture.warc.name)
    # Of this the storage library would say that it is packed text, for whoever reads it to unpack.
    assert (told["ContentType"], told.get("ContentEncoding")) == ("application/octet-stream", None)
    answer = admin.get(reverse("press_capture_warc", args=[capture.pk]))
    assert b"".join(answer.streaming_content) == kept
    assert kept.startswith(b"\x1f\x8b")
