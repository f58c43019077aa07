"""The registry of surfaces has every public address: what is missing there is looked at by no canary."""

import pytest
from django.urls import URLPattern, get_resolver
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Page, get_page_models

from tests.surfaces import NEVER_SERVED, NOT_OURS, SURFACES
from timeline.gate import GatedPageMixin

ANSWERED = {name for surface in SURFACES for name in surface.answers}


def address_patterns(patterns) -> set[str]:
    """The names of the URL patterns below *patterns*, or how they are written where they have no name."""
    found = set()
    for one in patterns:
        written = str(one.pattern)
        if written.startswith(tuple(NOT_OURS)):
            continue
        if isinstance(one, URLPattern):
            found.add(one.name or written)
        else:
            found |= address_patterns(one.url_patterns)
    return found


def page_types() -> dict[str, type]:
    return {model._meta.label: model for model in get_page_models() if model is not Page}


def routes() -> set[str]:
    return {
        f"{label}:{route.name or route.callback.__name__}"
        for label, model in page_types().items()
        if issubclass(model, RoutablePageMixin)
        for route in model.get_subpage_urls()
    }


def test_every_url_pattern_is_a_surface():
    assert address_patterns(get_resolver().url_patterns) - ANSWERED == set()


def test_every_page_type_is_a_surface():
    assert set(page_types()) - ANSWERED - set(NEVER_SERVED) == set()


def test_every_route_of_a_page_is_a_surface():
    assert routes()
    assert routes() - ANSWERED - set(NEVER_SERVED) == set()


def test_registry_names_nothing_that_is_no_more():
    assert ANSWERED - address_patterns(get_resolver().url_patterns) - set(page_types()) - routes() == set()
    assert set(NEVER_SERVED) - set(page_types()) - routes() == set()


def test_surfaces_have_names_of_their_own():
    names = [surface.name for surface in SURFACES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("label", page_types())
def test_page_type_asks_the_gate(label):
    model = page_types()[label]
    assert issubclass(model, GatedPageMixin)
    # The mixin has to stand ahead of Wagtail's own ways to find a page.
    order = model.__mro__
    assert order.index(GatedPageMixin) < order.index(Page)
    if RoutablePageMixin in order:
        assert order.index(GatedPageMixin) < order.index(RoutablePageMixin)
    assert model.route is GatedPageMixin.route
    assert hasattr(model.objects.none(), "published")
