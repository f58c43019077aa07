"""What is public without a page refuses a name under an order: snippets, settings, redirects, and files."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from legal.models import Outcome, Procedure, Stage
from press.models import Outlet
from tests.factories import make_image, picture_bytes
from tests.papers import small_pdf
from timeline.models import CampaignDocument, CampaignImage, Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("protected")]


def refusal(response, field) -> bool:
    return response.status_code == 200 and "protected by an order" in str(response.context["form"].errors[field])


def test_snippets_refuse_the_name(admin, front_page):
    for model, fields in ((Topic, {"name": "Jane Example", "slug": "x"}), (Outlet, {"name": "The Jane Example Blog"})):
        url = reverse(model.snippet_viewset.get_url_name("add"))
        assert refusal(admin.post(url, {"kind": "local", **fields}), "name")
        assert not model.objects.exists()


@pytest.mark.parametrize(
    ("model", "field"), [(Procedure, "name"), (Stage, "explains"), (Outcome, "label"), (Redirect, "old_path")]
)
def test_model_refuses_the_name(front_page, model, field):
    thing = model.objects.first() or model(old_path="/a", redirect_link="/b")
    setattr(thing, field, "/janeexample" if model is Redirect else "Jane Example")
    with pytest.raises(ValidationError) as refused:
        thing.full_clean()
    assert "protected by an order" in str(refused.value.message_dict[field])


def test_settings_of_the_campaign_refuse_the_name(admin, site):
    url = reverse("wagtailsettings:edit", args=["home", "campaignsettings", site.pk])
    assert refusal(admin.post(url, {"name": "Justice for Jane Example", "accent_colour": "#0f5d66"}), "name")


def test_redirects_refuse_the_name(admin, front_page):
    url = reverse("wagtailredirects:add")
    fields = {"old_path": "/jane-example", "is_permanent": "on", "redirect_link": "https://example.org/"}
    assert refusal(admin.post(url, fields), "old_path")
    assert not Redirect.objects.exists()


def upload(name="gate.png"):
    return SimpleUploadedFile(name, picture_bytes(), content_type="image/png")


IMAGE = {"title": "A gate", "description": "A gate", "credit": "", "rights": "own-work", "tags": "", "collection": "1"}


@pytest.mark.parametrize("field", ["title", "description", "credit"])
def test_picture_refuses_the_name_beside_the_field(admin, field):
    fields = {**IMAGE, field: "Jane Example", "file": upload()}
    assert refusal(admin.post(reverse("wagtailimages:add"), fields), field)
    assert not CampaignImage.objects.exists()
    image = make_image()
    values = {**IMAGE, field: "Jane Example"}
    assert refusal(admin.post(reverse("wagtailimages:edit", args=[image.pk]), values), field)


@pytest.mark.parametrize("name", ["jane-example.png", "JaneExample2.png", "Jane Example.png"])
def test_picture_that_comes_under_the_name_is_refused(admin, name):
    assert refusal(admin.post(reverse("wagtailimages:add"), {**IMAGE, "file": upload(name)}), "file")
    answer = admin.post(reverse("wagtailimages:add_multiple"), {"title": name, "files[]": upload(name)}).json()
    assert answer["success"] is False
    assert "protected by an order" in answer["error_message"]
    assert not CampaignImage.objects.exists()


def test_first_step_of_many_refuses_a_title_with_the_name(admin):
    fields = {"title": "Jane Example", "files[]": upload("gate.png")}
    answer = admin.post(reverse("wagtailimages:add_multiple"), fields).json()
    assert answer["success"] is False
    assert "protected by an order" in answer["error_message"]


def test_document_refuses_the_name(admin):
    def paper(name="letter.pdf"):
        return SimpleUploadedFile(name, small_pdf())

    url = reverse("wagtaildocs:add")
    assert refusal(admin.post(url, {"title": "Jane Example", "file": paper(), "tags": ""}), "title")
    assert refusal(admin.post(url, {"title": "A letter", "file": paper("janeexample.pdf"), "tags": ""}), "file")
    many = {"title": "jane-example.pdf", "files[]": paper("jane-example.pdf")}
    assert admin.post(reverse("wagtaildocs:add_multiple"), many).json()["success"] is False
    assert not CampaignDocument.objects.exists()
