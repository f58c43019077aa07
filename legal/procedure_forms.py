"""The form of a procedure in the admin: its stages, their outcomes, and what it refuses."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

NO_STAGE = "Add at least one stage."
NO_END = (
    "No stage ends the case. Tick “ends the case” at one: “Ended another way”, for instance. "
    "Every case must be able to come to an end."
)
TAKEN = "“{key}” is the key of another row too. Each needs a key of its own."
TAKEN_BEFORE = "“{key}” was the key of another row until now. Take one that is new, or change the two in two goes."
CLASH = "There is a version “{version}” of “{key}” already. Take another: “2026.2”, for instance."
UNCHANGED = "Nothing was saved: {followers} Only the days on which it holds can be changed. Make a new version instead."
UNCHANGED_HERE = "This cannot be changed while a case follows the version."


def followers_in_words(procedure) -> str:
    """Who follows this version: “3 cases follow this version.”; empty when nobody does."""
    if not procedure.is_followed:
        return ""
    number = procedure.cases.count()
    if number == 0:
        return "Milestones of a case stand in stages of this version."
    return "1 case follows this version." if number == 1 else f"{number} cases follow this version."


class KeyedRows(BaseChildFormSet):
    """Rows that have a key each. The message stands at the row, not in the database's answer."""

    def clean(self):
        rows = self.kept_rows()
        before = {row.initial.get("key"): row for row in rows if row.instance.pk}
        seen = set()
        for row in rows:
            key = row.cleaned_data.get("key")
            if not key:
                continue
            if key in seen:
                row.add_error("key", TAKEN.format(key=key))
            # Rows are saved one after the other, so two that swap keys would have the same for a moment.
            elif before.get(key, row) is not row:
                row.add_error("key", TAKEN_BEFORE.format(key=key))
            seen.add(key)

    def kept_rows(self) -> list:
        """The rows that somebody has filled in and not taken away."""
        filled_in = [row for row in self.forms if row.has_changed() or row in self.initial_forms]
        return [row for row in filled_in if not self._should_delete_form(row) and hasattr(row, "cleaned_data")]


class StageRows(KeyedRows):
    def clean(self):
        super().clean()
        rows = self.kept_rows()
        if not rows:
            raise ValidationError(NO_STAGE)
        if not any(row.cleaned_data.get("terminal") for row in rows):
            raise ValidationError(NO_END)


class KeyedRowsPanel(InlinePanel):
    """An inline panel with a formset of ours."""

    formset_class = KeyedRows

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = self.formset_class
        return options


class StagesPanel(KeyedRowsPanel):
    formset_class = StageRows


class ProcedureForm(WagtailAdminModelForm):
    """Refuses a change of what a case follows, and gives each stage the outcome “not known to us”."""

    def clean(self):
        data = super().clean()
        if self.instance.pk and self.instance.is_followed:
            self._refuse_changes()
        self._refuse_a_version_that_is_there(data)
        return data

    def save(self, commit=True):
        procedure = super().save(commit=False)
        if not procedure.is_followed:
            self._add_what_is_not_known(procedure)
        if commit:
            procedure.save()
        return procedure

    def _refuse_changes(self) -> None:
        changed = [name for name in self.changed_data if name not in self._meta.model.free_fields]
        for name in changed:
            self.add_error(name, UNCHANGED_HERE)
        for formset in self.formsets.values():
            formset.is_valid()
            rows = [row for row in formset.forms if row.has_changed()]
            for row in rows:
                row.add_error(None, UNCHANGED_HERE)
            changed += rows
        if changed:
            self.add_error(None, UNCHANGED.format(followers=followers_in_words(self.instance)))

    def _refuse_a_version_that_is_there(self, data) -> None:
        key, version = data.get("key"), data.get("version")
        same = self._meta.model.objects.filter(key=key, version=version).exclude(pk=self.instance.pk)
        if key and version and same.exists():
            self.add_error("version", CLASH.format(key=key, version=version))

    def _add_what_is_not_known(self, procedure) -> None:
        for stage in procedure.stages.all():
            outcomes = list(stage.outcomes.all())
            model = stage.outcomes.model
            if any(outcome.key == model.NOT_KNOWN for outcome in outcomes):
                continue
            stage.outcomes.add(model(key=model.NOT_KNOWN, label=_("Not known to us"), sort_order=len(outcomes)))
            procedure.stages.add(stage)


OUTCOME_PANELS = [
    FieldRowPanel(
        [
            FieldPanel("label", help_text=_("What readers see, in neutral words: “Permission refused”, not “lost”.")),
            FieldPanel("key", help_text=_("Small letters, digits and hyphens: “refused”.")),
        ]
    )
]

STAGE_PANELS = [
    FieldRowPanel(
        [
            FieldPanel("name", help_text=_("As the rules call it: “Acknowledgment of service”.")),
            FieldPanel("key", help_text=_("The same in each version, so that a case can go over: “permission”.")),
        ]
    ),
    FieldPanel("plain_name", help_text=_("As readers would say it: “May the case go ahead?”")),
    FieldPanel(
        "explains",
        help_text=_("One sentence that a child of ten can read: “A judge decides whether the case may go ahead.”"),
    ),
    FieldRowPanel(
        [
            FieldPanel("optional", help_text=_("Many cases never come here: “Asking again at a hearing”.")),
            FieldPanel("repeatable", help_text=_("It may happen more than once: a hearing on two days.")),
        ]
    ),
    FieldRowPanel(
        [
            FieldPanel("starts_clock", help_text=_("Something must be done within a time from here: a refusal.")),
            FieldPanel("hearing", help_text=_("People come before a judge: “The full hearing”.")),
        ]
    ),
    FieldRowPanel(
        [
            FieldPanel("terminal", help_text=_("After it the case is over: “Ended another way”.")),
            FieldPanel("after_end", help_text=_("Costs follow an end. An appeal takes the case up again.")),
        ]
    ),
    FieldRowPanel(
        [
            FieldPanel(
                "usual_limit",
                help_text=_("In words; nothing counts it: “usually 21 days from service; check the current rule”."),
            ),
            FieldPanel("as_at", help_text=_("The month in which somebody looked the rule up: “2026-11”.")),
        ]
    ),
    FieldPanel("rule_ref", help_text=_("Where it stands: “CPR 54.8; form N462”.")),
    KeyedRowsPanel(
        "outcomes",
        heading=_("Outcomes"),
        label=_("Outcome"),
        help_text=_("How this stage may end. “Not known to us” is added by itself where it is missing."),
    ),
]

PROCEDURE_PANELS = [
    MultiFieldPanel(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("key"), FieldPanel("version")]),
            FieldPanel("jurisdiction"),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        ],
        heading=_("Procedure"),
        help_text=(
            _(
                "A case keeps the version that it began with. Once a case follows a version, only the two days can be "
                "changed: for anything else, make a copy with a new version."
            )
        ),
    ),
    StagesPanel(
        "stages",
        heading=_("Stages, in their usual order"),
        label=_("Stage"),
        help_text=_("At least one, and at least one that ends the case. Stages may be skipped, repeated and overlap."),
    ),
]
