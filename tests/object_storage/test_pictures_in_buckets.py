"""Pictures whose files lie with a provider: private until something published shows them, and private again after."""

import datetime
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.canary_states import order_on
from tests.factories import make_event, make_image, picture_bytes
from tests.object_storage.server import ACCESS_KEY, SECRET_KEY, files_in_buckets
from tests.pictures import CANARY, stored, telling
from timeline.consents import keep_consent
from timeline.models import CampaignImage
from timeline.object_storage import PrivateObjectStorage
from timeline.public_sizes import sort_sizes
from timeline.reconciling import reconcile
from timeline.take_downs import take_down
from timeline.withdrawals import withdraw

pytestmark = pytest.mark.django_db
SIZE = "width-48"
LATER = timezone.now() + datetime.timedelta(days=1)
FIELDS = {"title": "Petition", "description": "A gate", "rights": "own-work", "recognisable": "nobody", "tags": ""}


def drawn(image):
    return CampaignImage.objects.get(pk=image.pk).get_rendition(SIZE)


def test_upload_lies_in_the_private_bucket_alone_without_what_the_camera_wrote(admin, front_page, buckets):
    upload = SimpleUploadedFile("Jane Smith at home.jpg", telling("JPEG"), content_type="text/html")
    assert admin.post(reverse("wagtailimages:add"), {**FIELDS, "file": upload}).status_code == 302
    image = CampaignImage.objects.get()
    assert buckets.names(buckets.public) == []
    assert buckets.names(buckets.private) == [image.file.name]
    assert CANARY not in buckets.bytes_of(buckets.private, image.file.name)
    told = buckets.client.head_object(Bucket=buckets.private, Key=image.file.name)
    # Not what the browser said of it.
    assert told["ContentType"] == "application/octet-stream"
    assert (image.width, image.height) == (96, 64)
    # The list of pictures and its thumbnails, which lie in the private bucket, too.
    assert admin.get(reverse("wagtailimages:index")).status_code == 200
    assert buckets.names(buckets.public) == []
    assert len(buckets.names(buckets.private)) > 1
    for name in buckets.names(buckets.private):
        assert buckets.read(buckets.private, name).status_code == 403


def test_nothing_is_asked_to_be_public_unless_the_provider_needs_it(front_page, object_server):
    for acl in (None, "public-read"):
        with files_in_buckets(object_server, acl=acl) as buckets:
            make_event(image=(image := make_image()))
            drawn(image)
            puts = [asked for asked in object_server.asked if asked.method == "PUT"]
            acls = {asked.path.split("/")[1]: asked.headers.get("x_amz_acl") for asked in puts}
            assert acls == {buckets.public: acl, buckets.private: None}
            assert all(asked.is_signed for asked in object_server.asked)


def test_published_page_has_its_sizes_in_the_public_bucket_and_nothing_else(client, front_page, buckets):
    image = make_image()
    page = make_event(image=image)
    html = client.get(page.get_url()).content.decode()
    names = buckets.names(buckets.public)
    assert names == sorted(size.file.name for size in image.renditions.all())
    # Below the address of the site: a reader's page asks no other host.
    assert any(f'"/media/{name}' in html for name in names)
    assert buckets.server.url not in html
    assert "X-Amz" not in html
    for name in names:
        answer = buckets.read(buckets.public, name)
        suffix = name.rpartition(".")[2]
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, f"image/{suffix}")
        assert answer.headers["Cache-Control"] == "no-cache"
    assert image.file.name in buckets.names(buckets.private)
    assert buckets.read(buckets.private, image.file.name).status_code == 403


def unpublish(page):
    page.unpublish()


def close_by_an_order(page):
    order_on(page)


def take_the_page_down(page):
    take_down(page, why="child", words="It shows a pupil.")


def take_the_picture_down(page):
    take_down(page.image, why="child", words="It shows a pupil.")


def delete_the_picture(page):
    CampaignImage.objects.get(pk=page.image_id).delete()


def replace_the_file(page):
    image = CampaignImage.objects.get(pk=page.image_id)
    image.file = ContentFile(picture_bytes(size=(100, 50)), name="b.png")
    image.save()


CLOSED = [unpublish, close_by_an_order, take_the_page_down, take_the_picture_down]


@pytest.mark.parametrize("way", [*CLOSED, delete_the_picture, replace_the_file], ids=lambda way: way.__name__)
def test_public_bucket_is_empty_as_soon_as_it_is_closed(front_page, buckets, change, way):
    image = make_image()
    page = make_event(image=image)
    size = drawn(image)
    assert buckets.read(buckets.public, size.file.name).status_code == 200
    change(way, page)
    assert buckets.names(buckets.public) == []
    assert buckets.read(buckets.public, size.file.name).status_code in (403, 404)
    kept = buckets.names(buckets.private)
    # The original stays for editors, unless it was deleted or replaced.
    assert (image.file.name in kept) == (way in CLOSED)
    if way is replace_the_file:
        assert kept == [CampaignImage.objects.get().file.name]


def test_size_that_nobody_but_editors_sees_is_read_out_of_the_private_bucket(admin, front_page, buckets):
    size = drawn(make_image())
    assert size.file.name in buckets.names(buckets.private)
    answer = admin.get(size.url)
    assert b"".join(answer.streaming_content) == stored(size.file)
    assert answer["Content-Type"] == "image/png"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    storages["private"].delete(size.file.name)
    assert admin.get(size.url).status_code == 404
    admin.logout()
    assert admin.get(size.url).status_code == 302


def test_size_that_cannot_be_deleted_is_tried_again_and_holds_up_nothing(front_page, buckets, change, caplog):
    image = make_image()
    page = make_event(image=image)
    size = drawn(image)
    buckets.server.is_away = True
    change(page.unpublish)
    page.refresh_from_db()
    assert not page.live
    assert "could not be deleted" in caplog.text
    buckets.server.is_away = False
    assert buckets.names(buckets.public) == [size.file.name]
    # What publish_scheduled does each minute.
    assert sort_sizes() == 1
    assert buckets.names(buckets.public) == []


def take_the_consent_back(page):
    image = CampaignImage.objects.get(pk=page.image_id)
    image.recognisable = CampaignImage.Recognisable.CHILD
    image.save()
    keep_consent(image, None)


@pytest.mark.parametrize("way", [close_by_an_order, withdraw, take_the_consent_back], ids=lambda way: way.__name__)
def test_what_closes_is_closed_while_the_provider_is_out_of_reach(client, front_page, buckets, change, way):
    image = make_image()
    page = make_event(image=image)
    size = drawn(image)
    buckets.server.is_away = True
    change(way, page)
    buckets.server.is_away = False
    assert size.url not in client.get(page.get_url()).content.decode()
    assert buckets.names(buckets.public) == [size.file.name]
    sort_sizes()
    assert buckets.names(buckets.public) == []


def test_replaced_file_is_shown_no_more_though_its_sizes_cannot_be_deleted(client, front_page, buckets, change):
    image = make_image()
    page = make_event(image=image)
    old = drawn(image)
    buckets.server.deletes_nothing = True
    change(replace_the_file, page)
    buckets.server.deletes_nothing = False
    assert old.url not in client.get(page.get_url()).content.decode()
    assert old.file.name in reconcile(now=LATER).stray


def test_page_is_drawn_without_its_picture_while_the_provider_is_out_of_reach(client, front_page, buckets):
    page = make_event(image=make_image(), title="A petition")
    buckets.server.is_away = True
    answer = client.get(page.get_url())
    assert answer.status_code == 200
    assert "A petition" in answer.content.decode()
    # What stands in its place leads nowhere, and to no address of the admin.
    assert "/media/not-found" in answer.content.decode()
    for address in (page.get_url(), "/feeds/everything.atom"):
        assert "/admin/" not in client.get(address).content.decode()


def test_picture_that_goes_out_while_its_size_cannot_be_moved_shows_no_address_of_the_admin(
    client, front_page, buckets, change
):
    image = make_image()
    private = drawn(image)
    page = make_event(image=image, live=False)
    buckets.server.is_away = True
    change(page.save_revision().publish)
    buckets.server.is_away = False
    assert not image.renditions.filter(pk=private.pk).exists()
    assert "/admin/" not in client.get(page.get_url()).content.decode()
    assert private.file.name in reconcile(now=LATER).stray


def test_threads_share_what_speaks_to_the_provider_and_large_files_are_whole(buckets):
    storage = storages["private"]
    large = b"a page of a film" * 600_000
    # More than goes out in one piece.
    storage.save("documents/large.pdf", ContentFile(large))
    read, clients = [], {id(storages["default"].connection.meta.client)}

    def reads():
        clients.add(id(storages["private"].connection.meta.client))
        with storages["private"].open("documents/large.pdf") as file:
            read.append(file.read() == large)

    threads = [threading.Thread(target=reads) for _each in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == [True] * 3
    assert len(clients) == 1


def test_no_key_is_in_what_is_written_down_for_a_task_or_told(buckets, caplog):
    for name in ("default", "private"):
        assert SECRET_KEY not in repr(storages[name].deconstruct())
        assert ACCESS_KEY not in repr(storages[name].deconstruct())
    buckets.server.is_away = True
    with pytest.raises(OSError, match="could not") as told:
        storages["private"].save("originals/a", ContentFile(b"a"))
    assert SECRET_KEY not in f"{told.value!r} {told.value.__cause__!r} {caplog.text}"


def test_private_bucket_has_no_addresses_and_lets_itself_not_be_opened(buckets):
    with pytest.raises(NotImplementedError):
        storages["private"].url("originals/a")
    with pytest.raises(ImproperlyConfigured):
        PrivateObjectStorage(bucket_name=buckets.private, default_acl="public-read")


def test_what_goes_wrong_is_told_as_of_a_file(buckets):
    storage = storages["private"]
    for ask in (storage.open, storage.size, storage.get_modified_time):
        with pytest.raises(FileNotFoundError):
            ask("originals/none")
    buckets.server.is_away = True
    for ask in (storage.open, storage.size, storage.get_modified_time, storage.exists, storage.listdir, storage.delete):
        with pytest.raises(OSError, match="could not"):
            ask("originals/none")
