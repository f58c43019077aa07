"""Procedures as data: the ways through courts and regulators, version by version."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from legal.procedure_forms import OUTCOME_PANELS, PROCEDURE_PANELS, STAGE_PANELS, ProcedureForm
from timeline.dates import DateError, parse

FOLLOWED = _(
    "A case follows this version, so nothing of it changes but the days on which it holds. Make a new version."
)


class PinnedMixin:
    """A part of a procedure: it stays as it is while a case follows the version that it belongs to.

    Published pages are drawn from these rows, so a change would rewrite what readers were told.
    """

    #: What may change all the same.
    free_fields: tuple[str, ...] = ()

    def save(self, *args, **kwargs):
        before = type(self)._base_manager.filter(pk=self.pk).values().first() if self.pk else None
        if self._differs_from(before) and self._versions(before).followed().exists():
            raise ValidationError(FOLLOWED)
        # A stage that is refused takes what was saved before it along.
        with transaction.atomic():
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if self._versions(None).followed().exists():
            raise ValidationError(FOLLOWED)
        return super().delete(*args, **kwargs)

    def _differs_from(self, before: dict | None) -> bool:
        names = [field.attname for field in self._meta.concrete_fields if field.name not in self.free_fields]
        return before is None or any(before[name] != getattr(self, name) for name in names)

    def _versions(self, before: dict | None):
        """The version that it belongs to, and the one that it is taken out of."""
        raise NotImplementedError


class ProcedureQuerySet(models.QuerySet):
    def followed(self):
        """The versions that a case follows, or that a milestone has a stage of."""
        return self.filter(models.Q(cases__isnull=False) | models.Q(stages__milestones__isnull=False))

    def with_cases_counted(self):
        """Each with ``number_of_cases``: those whose page follows it, drafts too."""
        return self.annotate(number_of_cases=models.Count("cases"))


class Procedure(PinnedMixin, ClusterableModel):
    """A way through the courts or a regulator, as an ordered set of stages.

    A new version is a new row: a case keeps the version that it began with, and a version that a
    case follows is not changed any more.
    """

    key = models.SlugField(
        max_length=60,
        help_text=_("The same for all versions: “judicial-review-ew”. Small letters, digits and hyphens."),
    )
    version = models.CharField(max_length=20, help_text=_("For instance “2026.1”."))
    name = models.CharField(max_length=120, help_text=_("As readers know it: “Judicial review”."))
    jurisdiction = models.CharField(max_length=80, blank=True, help_text=_("Where it holds: “England and Wales”."))
    valid_from = models.DateField(null=True, blank=True, help_text=_("The day from which these rules hold, if known."))
    valid_to = models.DateField(
        null=True, blank=True, help_text=_("The last day on which they held. Empty: they hold.")
    )

    objects = ProcedureQuerySet.as_manager()

    free_fields = ("valid_from", _("valid_to"))
    base_form_class = ProcedureForm
    panels = PROCEDURE_PANELS

    class Meta:
        ordering = ["name", "version"]
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="one_procedure_per_key_and_version")]

    def __str__(self):
        return f"{self.name} ({self.version})"

    @property
    def is_followed(self) -> bool:
        """Whether a case follows this version, so that a change would rewrite it."""
        return bool(self.pk) and self._versions(None).followed().exists()

    def clean(self):
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("It cannot end before it begins.")})

    def _versions(self, before):
        return Procedure.objects.filter(pk=self.pk)


class Stage(PinnedMixin, Orderable, ClusterableModel):
    """One step of a procedure. Stages may be skipped, repeated and overlap: the order is the usual one."""

    class AfterEnd(models.TextChoices):
        NO = "", _("No: nothing of this stage follows an end")
        FOLLOWS = "follows", _("Yes, and the case stays ended (costs, for instance)")
        REOPENS = "reopens", _("Yes: the case goes on again")

    procedure = ParentalKey(Procedure, on_delete=models.CASCADE, related_name="stages")
    key = models.SlugField(max_length=60)
    name = models.CharField(_("legal name"), max_length=120)
    plain_name = models.CharField(_("name in plain words"), max_length=120)
    explains = models.TextField(_("one plain sentence"), max_length=400)
    optional = models.BooleanField(default=False, help_text=_("A side route: many cases never come here."))
    repeatable = models.BooleanField(default=False)
    starts_clock = models.BooleanField(_("starts a time limit"), default=False)
    hearing = models.BooleanField(_("is heard before a judge"), default=False)
    rule_ref = models.CharField(_("rule"), max_length=120, blank=True)
    usual_limit = models.CharField(_("usual limit, in words"), max_length=200, blank=True)
    as_at = models.CharField(_("limit checked on"), max_length=20, blank=True)
    terminal = models.BooleanField(_("ends the case"), default=False)
    after_end = models.CharField(
        _("may it follow the end of a case?"), max_length=8, choices=AfterEnd, default=AfterEnd.NO, blank=True
    )

    panels = STAGE_PANELS

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["procedure", "key"], name="one_stage_per_key")]

    def __str__(self):
        return f"{self.plain_name} ({self.name})"

    @property
    def as_at_words(self) -> str:
        """When somebody looked the limit up, in words where it is a date: “November 2026”."""
        try:
            return parse(self.as_at).words
        except DateError:
            return self.as_at

    def clean(self):
        super().clean()
        if self.terminal and self.after_end == self.AfterEnd.REOPENS:
            raise ValidationError({"after_end": _("A stage that ends a case cannot reopen it.")})

    def _versions(self, before):
        return Procedure.objects.filter(pk__in={self.procedure_id, (before or {}).get("procedure_id")} - {None})


class Outcome(PinnedMixin, Orderable):
    """How a stage may end. Each stage has “not known to us” among them."""

    NOT_KNOWN = "not-known"

    stage = ParentalKey(Stage, on_delete=models.CASCADE, related_name="outcomes")
    key = models.SlugField(max_length=60)
    label = models.CharField(max_length=120)

    panels = OUTCOME_PANELS

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["stage", "key"], name="one_outcome_per_key")]

    def __str__(self):
        return self.label

    @property
    def is_known(self) -> bool:
        return self.key != self.NOT_KNOWN

    def _versions(self, before):
        stages = {self.stage_id, (before or {}).get("stage_id")} - {None}
        return Procedure.objects.filter(pk__in=Stage.objects.filter(pk__in=stages).values("procedure"))
