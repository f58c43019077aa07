"""The search of the whole site: entries by date, and cases, chapters, people and bodies, and pages by name."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.contrib.humanize.templatetags.humanize import apnumber
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from home.found import PAGE, Found, SearchKind, search_kinds
from home.search_help import help_for
from timeline.highlights import words_of
from timeline.models import TimelineEntry
from timeline.querysets import published_pages
from timeline.search import clean_query, ids_of_matches

MAX_WORDS = 8
PAGE_LENGTH = 50
#: So many of each kind that is no entry stand ahead of the entries; a link leads to the rest.
FEW = 3


class SearchForm(forms.Form):
    """What to look for. Too much is cut, never refused: a reader is always answered."""

    q = forms.CharField(label=_("Words to look for"), required=False, widget=forms.TextInput(attrs={"type": "search"}))

    def clean_q(self):
        return " ".join(clean_query(self.cleaned_data["q"])[:100].split()[:MAX_WORDS])


@dataclass(frozen=True)
class KindChoice:
    """A kind as the page offers it: how many were found, and the address that shows them alone."""

    kind: SearchKind
    number: int
    address: str
    is_chosen: bool


class SiteSearch:
    """The published pages of the site in which all the words of the address of *request* occur."""

    def __init__(self, request):
        # A NUL is an error to Django's own field; here it is one more character that is no word.
        self.form = SearchForm({"q": request.GET.get("q", "").replace("\x00", " ")})
        self.form.is_valid()
        self.words = self.form.cleaned_data.get("q", "")
        self.wanted = words_of(self.words)
        self.site = Site.find_for_request(request)
        self.kinds = search_kinds()
        self.chosen = next((kind for kind in self.kinds if kind.name == request.GET.get("kind")), None)
        self.page_number = request.GET.get("page")

    @cached_property
    def matches(self) -> list[int]:
        return ids_of_matches(Page, self.words)

    @cached_property
    def pages(self):
        return published_pages().of_site(self.site).filter(pk__in=self.matches)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """How many pages of each kind hold the words."""
        rows = dict(self.pages.order_by().values_list("content_type").annotate(Count("pk")))
        numbers = {kind.name: sum(rows.pop(key, 0) for key in kind.types) for kind in self.kinds}
        return numbers | {PAGE: sum(rows.values())}

    @property
    def total(self) -> int:
        return sum(self.numbers.values())

    @property
    def total_in_words(self) -> str:
        if not self.total:
            return gettext("Nothing")
        number = capfirst(str(apnumber(self.total)))
        return ngettext("%(number)s result", "%(number)s results", self.total) % {"number": number}

    def address(self, **more) -> str:
        return f"?{urlencode({'q': self.words, **more})}"

    def choices(self) -> list[KindChoice]:
        return [
            KindChoice(kind, self.numbers[kind.name], self.address(kind=kind.name), kind == self.chosen)
            for kind in self.kinds
            if self.numbers[kind.name] or kind == self.chosen
        ]

    def few(self) -> list[tuple[KindChoice, list[Found]]]:
        """The first of each kind that is no entry. On the first page, where no kind is chosen."""
        if self.chosen or (self.page_number or "1") != "1":
            return []
        return [
            (choice, self._found(self._of_kind(choice.kind).specific()[:FEW]))
            for choice in self.choices()
            if not choice.kind.is_entry
        ]

    def listed(self):
        """A page of entries, the newest first, or of the one kind that is chosen."""
        if self.chosen and not self.chosen.is_entry:
            pages = self._of_kind(self.chosen).specific()
        else:
            pages = TimelineEntry.objects.published().of_site(self.site).filter(pk__in=self.matches)
            if self.chosen:
                pages = pages.filter(content_type__in=self.chosen.types)
            pages = pages.chronological(newest_first=True)
        listed = Paginator(pages, PAGE_LENGTH).get_page(self.page_number)
        rows = listed.object_list
        listed.object_list = self._found(rows.for_reading() if hasattr(rows, "for_reading") else rows)
        return listed

    def _of_kind(self, kind: SearchKind):
        if kind.name == PAGE:
            others = [key for one in self.kinds for key in one.types]
            return self.pages.exclude(content_type__in=others)
        return self.pages.filter(content_type__in=kind.types)

    def _found(self, pages) -> list[Found]:
        return [Found(page, self.wanted) for page in pages]


@require_safe
def search(request):
    """``/search/?q=``: what holds all the words, with the words marked in it."""
    asked = SiteSearch(request)
    context = {"asked": asked, "words": asked.words}
    if asked.words:
        context |= {"choices": asked.choices(), "few": asked.few(), "found": asked.listed()}
    if asked.words and not asked.total:
        context["help"] = help_for(asked.words, asked.site)
    return render(request, "home/search.html", context)
