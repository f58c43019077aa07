"""What a reader has asked the story for. It lives in the address, and nowhere else."""

import datetime

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from timeline.facets import Choice, Facet, RecordField, story_facets
from timeline.querysets import asked_again
from timeline.search import clean_query, ids_of_matches
from timeline.spine import ONE_PAGE

FIRST_YEAR, LAST_YEAR = 1000, 2999


class StoryFilterForm(forms.Form):
    """The filters of the story. A filter that cannot be read is shown with its message and left out."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    topic = forms.SlugField(label=_("Topic"), required=False)
    significance = forms.ChoiceField(
        label=_("Importance"), required=False, choices=[("", _("All")), ("key", _("Key moments"))]
    )
    order = forms.ChoiceField(
        label=_("Order"), required=False, choices=[("", _("Oldest first")), ("newest", _("Newest first"))]
    )

    def __init__(self, *args, kinds, site, **kwargs):
        super().__init__(*args, **kwargs)
        for facet in story_facets():
            self.fields[facet.name] = RecordField(facet, site)
        self.fields["kind"].choices = [("", _("Everything")), *((kind.kind, kind.kind_label_plural) for kind in kinds)]
        for name, label in (("from", _("From year")), ("to", _("To year"))):
            self.fields[name] = forms.IntegerField(
                label=label,
                required=False,
                min_value=FIRST_YEAR,
                max_value=LAST_YEAR,
                # A field for numbers may not hold what was typed in its place, and browsers empty it.
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                error_messages={"invalid": _("Type a year in four digits, for example 2018.")},
            )

    def clean_q(self):
        return clean_query(self.cleaned_data["q"])

    def clean(self):
        data = super().clean()
        if data.get("from") and data.get("to") and data["from"] > data["to"]:
            self.add_error("to", _("The last year is before the first one."))
        return data


class StoryFilters:
    """The published entries of a site, narrowed as the address of *request* says."""

    def __init__(self, request):
        from timeline.models import TimelineEntry

        self.site = Site.find_for_request(request)
        self.kinds = TimelineEntry.kinds()
        self.model = TimelineEntry
        self.query = request.GET
        self.form = StoryFilterForm(request.GET, kinds=self.kinds, site=self.site)
        self.form.is_valid()
        self.chosen = {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}
        self._known = self._known_year = None

    @property
    def newest_first(self) -> bool:
        return self.chosen.get("order") == "newest"

    @property
    def are_set(self) -> bool:
        return bool(set(self.chosen) - {"order"})

    def kept_by_form(self) -> list[tuple[str, str]]:
        """The chosen filters that the form has no visible field for, and so carries hidden."""
        return [(name, value) for name, value in self.chosen.items() if name not in ("q", "from", "to")]

    @cached_property
    def all_entries(self):
        return self.model.objects.published().of_site(self.site)

    def know(self, listed: list, year: int | None) -> None:
        """Remember that *listed* is all that the filters let through, of *year* where one is given. Counting is then
        quicker: of each query that asks the gate, the gate is the dearest part."""
        if len(listed) <= ONE_PAGE:
            self._known, self._known_year = listed, year

    @property
    def whole_story(self):
        """All published entries of the site, whatever is chosen."""
        is_known = self._known is not None and self._known_year is None and not self.are_set
        return asked_again(self._known) if is_known else self.all_entries

    def entries(self, *, without: str = ""):
        """The entries that every chosen filter lets through, but for the one called *without*."""
        chosen = {name: value for name, value in self.chosen.items() if name != without}
        entries = self.all_entries
        if kind := chosen.get("kind"):
            entries = entries.filter(content_type=self._content_types[kind])
        if topic := chosen.get("topic"):
            entries = entries.about(topic)
        for facet in story_facets():
            if facet.name in chosen:
                entries = entries.filter(self.form.fields[facet.name].found.condition)
        if significance := chosen.get("significance"):
            entries = entries.filter(significance=significance)
        if "q" in chosen:
            entries = entries.filter(pk__in=self._matches)
        first, last = chosen.get("from"), chosen.get("to")
        return entries.overlapping(
            datetime.date(first, 1, 1) if first else None, datetime.date(last, 12, 31) if last else None
        )

    def _within_reach(self, without: str, year: int | None):
        """What a link would show that changes the filter *without* alone: on the page of a year, of that year."""
        if self._known is not None and self._known_year == year and without not in self.chosen:
            return asked_again(self._known)
        entries = self.entries(without=without)
        return entries if year is None else entries.starting_in(year)

    def kind_counts(self, year: int | None = None) -> list[tuple[str, str, int]]:
        """For each kind: its word in addresses, its label, and how many entries it would show."""
        entries = self._within_reach("kind", year).order_by()
        counts = dict(entries.values_list("content_type").annotate(Count("pk", distinct=True)))
        return [
            (kind.kind, kind.kind_label_plural, counts.get(self._content_types[kind.kind].pk, 0)) for kind in self.kinds
        ]

    def topic_counts(self, year: int | None = None) -> list[tuple[str, str, int]]:
        """For each topic that would show something: its slug, its name, and how many entries."""
        from timeline.models import Topic

        return list(
            Topic.objects.filter(entries__in=self._within_reach("topic", year).order_by().values("pk"))
            .annotate(number=Count("entries", distinct=True))
            .values_list("slug", "name", "number")
        )

    def facets(self, year: int | None = None) -> list[Facet]:
        """Topics, and the facets of records: each with the values that would show something, and the chosen one."""
        counted = [("topic", self.form.fields["topic"].label, self.topic_counts(year))]
        for one in story_facets():
            counted.append((one.name, one.label, one.counted(self._within_reach(one.name, year), self.site)))
        facets = [Facet(name, label, self._choices(name, rows)) for name, label, rows in counted]
        return [facet for facet in facets if facet.choices]

    def _choices(self, name: str, rows) -> list[Choice]:
        chosen = self.chosen.get(name)
        if chosen and chosen not in {value for value, _words, _number in rows}:
            rows = [*rows, (chosen, self._words_of(name), 0)]
        return [
            Choice(value, words, number, self.address(**{name: value}), value == chosen)
            for value, words, number in rows
        ]

    @property
    def in_words(self) -> list[tuple[str, str, str]]:
        """What narrows the story: the label of each filter, its value in words, the query string without it."""
        return [
            (self.form.fields[name].label, self._words_of(name), self.address(**{name: ""}))
            for name in self.chosen
            if name != "order"
        ]

    def record(self, name: str):
        """What the facet *name* was set to, as a record; ``None`` where it is not set."""
        return self.form.fields[name].found.record if name in self.chosen else None

    def _words_of(self, name: str) -> str:
        value = self.chosen[name]
        if name == "topic":
            return self._topic_name
        return str(dict(getattr(self.form.fields[name], "choices", ())).get(value, value))

    @cached_property
    def _topic_name(self) -> str:
        from timeline.models import Topic

        topic = Topic.objects.filter(slug=self.chosen["topic"]).first()
        return topic.name if topic else self.chosen["topic"]

    def key_count(self, year: int | None = None) -> int:
        """How many key moments the other filters let through."""
        return self._within_reach("significance", year).filter(significance="key").count()

    def address(self, **changes: str) -> str:
        """The query string of this view with some filters changed; an empty value takes one out. What could not be
        read narrows nothing here, so no link leads on with it."""
        query = self.query.copy()
        for name in set(query) - set(self.chosen):
            del query[name]
        for name, value in changes.items():
            if value:
                query[name] = value
            else:
                query.pop(name, None)
        return f"?{query.urlencode()}" if query else "?"

    @cached_property
    def _content_types(self):
        types = ContentType.objects.get_for_models(*self.kinds)
        return {kind.kind: types[kind] for kind in self.kinds}

    @cached_property
    def _matches(self) -> list[int]:
        return ids_of_matches(self.model, self.chosen["q"])
