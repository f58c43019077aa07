"""What the demo makes is noted as it is made: on a site without the demo, by what these tests make in its place."""

import pytest
from django.core.management import call_command

from home.demo.noting import noted_things, things_noted
from home.demo.removing import StalePlan, plan, remove
from tests.factories import make_event, make_image, make_topic
from timeline.models import CampaignImage, EventPage, Topic

pytestmark = pytest.mark.django_db


def test_site_without_the_demo_has_nothing_to_remove(front_page, capsys):
    make_event(title="Ours")
    call_command("remove_demo", yes=True)
    assert capsys.readouterr().out == "Nothing of the demo is here.\n"
    assert EventPage.objects.filter(title="Ours").exists()


def test_what_was_there_before_is_not_the_demos(front_page):
    ours = make_topic(slug="home-office", name="Home Office")
    with things_noted():
        topic, made = Topic.objects.get_or_create(slug="home-office", defaults={"name": "The demo's"})
        theirs = Topic.objects.create(name="Theirs", slug="theirs")
    make_topic(slug="later", name="Later")
    assert (topic, made) == (ours, False)
    assert list(noted_things()) == [(Topic, theirs.pk)]


def test_load_that_is_broken_off_leaves_what_it_made_to_be_removed(front_page):
    with pytest.raises(KeyboardInterrupt):
        make_and_break_off()
    assert noted_things()[Topic, Topic.objects.get().pk].state is None
    assert plan().goes == [(Topic, Topic.objects.get().pk)]


@things_noted()
def make_and_break_off():
    Topic.objects.create(name="Theirs", slug="theirs")
    raise KeyboardInterrupt


def test_what_goes_was_looked_at_again(front_page):
    with things_noted():
        Topic.objects.create(name="Theirs", slug="theirs")
    shown = plan()
    Topic.objects.update(description="Changed meanwhile")
    with pytest.raises(StalePlan):
        remove(shown)
    assert Topic.objects.exists()


def test_file_of_a_picture_goes_when_all_is_committed(front_page, django_capture_on_commit_callbacks):
    with things_noted():
        image = make_image()
    storage, name = image.file.storage, image.file.name
    with django_capture_on_commit_callbacks(execute=True):
        remove(plan())
        assert storage.exists(name)
    assert not storage.exists(name)
    assert not CampaignImage.objects.exists()
