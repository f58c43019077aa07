"""That the catalogue is whole: every surface, every secret, every field that can hold words; and that none leaks."""

import re

import pytest
from django.apps import apps
from django.test import Client

from config.settings import base
from tests.canary_states import CASES
from tests.carried import CARRIED
from tests.confidence_kinds import CONFIDENCES
from tests.crawling import crawl, places_with, whole_answer
from tests.surfaces import SURFACES
from tests.text_fields import text_fields
from tests.tokens import TOKEN
from tests.words_not_planted import FIELDS_NOT_PLANTED
from timeline.withdrawals import withdraw

__all__ = [
    "test_catalogue_is_asked_for_every_pair",
    "test_confidence_is_on_no_surface",
    "test_every_field_that_holds_words_is_planted_or_said_to_be_no_secret",
    "test_pages_of_a_failure_and_of_a_refusal_say_nothing",
    "test_picture_that_was_taken_back_has_no_public_size_on_a_page",
    "test_what_is_kept_and_what_is_polled_forget_what_is_taken_back",
]


@pytest.mark.parametrize("name", [*CARRIED, *CONFIDENCES])
def test_confidence_is_on_no_surface(sown, name):
    assert {word: found for word in sown.confidences[name].words if (found := places_with(word, sown.after))} == {}


def test_catalogue_is_asked_for_every_pair(sown, record_property):
    """What is printed at the end of the run."""
    assert set(sown.after) == {surface.name for surface in SURFACES}
    assert set(sown.canaries) == set(CASES)
    assert set(sown.confidences) == {*CARRIED, *CONFIDENCES}
    record_property("says", sown.size)


def test_every_field_that_holds_words_is_planted_or_said_to_be_no_secret(sown):
    """Of every table there is: seen in the rows, not claimed."""
    fields = {
        f"{model._meta.label}.{field.name}": (model, field)
        for model in apps.get_models()
        for field in text_fields(model)
    }
    planted = {
        name
        for name, (model, field) in fields.items()
        if TOKEN.search(" ".join(map(str, model._base_manager.values_list(field.name, flat=True))))
    }
    assert set(fields) - planted - FIELDS_NOT_PLANTED == set(), "is it for readers? Plant it, or say why it is not"
    assert FIELDS_NOT_PLANTED - set(fields) == set()
    assert FIELDS_NOT_PLANTED & planted == set()


#: Of what is remembered between two readers, some of each sort.
KEPT = (
    "front page",
    "story",
    "dossier of everything",
    "press archive",
    "a subject",
    "corrections",
    "related entries",
    "atom feed",
    "json feed",
    "calendars of entries",
    "data_json, everything",
    "sitemap",
)


def test_what_is_kept_and_what_is_polled_forget_what_is_taken_back(sown, settings):
    """Nobody empties a cache in between."""
    settings.CACHES = base.CACHES
    surfaces = [one for one in SURFACES if one.name in KEPT]
    assert len(surfaces) == len(KEPT)
    crawl(sown.ground, sown.client, surfaces=surfaces)
    kept = crawl(sown.ground, sown.client, surfaces=surfaces)
    assert len(places_with("twineventtitle", kept)) >= 10
    withdraw(sown.ground.twins["event"].page, why="privacy")
    assert places_with("twineventtitle", crawl(sown.ground, sown.client, surfaces=surfaces)) == []
    for name in ("atom feed", "json feed", "data_json, everything"):
        for address, answer in kept[name].items():
            tag = re.search(rb"^ETag: (.+)$", answer, re.MULTILINE)[1].decode()
            assert sown.client.get(address, headers={"if-none-match": tag}).status_code == 200


def test_pages_of_a_failure_and_of_a_refusal_say_nothing(sown, monkeypatch):
    """500 and 403: neither what was asked, nor what there is."""

    def fail(request):
        raise RuntimeError(f"{sown.canaries['event', 'draft'].token}failure")

    monkeypatch.setattr("home.search.SiteSearch", fail)
    failed = Client(raise_request_exception=False).get("/search/?q=canary")
    refused = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "canary"})
    assert (failed.status_code, refused.status_code) == (500, 403)
    for answer in (failed, refused):
        assert TOKEN.search(whole_answer(answer).decode()) is None


def test_picture_that_was_taken_back_has_no_public_size_on_a_page(sown):
    pictures = [one.image for one in sown.confidences.values() if one.image]
    assert len(pictures) == 4
    for image in pictures:
        for rendition in image.renditions.all():
            assert places_with(rendition.file.name.rsplit("/", 1)[-1], sown.after) == []
