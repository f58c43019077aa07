"""Sizes of pictures are public files only while something published shows the picture."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import storages
from wagtail.models import Page, PageViewRestriction, Site

from home.models import CampaignSettings
from tests.canary_states import order_on
from tests.factories import make_event, make_image, make_milestone
from tests.pictures import stored
from tests.timeline.ways_to_close import (
    WAYS,
    delete,
    make_private,
    take_the_picture_out,
    unpublish,
)
from timeline import public_sizes
from timeline.models import CampaignImage, CampaignRendition, PublicRecord
from timeline.public_sizes import misplaced_sizes, sort_sizes
from timeline.restrictions import lift
from timeline.withdrawals import give_back, withdraw

pytestmark = pytest.mark.django_db
SIZE, OTHER = "width-48", "width-32|format-webp"


@pytest.fixture
def image(front_page):
    return make_image()


@pytest.fixture
def page(image):
    return make_event(image=image)


def drawn(image, spec=SIZE) -> CampaignRendition:
    """A size of the picture, as it stands in the database."""
    return CampaignImage.objects.get(pk=image.pk).get_rendition(spec)


def lies_public(size) -> bool:
    return storages["default"].exists(size.file.name)


def test_size_of_a_picture_that_nothing_uses_is_for_the_admin(image, admin, client, django_user_model):
    size = drawn(image)
    assert (size.is_public, lies_public(size)) == (False, False)
    assert storages["private"].exists(size.file.name)
    answer = admin.get(size.url)
    assert b"".join(answer.streaming_content) == stored(size.file)
    assert answer["Content-Type"] == "image/png"
    assert {"private", "no-store"} <= set(answer["Cache-Control"].split(", "))
    assert answer["X-Content-Type-Options"] == "nosniff"
    admin.logout()
    assert client.get(size.url).status_code == 302
    client.force_login(django_user_model.objects.create_user("reader", password="a long password"))
    assert client.get(size.url).status_code == 302


@pytest.mark.parametrize("name", ["no-such.jpg", "..", "originals"])
def test_address_of_the_admin_gives_nothing_but_sizes(image, admin, name):
    assert admin.get(f"/admin/timeline/sizes/{name}").status_code == 404


def test_size_whose_file_is_lost_is_not_found(image, admin):
    size = drawn(image)
    storages["private"].delete(size.file.name)
    assert admin.get(size.url).status_code == 404


def test_draft_makes_no_size_public(image):
    make_event(image=image, live=False)
    assert not drawn(image).is_public


def test_page_gets_public_sizes_and_a_draft_of_it_changes_nothing(image, page, client):
    html = client.get(page.get_url()).content.decode()
    sizes = image.renditions.order_by("pk")
    assert sizes
    for size in sizes:
        assert size.is_public
        assert lies_public(size)
    assert sizes[0].url in html
    assert "/admin/" not in html
    page.image = None
    page.save_revision()
    assert drawn(image).is_public


def test_size_drawn_before_the_page_went_out_is_drawn_anew_in_public(image, change, client):
    before = drawn(image)
    page = change(make_event, image=image)
    assert not storages["private"].exists(before.file.name)
    assert not CampaignRendition.objects.filter(pk=before.pk).exists()
    assert "/admin/" not in client.get(page.get_url()).content.decode()
    assert drawn(image).is_public


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_sizes_are_gone_when_the_last_page_is(image, page, change, way):
    size = drawn(image)
    assert lies_public(size)
    change(way, page)
    assert not lies_public(size)
    assert not image.renditions.filter(file__startswith="images/").exists()
    assert not drawn(image).is_public


@pytest.mark.parametrize("way", [unpublish, delete, make_private, take_the_picture_out], ids=lambda way: way.__name__)
def test_sizes_stay_while_another_page_shows_the_picture(image, page, change, way):
    make_event(image=image)
    size = drawn(image)
    change(way, page)
    assert lies_public(size)


def test_sizes_come_back_under_another_name(image, page, change):
    first = drawn(image).file.name
    order = change(order_on, page)
    assert not drawn(image).is_public
    change(lift, order, user=None, why="It was discharged.")
    second = drawn(image)
    assert second.is_public
    change(withdraw, page, why="privacy")
    assert not drawn(image).is_public
    change(give_back, page)
    assert drawn(image).is_public
    assert len({first, second.file.name, drawn(image).file.name}) == 3


def test_end_of_privacy_lets_sizes_out(image, page, change):
    private = change(lambda: PageViewRestriction.objects.create(page=page, restriction_type="login"))
    assert not drawn(image).is_public
    change(private.delete)
    assert drawn(image).is_public


def test_picture_in_the_account_is_public_too(image, change, client):
    image.contextual_alt_text, image.decorative = "A gate", False
    page = change(make_event, body=[("image", {"image": image, "caption": ""})])
    client.get(page.get_url())
    size = image.renditions.first()
    assert lies_public(size)
    change(unpublish, page)
    assert not lies_public(size)


def test_mark_of_the_campaign_is_public(image, site, change):
    settings = CampaignSettings.for_site(site)
    settings.mark = image
    change(settings.save)
    size = drawn(image)
    assert size.is_public
    settings.mark = None
    change(settings.save)
    assert not lies_public(size)


def test_many_closed_at_once_are_looked_through_once(image, page, change, monkeypatch):
    looked = []
    monkeypatch.setattr(public_sizes, "sort_sizes", lambda: looked.append(1))

    def close():
        for one in (page, make_event(), make_event()):
            one.unpublish()

    change(close)
    assert len(looked) == 1


def test_trouble_with_a_file_is_no_trouble_for_the_editor(image, page, change, monkeypatch, caplog):
    drawn(image)

    def fails():
        raise OSError("The disk is away.")

    monkeypatch.setattr(public_sizes, "sort_sizes", fails)
    change(unpublish, page)
    page.refresh_from_db()
    assert not page.live
    assert "The disk is away." in caplog.text
    monkeypatch.undo()
    assert sort_sizes() == 1


def test_other_file_and_other_cut_leave_nothing_of_the_first(image, page, change, admin):
    size, original = drawn(image, "fill-20x20"), image.file.name
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 8, 8, 4, 4
    change(image.save)
    assert not lies_public(size)
    assert storages["private"].exists(original)
    size = drawn(image)
    other = make_image()
    image.file = other.file
    change(image.save)
    assert not lies_public(size)
    assert not storages["private"].exists(original)
    assert storages["private"].exists(other.file.name)


def test_each_process_forgets_what_another_has_deleted(image, page):
    """Its own memory still holds it, under the name that the picture had."""
    remembered = drawn(image)
    remembers = CampaignRendition.cache_backend
    key = remembered.get_cache_key()
    sort_sizes_of(image)
    remembers.set(key, remembered)
    assert drawn(image).file.name != remembered.file.name


def sort_sizes_of(image):
    public_sizes.delete_sizes(image.renditions.all())


def test_question_is_one_query_however_many_there_are(image, page, django_assert_num_queries):
    drawn(image)
    list(misplaced_sizes())
    with django_assert_num_queries(1):
        assert list(misplaced_sizes()) == []
    for _number in range(3):
        drawn(make_image())
        make_event(image=make_image())
    with django_assert_num_queries(1):
        assert list(misplaced_sizes()) == []


def test_two_sizes_of_a_picture_ask_once(image, page, monkeypatch):
    asked = []
    monkeypatch.setattr("timeline.models.media.may_be_public", lambda one: asked.append(one) or True)
    CampaignImage.objects.get(pk=image.pk).get_renditions(SIZE, OTHER)
    assert len(asked) == 1


def test_size_of_what_is_closed_is_for_those_who_see_orders(image, page, client, django_user_model, change):
    user = django_user_model.objects.create_user("guest", password="a long password")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    change(order_on, page)
    size = drawn(image)
    assert client.get(size.url).status_code == 404
    user.user_permissions.add(Permission.objects.get(codename="view_restriction"))
    assert b"".join(client.get(size.url).streaming_content) == stored(size.file)


def test_second_site_counts_as_well(image, change):
    other = Page.objects.get(depth=1).add_child(instance=Page(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", root_page=other)
    milestone = change(make_milestone, image=image)
    assert PublicRecord.objects.filter(page_id=milestone.pk).exists()
    assert drawn(image).is_public
