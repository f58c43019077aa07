"""Documents and pictures of a page under an order."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from legal.models import MilestoneDocument
from tests.factories import make_case, make_document, make_event, make_image, make_milestone, publish
from tests.timeline.test_documents import fetch, in_a_block, in_a_link, in_a_row
from tests.timeline.test_restrictions import order_on
from timeline.models import CampaignImage
from timeline.restrictions import lift, reach_of

pytestmark = pytest.mark.django_db

SIZE = "width-960|format-webp"


def with_picture(image, **given):
    return make_event(image=image, significance="key", **given)


def with_picture_in_text(image, **given):
    image.contextual_alt_text, image.decorative = "A gate", False
    return make_event(body=[("image", {"image": image, "caption": ""})], **given)


@pytest.fixture
def on_commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.mark.parametrize("use", [in_a_block, in_a_link, in_a_row], ids=lambda use: use.__name__)
def test_document_of_a_closed_page_is_not_sent_whatever_else_uses_it(client, front_page, use):
    document = make_document()
    page = use(document)
    in_a_block(document)
    order = order_on(page)
    assert fetch(client, document).status_code == 404
    lift(order, user=None, why="The court discharged it.")
    assert fetch(client, document).status_code == 200


def test_document_of_a_page_under_a_closed_one_is_not_sent(client, front_page):
    document, case = make_document(), make_case()
    rows = [MilestoneDocument(document=document, may_publish="yes", basis="ours")]
    make_milestone(case=case, documents=rows)
    in_a_link(document)
    assert fetch(client, document).status_code == 200
    order_on(case)
    assert fetch(client, document).status_code == 404


def test_document_of_a_closed_draft_is_not_sent_either(client, front_page):
    document = make_document()
    order_on(in_a_block(document, live=False))
    in_a_block(document)
    assert fetch(client, document).status_code == 404


def test_editor_still_opens_the_document_of_a_closed_page(admin, front_page):
    document = make_document()
    order_on(in_a_block(document))
    assert fetch(admin, document).status_code == 200


def test_other_documents_are_sent_as_before(client, front_page):
    document = make_document()
    in_a_block(document)
    order_on(in_a_block(make_document()))
    assert fetch(client, document).status_code == 200


@pytest.mark.parametrize("use", [with_picture, with_picture_in_text], ids=lambda use: use.__name__)
def test_sizes_of_a_picture_are_gone_when_its_page_is_closed(client, front_page, on_commit, use):
    image = make_image()
    page = use(image)
    client.get(page.get_url())
    path = Path(settings.MEDIA_ROOT) / image.renditions.get(filter_spec=SIZE).file.name
    assert path.exists()
    with on_commit():
        order_on(page)
    assert not path.exists()
    assert not image.renditions.exists()
    assert Path(image.file.path).exists()


def test_sizes_of_pictures_under_a_closed_page_are_gone_and_others_stay(front_page, on_commit):
    case, kept = make_case(), make_image()
    shut = make_image()
    make_milestone(case=case, image=shut)
    with_picture(kept)
    for image in (shut, kept):
        image.get_rendition(SIZE)
    with on_commit():
        order_on(case)
    assert (shut.renditions.count(), kept.renditions.count()) == (0, 1)


@pytest.mark.parametrize("use", [with_picture, with_picture_in_text], ids=lambda use: use.__name__)
def test_picture_of_a_closed_page_is_drawn_on_no_other_page(client, front_page, on_commit, use):
    image = make_image(credit="Photograph: A. Name", description="A school gate")
    other = use(image)
    shown = client.get(other.get_url()).content.decode()
    assert "Photograph: A. Name" in shown
    with on_commit():
        order = order_on(with_picture(image))
    for address in (other.get_url(), "/timeline/", "/timeline/2018/", "/feeds/everything.atom", "/"):
        page = client.get(address).content.decode()
        assert "Photograph: A. Name" not in page
        assert "<img" not in page
    assert not image.renditions.exists()
    lift(order, user=None, why="The court discharged it.")
    assert "Photograph: A. Name" in client.get(other.get_url()).content.decode()


def test_picture_that_comes_to_a_closed_page_by_a_publish_loses_its_sizes(front_page, on_commit):
    image, page = make_image(), make_event()
    image.get_rendition(SIZE)
    order_on(page)
    page.image = image
    with on_commit():
        publish(page)
    assert not image.renditions.exists()


def test_picture_of_a_page_that_moves_under_a_closed_one_loses_its_sizes(front_page, on_commit):
    image, case = make_image(), make_case()
    milestone = make_milestone(image=image)
    image.get_rendition(SIZE)
    order_on(case)
    with on_commit():
        milestone.move(type(case).objects.get(pk=case.pk), pos="last-child")
    assert not image.renditions.exists()


def test_pages_that_use_the_same_files_are_named(front_page):
    image, document = make_image(), make_document()
    page = with_picture(image)
    page.body = [("document", {"document": document})]
    publish(page)
    with_picture(image, title="A with the picture")
    in_a_link(document, title="B with the document")
    make_event(image=make_image(), title="Another")
    reach = reach_of(page)
    assert (reach.documents, reach.pictures) == (1, 1)
    assert [one.title for one in reach.also_used_by] == ["A with the picture", "B with the document"]


def test_pictures_of_a_page_are_asked_about_once_for_all(client, front_page):
    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    order_on(with_picture(make_image()))
    images = [make_image() for _ in range(6)]
    for image in images:
        image.contextual_alt_text, image.decorative = "A gate", False
    page = make_event(body=[("image", {"image": images[0], "caption": ""})])
    with_picture(images[0])
    of_page, of_story = queries(page.get_url()), queries("/timeline/")
    page.body = [("image", {"image": image, "caption": ""}) for image in images]
    publish(page)
    for image in images[1:]:
        with_picture(image)
    assert queries(page.get_url()) == of_page
    assert queries("/timeline/") == of_story


def test_list_of_pictures_in_the_admin_works_as_before(admin, front_page):
    image = make_image(title="A gate")
    order_on(with_picture(image))
    assert "A gate" in admin.get("/admin/images/").content.decode()
    assert CampaignImage.objects.with_orders().get(pk=image.pk).is_closed
    assert CampaignImage.objects.in_bulk([image.pk])[image.pk].closed_by_order
