"""The forms of an import: the file, its columns, and what is chosen and answered for it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from timeline.importing import choices as how
from timeline.importing.columns import TARGETS
from timeline.importing.opening import too_large
from timeline.models import PublicRecord

ORDERS = [
    ("", _("Nothing to say: in words, as 2018-01-18, in columns of their own, or I do not know yet")),
    (how.DAY_FIRST, _("In figures, the day first: 03/02/2018 is 3 February")),
    (how.MONTH_FIRST, _("In figures, the month first: 03/02/2018 is 2 March")),
]
KEEPS = [
    (how.ALL, _("As the file gives them")),
    (how.MONTH, _("I know only the year and the month")),
    (how.YEAR, _("I know only the year")),
]


class FileForm(forms.Form):
    """What is brought in, and where to."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_(
            "A table (.csv or .xlsx), a timeline of TimelineJS (its spreadsheet, or its .json), our own export (.csv "
            "or .json), or a page with years as headings (.html). Up to 20 MB and 10,000 rows."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.json,.html,.htm"}),
    )
    text = forms.CharField(
        label=_("Or paste it here"),
        required=False,
        strip=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Cells copied from a spreadsheet, with their header, or any of the above as text."),
    )
    site = forms.ChoiceField(label=_("Which story"))
    kind = forms.ChoiceField(label=_("What its rows are"))
    order = forms.ChoiceField(
        label=_("How its dates are written"), choices=ORDERS, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args, sites, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["site"].choices = [(str(site.pk), site.root_page.title) for site in sites]
        self.fields["kind"].choices = [(kind.kind, kind.kind_label_plural) for kind in kinds]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and (message := too_large(file.size)):
            raise forms.ValidationError(message)
        return file

    def clean(self):
        data = super().clean()
        if not self.errors and bool(data.get("file")) == bool(data.get("text", "").strip()):
            self.add_error("file", _("Choose a file, or paste its text: one of the two."))
        return data


class ColumnsForm(forms.Form):
    """For each column the field that it fills."""

    def __init__(self, *args, table, guesses, **kwargs):
        super().__init__(*args, **kwargs)
        self.table = table
        options = [("", _("Leave out")), *((target.name, target.label) for target in TARGETS)]
        for place, column in enumerate(table.columns):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=_("Column “{name}”").format(name=column or place + 1),
                choices=options,
                required=False,
                initial=guesses[place],
            )

    def rows(self):
        """Each column with its box, and what stands in its first cells."""
        for place, column in enumerate(self.table.columns):
            filled = [row.cells[place] for row in self.table.rows[:200] if row.cells[place].strip()]
            yield column or place + 1, self[f"column_{place}"], [text[:80] for text in filled[:3]]

    def clean(self):
        data = super().clean()
        chosen = [data.get(name, "") for name in self.fields]
        labels = {target.name: target.label for target in TARGETS}
        for name in sorted({name for name in chosen if name and chosen.count(name) > 1}):
            self.add_error(None, _("Two columns are “{field}”. Choose one of them.").format(field=labels[name]))
        if not self.errors and "title" not in chosen:
            self.add_error(None, _("Say which column is the title."))
        if not self.errors and not {"date", "year"} & set(chosen):
            self.add_error(None, _("Say which column is the date, or the year."))
        self.targets = chosen
        return data


class ChoicesForm(forms.Form):
    """What is chosen for a whole file, and the questions that its dates ask."""

    order = forms.ChoiceField(label=_("Dates in figures"), choices=ORDERS, required=False, widget=forms.RadioSelect)
    keep = forms.ChoiceField(
        label=_("What is known of its dates"), choices=KEEPS, required=False, widget=forms.RadioSelect
    )
    times = forms.BooleanField(label=_("Keep the times of day"), required=False)
    reason = forms.CharField(
        label=_("For rows without a source: why there is none"),
        required=False,
        max_length=255,
        help_text=_("Only what is true of all of them. Without it they stay drafts."),
    )
    overwrite = forms.BooleanField(
        label=_("Update entries that somebody has changed here since, too"),
        required=False,
        help_text=_("Otherwise they are left alone, and you see which they are."),
    )
    publish = forms.ChoiceField(
        label=_("What they are when they are in"),
        required=False,
        choices=[("", _("Drafts, to be looked through")), ("yes", _("Published at once"))],
        widget=forms.RadioSelect,
    )
    announcing = forms.ChoiceField(
        label=_("How subscribers hear of them"),
        choices=[choice for choice in PublicRecord.Announcing.choices if choice[0] in ("quietly", "digest")],
        widget=forms.RadioSelect,
    )
    keep_clocks = forms.BooleanField(
        label=_("Keep when readers were told of them on the other site"),
        required=False,
        help_text=_("For a story that moves here with its subscribers."),
    )

    def __init__(self, *args, batch, may_publish: bool, **kwargs):
        self.batch, self.kept = batch, how.How.of(batch.how)
        kwargs["initial"] = self.kept.kept() | {"publish": "yes" if self.kept.publish else ""}
        super().__init__(*args, **kwargs)
        is_story = batch.shape == batch.Shape.STORY
        for name in ("order", "keep", "times", "reason", "overwrite", "publish") if is_story else ("keep_clocks",):
            del self.fields[name]
        if not may_publish:
            self.fields.pop("publish", None)
        self._offer_repair()
        self.questions = []
        for place, asked in enumerate(batch.findings.get("questions", []) if not is_story else []):
            name = f"question_{place}"
            self.questions.append((name, asked["text"]))
            self.fields[name] = forms.ChoiceField(
                label=_("“{text}”: {question}").format(text=asked["text"], question=asked["question"]),
                required=False,
                choices=[("", _("Leave these rows out")), *((label, label) for label in asked["choices"])],
            )

    def _offer_repair(self) -> None:
        """Offer to keep only the year of one day that a program has made up, once it is found, or chosen."""
        if "keep" not in self.fields:
            return
        days = [trap["day"] for trap in self.batch.findings.get("traps", []) if trap.get("day")]
        if self.kept.keep.startswith(how.YEAR_IF):
            days.append(self.kept.keep.removeprefix(how.YEAR_IF))
        label = _("I know only the year of rows that are dated {day}, and the others are right")
        self.fields["keep"].choices = [
            *KEEPS,
            *((how.YEAR_IF + day, label.format(day=day_in_words(day))) for day in dict.fromkeys(days)),
        ]

    def chosen(self, decisions: dict[str, str]) -> dict:
        """What is to be kept of the choices, *decisions* on single rows with them."""
        data = self.cleaned_data
        values = self.kept.kept()
        values |= {name: data[name] for name in values if name in self.fields}
        if "publish" in self.fields:
            values["publish"] = data["publish"] == "yes"
        answers = {text: data[name] for name, text in self.questions if data[name]}
        values["answers"] = values["answers"] | answers
        values["decisions"] = values["decisions"] | decisions
        return values


def day_in_words(day: str) -> str:
    """“10 September” for “09-10”."""
    from timeline.dates import parse

    return parse(f"2000-{day}").words.removesuffix(" 2000")
