"""Guards that are taken away one at a time: then the secret that each keeps must get out, and the catalogue tell.

Those of the gate itself are taken away in ``test_canaries.py``. Here are the others: where an output asks the gate,
and what keeps files, words and addresses back where the gate has let their page through.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import pytest
from wagtail.models import Page

from config.settings import base
from press.printable import Printable
from tests.crawling import places_with
from tests.factories import publish
from tests.surfaces import SURFACES
from timeline.gate import GatedPageMixin
from timeline.going_out import NotReadyError
from timeline.models import CampaignDocument, CampaignImage
from timeline.querysets import GatedPageQuerySet
from timeline.redirects import GatedRedirectMiddleware
from timeline.rich_text import GatedDocumentLinkHandler, GatedPageLinkHandler
from timeline.withdrawals import withdraw


class LetsAllThrough:
    """A page type in whose place a module asks no gate: ``published()`` gives all there are."""

    def __init__(self, model):
        self._model = model

    def __getattr__(self, name):
        return getattr(self._model, name)

    @property
    def objects(self):
        pages = self._model.objects.all()
        pages.published = lambda: pages
        return pages


def without_gate(module: str, name: str = "TimelineEntry") -> Callable:
    """Take the gate from one *module*, where it is asked as ``name.objects.published()``."""

    def take(monkeypatch):
        asking = import_module(module)
        monkeypatch.setattr(asking, name, LetsAllThrough(getattr(asking, name)))

    return take


def without_pages(module: str) -> Callable:
    """The same where it is asked as ``published_pages()``."""
    return lambda monkeypatch: monkeypatch.setattr(
        f"{module}.published_pages", lambda: GatedPageQuerySet(model=Page).order_by("path")
    )


def says_yes(target, name: str) -> Callable:
    return lambda monkeypatch: monkeypatch.setattr(target, name, property(lambda self: True))


def _of(kind: str, state: str) -> Callable:
    """The secret of a canary."""
    return lambda sown: [sown.canaries[kind, state].token]


def _kept(name: str) -> Callable:
    """A secret that is no page."""
    return lambda sown: [sown.confidences[name].token]


@dataclass(frozen=True)
class Guard:
    """A guard, how it is taken away, what it alone keeps back, and where that shows: on surfaces by their names, or
    at addresses of its own."""

    name: str
    take: Callable
    secret: Callable
    surfaces: tuple[str, ...] = ()
    addresses: Callable = lambda sown: ()

    def __str__(self):
        return self.name


DRAFT = _of("event", "draft")
CLOSED = _of("event", "restricted")
EXPIRED = "expired, and no command has run"

__all__ = [
    "test_without_the_guard_of_names_a_protected_one_goes_out",
    "test_without_the_version_a_page_that_was_kept_tells_what_was_taken_back",
    "test_without_this_guard_a_secret_gets_out",
]

GUARDS = [
    Guard(
        "a page’s own address asks the gate",
        lambda monkeypatch: monkeypatch.setattr(GatedPageMixin, "_refuse_unless_published", lambda *args: None),
        lambda sown: [f"{sown.canaries['event', EXPIRED].token}body"],
        addresses=lambda sown: sown.canaries["event", EXPIRED].addresses,
    ),
    Guard("the story asks the gate", without_gate("timeline.models"), DRAFT, ("story",)),
    # Which of all the canaries of that day comes next is nobody's to say.
    Guard("neighbours ask the gate", without_gate("timeline.models"), lambda sown: ["Canary zq"], ("neighbours",)),
    Guard("the search asks the gate", without_pages("home.search"), _of("case", "restricted"), ("search by kind",)),
    Guard("the feeds ask the gate", without_gate("timeline.feeds.choosing"), CLOSED, ("atom feed", "rss feed")),
    Guard("the sitemap asks the gate", without_pages("timeline.sitemaps"), CLOSED, ("sitemap",)),
    Guard(
        "the calendar asks the gate",
        without_gate("timeline.calendar_views"),
        _of("hearing", "restricted"),
        ("calendar of everything",),
    ),
    Guard("corrections ask the gate", without_gate("home.corrections"), CLOSED, ("corrections",)),
    Guard("the menu asks the gate", without_pages("home.frame"), _of("standing", "draft"), ("the menu",)),
    Guard(
        "the page of a body asks the gate",
        without_gate("timeline.models"),
        CLOSED,
        ("a subject",),
    ),
    Guard(
        "documents ask what uses them",
        lambda monkeypatch: monkeypatch.setattr("timeline.documents.may_be_sent", lambda document: True),
        DRAFT,
        addresses=lambda sown: [one.url for one in sown.canaries["event", "draft"].documents],
    ),
    Guard(
        "redirects lead to nothing that is shut",
        lambda monkeypatch: monkeypatch.setattr(GatedRedirectMiddleware, "_leads_somewhere", lambda *args: True),
        lambda sown: [f"{sown.canaries['event', 'restricted'].token}slug"],
        addresses=lambda sown: [f"{path}/" for path in sown.canaries["event", "restricted"].old_paths],
    ),
    Guard(
        "links in texts lead to nothing that is shut",
        lambda monkeypatch: monkeypatch.delattr(GatedPageLinkHandler, "get_many"),
        CLOSED,
        ("links in the text",),
    ),
    Guard(
        "links in texts lead to no document that may not be published",
        lambda monkeypatch: monkeypatch.delattr(GatedDocumentLinkHandler, "get_many"),
        lambda sown: [sown.confidences["a document that may not be published yet"].document.url],
        ("story", "json feed"),
        addresses=lambda sown: [sown.confidences["a document that may not be published yet"].page.get_url()],
    ),
    Guard(
        "consent to a picture",
        says_yes(CampaignImage, "has_consent"),
        _kept("a picture whose consent was withdrawn"),
        ("story", "json feed", "data_story, everything"),
    ),
    Guard(
        "the rights of a picture",
        says_yes(CampaignImage, "may_be_shown"),
        _kept("a picture whose rights are not known"),
        ("story", "json feed", "data_story, everything"),
    ),
    Guard(
        "a picture of a closed page is shown nowhere else",
        lambda monkeypatch: monkeypatch.setattr(CampaignImage, "is_closed", property(lambda self: False)),
        _kept("a picture that a closed page uses too"),
        ("story", "json feed", "data_story, everything"),
    ),
    Guard(
        "somebody has said that a document may be published",
        says_yes(CampaignDocument, "may_be_shown"),
        _kept("a document that may not be published yet"),
        ("data_story, everything",),
    ),
    Guard(
        "a paper of a case is shown where its row says so",
        lambda monkeypatch: monkeypatch.setattr(
            "legal.models.MilestoneDocument.is_allowed", property(lambda self: True)
        ),
        _kept("a paper of a case that readers do not get"),
        ("a case", "data_story, everything"),
        addresses=lambda sown: [sown.confidences["a paper of a case that readers do not get"].page.get_url()],
    ),
    Guard(
        "the rights in an article",
        lambda monkeypatch: monkeypatch.setattr(
            Printable, "of", classmethod(lambda cls, rights: cls(quotations=True, extract=True))
        ),
        _kept("words of others that no right covers"),
        ("press archive", "data_json, everything", "json feed"),
    ),
    Guard(
        "the days of a licence",
        lambda monkeypatch: monkeypatch.setattr(
            "press.models.ArticleRights.in_force", property(lambda self: type(self).State(self.state))
        ),
        _kept("words of others, of which the licence has run out"),
        ("press archive", "data_json, everything", "json feed"),
    ),
]


@pytest.mark.parametrize("guard", GUARDS, ids=str)
def test_without_this_guard_a_secret_gets_out(sown, monkeypatch, guard):
    addresses = list(guard.addresses(sown))
    wanted = [one for one in SURFACES if one.name in guard.surfaces]
    assert len(wanted) == len(guard.surfaces)
    words = guard.secret(sown)
    held = {**{one.name: sown.after[one.name] for one in wanted}, **sown.ask(*addresses)}
    guard.take(monkeypatch)
    open_now = {**sown.crawl(wanted), **sown.ask(*addresses)}
    for word in words:
        assert places_with(word, held) == []
        assert places_with(word, open_now), "the guard is taken away, and nothing tells"


def test_without_the_guard_of_names_a_protected_one_goes_out(sown, monkeypatch):
    name = f"{sown.confidences['a protected name'].token}name"
    page = sown.ground.neighbour
    page.summary = f"It was {name}."
    with pytest.raises(NotReadyError):
        publish(page)
    monkeypatch.setattr("timeline.gate.fields_with_protected_names", lambda page: {})
    publish(page)
    assert places_with(name, sown.crawl([one for one in SURFACES if one.name == "story"]))


def test_without_the_version_a_page_that_was_kept_tells_what_was_taken_back(sown, monkeypatch, settings):
    title = b"The entry joined"
    settings.CACHES = base.CACHES
    with monkeypatch.context() as removed:
        removed.setattr("timeline.kept_pages.current_version", lambda: "1")
        assert title in sown.client.get("/timeline/").content
        withdraw(sown.ground.joined_page, why="privacy")
        assert title in sown.client.get("/timeline/").content
    assert title not in sown.client.get("/timeline/").content
