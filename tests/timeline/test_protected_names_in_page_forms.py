"""The form of a page says which field holds a name under an order, and does not print the name."""

import pytest

from home.models import StandingPage
from legal.models import LegalIndexPage
from tests.admin_forms import SOURCE, add_form, edit_form, sources
from tests.factories import make_article, make_case, make_event, make_image, make_milestone, make_topic
from timeline.models import CampaignImage, EventPage, TimelinePage, Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("protected")]


def test_form_names_the_field_and_not_the_word(admin, front_page):
    form = edit_form(admin, make_event(live=False)).fill_in(summary="Jane Example wrote.")
    response = form.publish()
    assert list(form.errors(response)) == ["summary"]
    assert "jane" not in str(form.errors(response)).lower()


def test_draft_with_the_name_is_kept(admin, front_page):
    page = make_event(live=False)
    assert edit_form(admin, page).fill_in(summary="Jane Example wrote.").save_draft().status_code == 302


def test_form_names_the_row(admin, front_page):
    form = add_form(admin, EventPage, TimelinePage.objects.get())
    form.fill_in(sources(SOURCE, {**SOURCE, "title": "Jane Example"}), title="A", date="2018", summary="It was.")
    assert form.errors(form.publish())["__all__"] == [
        "Sources, row 2, title: this holds a name that is protected by an order. Take it out."
    ]
    assert form.fill_in({"sources-1-DELETE": "1"}).publish().status_code == 302


def test_form_names_the_picture(admin, front_page):
    image = make_image()
    CampaignImage.objects.filter(pk=image.pk).update(description="Jane Example at a gate")
    form = edit_form(admin, make_event(live=False)).fill_in(image=str(image.pk))
    assert "The description of the image" in str(form.errors(form.publish())["image"])


def test_form_names_the_topic(admin, front_page):
    topic = make_topic()
    Topic.objects.filter(pk=topic.pk).update(name="Jane Example")
    form = edit_form(admin, make_event(live=False)).fill_in(topics=str(topic.pk))
    assert "topics" in form.errors(form.publish())


def test_form_of_every_type_of_page_refuses_the_name(admin, front_page):
    rooms = [page.specific for page in front_page.get_children()]
    pages = [front_page, *rooms, make_article(), make_case(), make_milestone()]
    pages.append(front_page.add_child(instance=StandingPage(title="About", slug="about", body="<p>Words</p>")))
    assert len(pages) == 8
    assert LegalIndexPage in map(type, pages)
    for page in pages:
        form = edit_form(admin, page).fill_in(title="Jane Example")
        assert list(form.errors(form.publish())) == ["title"], page
