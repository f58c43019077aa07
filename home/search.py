"""The search of the whole site: entries by date, and cases by name."""

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Site

from legal.models import CasePage
from timeline.models import TimelineEntry
from timeline.search import clean_query, ids_of_matches

MAX_WORDS = 8
PAGE_LENGTH = 50


class SearchForm(forms.Form):
    """What to look for. Too much is cut, never refused: a reader is always answered."""

    q = forms.CharField(label="Words to look for", required=False, widget=forms.TextInput(attrs={"type": "search"}))

    def clean_q(self):
        return " ".join(clean_query(self.cleaned_data["q"])[:100].split()[:MAX_WORDS])


@require_safe
def search(request):
    """``/search/?q=``: published entries that hold all the words, newest first, and published cases."""
    # A NUL is an error to Django's own field; here it is one more character that is no word.
    form = SearchForm({"q": request.GET.get("q", "").replace("\x00", " ")})
    form.is_valid()
    words = form.cleaned_data.get("q", "")
    site = Site.find_for_request(request)
    entries = TimelineEntry.objects.published().of_site(site).filter(pk__in=ids_of_matches(TimelineEntry, words))
    found = Paginator(entries.chronological(newest_first=True), PAGE_LENGTH).get_page(request.GET.get("page"))
    found.object_list = found.object_list.for_cards()
    cases = CasePage.objects.published().of_site(site).filter(pk__in=ids_of_matches(CasePage, words))
    context = {"form": form, "words": words, "found": found, "cases": list(cases.order_by("path")[:PAGE_LENGTH])}
    return render(request, "home/search.html", context)
