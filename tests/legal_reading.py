"""What a legal reader does in the admin: opens the dialogue, and sends what stands in it."""

from bs4 import BeautifulSoup
from django.urls import reverse

XHR = {"headers": {"x-requested-with": "XMLHttpRequest"}}


def task_url(page, state, *, name="wagtailadmin_pages:workflow_action") -> str:
    state.refresh_from_db()
    return reverse(name, args=[page.pk, "approve", state.current_task_state.pk])


def opened(client, page, state) -> BeautifulSoup:
    """The dialogue, as it is opened from the dashboard."""
    return BeautifulSoup(client.get(task_url(page, state)).json()["html"], "html.parser")


def fields_of(dialogue: BeautifulSoup) -> dict:
    inputs = dialogue.find_all("input", {"type": "hidden"})
    return {one["name"]: one["value"] for one in inputs if one["name"] != "csrfmiddlewaretoken"}


def approve(client, page, state, dialogue=None):
    """Send the dialogue: the one that was opened before, or a new one. Of other tasks it has no fields of ours."""
    fields = fields_of(dialogue or opened(client, page, state))
    return client.post(task_url(page, state), fields)
