"""What a reader has asked the press archive for. It lives in the address, and nowhere else."""

from dataclasses import dataclass

from django import forms
from django.db.models import Count
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from press.models import Outlet, PressArticlePage
from timeline.filters import FIRST_YEAR, LAST_YEAR
from timeline.languages import LANGUAGES

NO_YEAR = _("Type a year in four digits, for example 2018.")
NO_OUTLET = _("There is nothing from that outlet in this archive.")
NO_CHOICE = _("“%(value)s” is none of the choices.")
#: The word of each filter in addresses, with the column that it asks.
COLUMNS = {"kind": "press_kind", "outlet": "outlet", "language": "language"}


@dataclass(frozen=True)
class Choice:
    """One value that a filter can have, and how many articles it would show."""

    words: str
    number: int
    is_chosen: bool
    #: The query string that chooses it.
    address: str


class ArchiveFilterForm(forms.Form):
    """The filters of the archive. A filter that cannot be read is shown with its message and left out."""

    year = forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NO_YEAR),
    )
    kind = forms.ChoiceField(
        label=_("Kind of article"),
        required=False,
        choices=[("", _("All")), *PressArticlePage.Kind.choices],
        error_messages={"invalid_choice": NO_CHOICE},
    )
    outlet = forms.IntegerField(label=_("Outlet"), required=False, error_messages={"invalid": NO_OUTLET})
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("All")), *LANGUAGES],
        error_messages={"invalid_choice": NO_CHOICE},
    )

    def __init__(self, *args, outlets, **kwargs):
        super().__init__(*args, **kwargs)
        self.outlets = outlets

    def clean_outlet(self):
        """The key of an outlet that has published articles here, though the address may name one that was merged."""
        key = self.cleaned_data["outlet"]
        if key is None or key in self.outlets:
            return key
        merged = Outlet.objects.filter(pk=key, merged_into__isnull=False).first() if 0 < key < 2**31 else None
        if merged is None or merged.standing_for.pk not in self.outlets:
            raise forms.ValidationError(NO_OUTLET)
        return merged.standing_for.pk


class ArchiveFilters:
    """The published articles of a site, narrowed as the address of *request* says."""

    def __init__(self, request):
        self.site = Site.find_for_request(request)
        self.form = ArchiveFilterForm(request.GET, outlets=self.outlets)
        self.form.is_valid()
        self.chosen = {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}

    @cached_property
    def all_articles(self):
        return PressArticlePage.objects.published().of_site(self.site)

    @cached_property
    def outlets(self) -> dict[int, str]:
        """The name of every outlet that a published article has, by its key."""
        named = self.all_articles.order_by("outlet__name").filter(outlet__isnull=False)
        return dict(named.values_list("outlet", "outlet__name").distinct())

    @property
    def are_set(self) -> bool:
        return bool(self.chosen)

    @property
    def year(self) -> int | None:
        return self.chosen.get("year")

    def articles(self, *, without: str = ""):
        """The articles that every chosen filter lets through, but for the one called *without*."""
        chosen = {name: value for name, value in self.chosen.items() if name != without}
        articles = self.all_articles.filter(
            **{column: chosen[name] for name, column in COLUMNS.items() if name in chosen}
        )
        return articles.starting_in(chosen["year"]) if "year" in chosen else articles

    def choices(self, name: str) -> list[Choice]:
        """The values of the filter *name* that would show something, and the chosen one, with their numbers."""
        counted = self.articles(without=name).order_by().values_list(COLUMNS[name]).annotate(Count("pk"))
        numbers, chosen = dict(counted), self.chosen.get(name)
        return [
            Choice(words, numbers.get(value, 0), value == chosen, self.address(**{name: value}))
            for value, words in self._words[name].items()
            if value in numbers or value == chosen
        ]

    @cached_property
    def _words(self) -> dict[str, dict]:
        return {"kind": dict(PressArticlePage.Kind.choices), "outlet": self.outlets, "language": dict(LANGUAGES)}

    @property
    def facets(self) -> list[tuple[str, str, list[Choice]]]:
        """Each filter that leaves a choice: its word in addresses, its label, its choices."""
        facets = [(name, self.form[name].label, self.choices(name)) for name in COLUMNS]
        return [facet for facet in facets if len(facet[2]) > 1 or facet[0] in self.chosen]

    @property
    def in_words(self) -> list[tuple[str, str, str]]:
        """The chosen filters: the label, what was chosen, and the query string that takes it out."""
        return [
            (
                self.form[name].label,
                self._words[name][value] if name in self._words else str(value),
                self.address(**{name: None}),
            )
            for name, value in self.chosen.items()
        ]

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """The label of each filter that could not be read, with what is wrong."""
        return [(self.form[name].label, message) for name, errors in self.form.errors.items() for message in errors]

    def address(self, **changes) -> str:
        """The query string of this view with some filters changed; an empty value takes one out."""
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in (self.chosen | changes).items() if value})
        return f"?{query.urlencode()}"

    @property
    def query(self) -> str:
        """The query string of this view, empty where nothing is chosen."""
        return self.address() if self.are_set else ""
