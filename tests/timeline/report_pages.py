"""The reports in the admin: their names, what to put into them, and how to read them."""

import csv
import datetime
import io

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from tests.factories import (
    make_event,
    make_topic,
)
from timeline.models import WebLink

MISSING, DIFFER = "report_what_is_missing", "report_sources_that_differ"
CLAIMS, DRAFTS = "report_claims_without_reply", "report_drafts_that_wait"
ALL = [MISSING, DIFFER, CLAIMS, DRAFTS]
FIGURE = {"value": "139", "label": "recommendations", "as_of": "2020", "source": "A report", "url": "", "answer": {}}
ANSWERED = {**FIGURE, "value": "140", "answer": {"text": "We acted on them.", "by": "They", "source": ""}}
DIFFERENT = {"label": "Its cost", "rows": [{"value": "1", "source": "A"}, {"value": "2", "source": "B"}], "note": ""}


def titles(client, name, query=""):
    response = client.get(f"{reverse(name)}?{query}")
    assert response.status_code == 200
    return [entry.title for entry in response.context["object_list"]]


def noted(client, name, query=""):
    """The words of each row, and where they lead."""
    response = client.get(f"{reverse(name)}?{query}")
    return {
        entry.title: [(str(words), field) for words, field in entry.places] for entry in response.context["object_list"]
    }


def csv_rows(client, name, query=""):
    response = client.get(f"{reverse(name)}?{query}&export=csv")
    assert response["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(response.getvalue().decode())))


def whole(**given):
    """An entry in which nothing is missing."""
    entry = make_event(**{"topics": [make_topic()], **given})
    WebLink.objects.update(archived_url="https://web.archive.org/web/2020/https://example.org/")
    return entry


def age(page, days=40):
    moment = timezone.now() - datetime.timedelta(days=days)
    Page.objects.filter(pk=page.pk).update(latest_revision_created_at=moment)
    return page
