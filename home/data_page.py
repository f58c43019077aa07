"""The data as the campaign gives it: under its name, on its terms, with a page that explains it."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.models import CampaignSettings
from timeline.data.api import entries_page
from timeline.data.asking import MOST, USUAL
from timeline.data.csv_file import columns, csv_file
from timeline.data.dictionary import ENTRY_FIELDS
from timeline.data.http import open_to_all
from timeline.data.kinds import Field
from timeline.data.story import story_file
from timeline.data.terms import HEAD_FIELDS, PAGE_FIELDS, STORY_FIELDS, Terms
from timeline.data.timelinejs import timelinejs_file
from timeline.filters import StoryFilters
from timeline.models import TimelineEntry
from timeline.polling import for_pollers
from timeline.sharing.pages import name_of


def terms_of(site) -> Terms:
    """On what terms the campaign of *site* gives its data."""
    campaign = CampaignSettings.for_site(site)
    return Terms(
        title=name_of(campaign, site),
        root_url=site.root_url,
        publisher=campaign.publisher,
        licence=campaign.licence,
        licence_url=campaign.licence_url,
    )


@open_to_all
@for_pollers
def data_json(request):
    """``/data/v1/entries.json``: the read API."""
    return entries_page(request, terms_of(Site.find_for_request(request)))


@open_to_all
@for_pollers
def data_story(request):
    """``/data/v1/story.json``"""
    return story_file(request, terms_of(Site.find_for_request(request)))


@open_to_all
@for_pollers
def data_csv(request):
    """``/data/v1/entries.csv``"""
    return csv_file(request, terms_of(Site.find_for_request(request)))


@open_to_all
@for_pollers
def data_timelinejs(request):
    """``/data/v1/timelinejs.json``"""
    return timelinejs_file(request, terms_of(Site.find_for_request(request)))


@require_safe
def data(request):
    """``/data/``: what one can take, and how. The filters of the story are carried along in the address."""
    filters = StoryFilters(request)
    query = f"?{urlencode(sorted(filters.chosen.items()))}" if filters.chosen else ""
    terms = terms_of(filters.site)
    context = {
        "filters": filters,
        "query": query,
        "total": filters.entries().count(),
        "chosen": chosen_in_words(filters),
        "mistakes": [
            (filters.form.fields[name].label, " ".join(errors)) for name, errors in filters.form.errors.items()
        ],
        "kind_counts": filters.kind_counts(),
        "key_count": filters.key_count(),
        "terms": terms,
        "api": terms.root_url + reverse("data_json"),
        "usual": USUAL,
        "most": MOST,
        "columns": columns(),
        "dictionary": dictionary(),
        "entry_fields": ENTRY_FIELDS,
    }
    return render(request, "home/data.html", context)


def chosen_in_words(filters: StoryFilters) -> list[tuple[str, str]]:
    """The filters that are set: what each is called, and what was chosen. The order leaves nothing out."""
    form = filters.form
    return [
        (form.fields[name].label, dict(getattr(form.fields[name], "choices", ())).get(value, value))
        for name, value in filters.chosen.items()
        if name != "order"
    ]


def dictionary() -> list[tuple[str, tuple[Field, ...]]]:
    """Every field of the JSON files with its meaning, under headings."""
    kinds = [kind for kind in TimelineEntry.kinds() if kind.data_fields]
    return [
        (_("The head of every JSON file"), HEAD_FIELDS),
        (_("A page of the read API"), PAGE_FIELDS),
        (_("A whole story"), STORY_FIELDS),
        (_("An entry"), ENTRY_FIELDS),
        *((_("{kind}: its “facts”").format(kind=kind.kind_label), kind.data_fields) for kind in kinds),
        *(
            (_("A whole story: “{name}”").format(name=name), fields)
            for kind in kinds
            for name, fields in kind.data_lists.items()
        ),
    ]
