"""Procedures as data: the ways through courts and regulators, version by version."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable


class Procedure(ClusterableModel):
    """A way through the courts or a regulator, as an ordered set of stages.

    A new version is a new row: a case keeps the version that it began with, and a version that a
    case follows is not changed any more.
    """

    key = models.SlugField(
        max_length=60, help_text="The same for all versions: “judicial-review-ew”. Small letters, digits and hyphens."
    )
    version = models.CharField(max_length=20, help_text="For instance “2026.1”.")
    name = models.CharField(max_length=120, help_text="As readers know it: “Judicial review”.")
    jurisdiction = models.CharField(max_length=80, blank=True, help_text="Where it holds: “England and Wales”.")
    valid_from = models.DateField(null=True, blank=True, help_text="The day from which these rules hold, if known.")
    valid_to = models.DateField(null=True, blank=True, help_text="The last day on which they held. Empty: they hold.")

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("key"), FieldPanel("version")]),
        FieldPanel("jurisdiction"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        InlinePanel("stages", heading="Stages, in their usual order", label="Stage"),
    ]

    class Meta:
        ordering = ["name", "version"]
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="one_procedure_per_key_and_version")]

    def __str__(self):
        return f"{self.name} ({self.version})"

    @property
    def is_followed(self) -> bool:
        """Whether a case follows this version, so that a change would rewrite it."""
        return bool(self.pk) and self.cases.exists()

    def clean(self):
        super().clean()
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": "It cannot end before it begins."})


class Stage(Orderable, ClusterableModel):
    """One step of a procedure. Stages may be skipped, repeated and overlap: the order is the usual one."""

    class AfterEnd(models.TextChoices):
        NO = "", "No: nothing of this stage follows an end"
        FOLLOWS = "follows", "Yes, and the case stays ended (costs, for instance)"
        REOPENS = "reopens", "Yes: the case goes on again"

    procedure = ParentalKey(Procedure, on_delete=models.CASCADE, related_name="stages")
    key = models.SlugField(max_length=60)
    name = models.CharField("legal name", max_length=120)
    plain_name = models.CharField("name in plain words", max_length=120)
    explains = models.TextField("one plain sentence", max_length=400)
    optional = models.BooleanField(default=False, help_text="A side route: many cases never come here.")
    repeatable = models.BooleanField(default=False)
    starts_clock = models.BooleanField("starts a time limit", default=False)
    hearing = models.BooleanField("is heard before a judge", default=False)
    rule_ref = models.CharField("rule", max_length=120, blank=True)
    usual_limit = models.CharField("usual limit, in words", max_length=200, blank=True)
    as_at = models.CharField("limit checked on", max_length=20, blank=True)
    terminal = models.BooleanField("ends the case", default=False)
    after_end = models.CharField(
        "may it follow the end of a case?", max_length=8, choices=AfterEnd, default=AfterEnd.NO, blank=True
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("key")]),
        FieldPanel("plain_name"),
        FieldPanel("explains"),
        FieldRowPanel([FieldPanel("optional"), FieldPanel("repeatable")]),
        FieldRowPanel([FieldPanel("starts_clock"), FieldPanel("hearing")]),
        FieldRowPanel([FieldPanel("terminal"), FieldPanel("after_end")]),
        FieldRowPanel([FieldPanel("usual_limit"), FieldPanel("as_at")]),
        FieldPanel("rule_ref"),
        InlinePanel("outcomes", heading="Outcomes", label="Outcome"),
    ]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["procedure", "key"], name="one_stage_per_key")]

    def __str__(self):
        return f"{self.plain_name} ({self.name})"

    def clean(self):
        super().clean()
        if self.terminal and self.after_end == self.AfterEnd.REOPENS:
            raise ValidationError({"after_end": "A stage that ends a case cannot reopen it."})


class Outcome(Orderable):
    """How a stage may end. Each stage has “not known to us” among them."""

    NOT_KNOWN = "not-known"

    stage = ParentalKey(Stage, on_delete=models.CASCADE, related_name="outcomes")
    key = models.SlugField(max_length=60)
    label = models.CharField(max_length=120)

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("key")])]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["stage", "key"], name="one_outcome_per_key")]

    def __str__(self):
        return self.label

    @property
    def is_known(self) -> bool:
        return self.key != self.NOT_KNOWN
