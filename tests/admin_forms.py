"""The admin's page forms, filled in as a browser would send them."""

from django.urls import reverse
from django.utils.text import slugify
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, streamfield

SOURCE = {"title": "Hansard", "url": "https://example.org/hansard", "publisher": "Parliament"}
PUBLISH = {"action-publish": "action-publish"}
#: What the browser's script adds for an autosave.
AUTOSAVE = {"headers": {"accept": "application/json"}}


def sources(*rows) -> dict:
    """The fields of that many rows of “How we know”."""
    blank = {"id": "", "date_given": "", "accessed": "", "archived_url": "", "supports": ""}
    return nested_form_data({"sources": inline_formset([{**blank, **row} for row in rows])})


def body(*blocks) -> dict:
    return nested_form_data({"body": streamfield(blocks)})


class PageForm:
    """One opened form: what it holds, and the ways to send it."""

    def __init__(self, client, url, preview_url):
        self.client, self.url, self.preview_url = client, url, preview_url
        response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)
        self.html = response.content.decode()
        self.data = querydict_from_html(self.html, form_id="page-edit-form").dict()
        # A browser leaves out the line break that a text box begins with.
        self.data = {name: value.removeprefix("\n") for name, value in self.data.items()}
        if "date" in self.data:
            # The blocks of the account are drawn by a script.
            self.data |= body()

    def fill_in(self, *more, **fields):
        for values in (fields, *more):
            self.data |= values
        if not self.data["slug"]:
            # The script of the title does this.
            self.data["slug"] = slugify(self.data["title"])
        return self

    def send(self, extra=(), **kwargs):
        return self.client.post(self.url, {**self.data, **dict(extra)}, **kwargs)

    def save_draft(self):
        return self.send()

    def publish(self):
        return self.send(PUBLISH)

    def autosave(self):
        return self.send(**AUTOSAVE)

    def errors(self, response) -> dict:
        assert response.status_code == 200, response.status_code
        return response.context["form"].errors

    def preview(self, mode=""):
        """Send the form to the preview panel, then look at it."""
        answer = self.client.post(f"{self.preview_url}?mode={mode}", self.data)
        assert answer.status_code == 200
        assert answer.json()["is_valid"], answer.json()
        return self.client.get(f"{self.preview_url}?mode={mode}")


def add_form(client, model, parent) -> PageForm:
    names = (model._meta.app_label, model._meta.model_name, parent.pk)
    return PageForm(
        client, reverse("wagtailadmin_pages:add", args=names), reverse("wagtailadmin_pages:preview_on_add", args=names)
    )


def edit_form(client, page) -> PageForm:
    return PageForm(
        client,
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]),
    )


def newest_page():
    return Page.objects.latest("pk").specific
