"""Legal challenges: procedures as data, cases that follow one, and milestones."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from legal.forms import MilestoneForm
from timeline.gate import GatedPage
from timeline.models import CampaignDocument, TimelineEntry
from timeline.models.panels import base_panels, date_panel
from timeline.querysets import EntryManager


@register_snippet
class Procedure(ClusterableModel):
    """A way through the courts or a regulator, as an ordered set of stages.

    A new version is a new row: a case keeps the version that it began with.
    """

    key = models.SlugField(max_length=60)
    version = models.CharField(max_length=20, help_text="For instance “2026.1”.")
    name = models.CharField(max_length=120)
    jurisdiction = models.CharField(max_length=80, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("key"), FieldPanel("version")]),
        FieldPanel("jurisdiction"),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
        InlinePanel("stages", heading="Stages, in order", label="Stage"),
    ]

    class Meta:
        ordering = ["name", "version"]
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="one_procedure_per_key_and_version")]

    def __str__(self):
        return f"{self.name} ({self.version})"


class Stage(Orderable, ClusterableModel):
    """One step of a procedure. Stages may be skipped, repeated and overlap: the order is the usual one."""

    procedure = ParentalKey(Procedure, on_delete=models.CASCADE, related_name="stages")
    key = models.SlugField(max_length=60)
    name = models.CharField("legal name", max_length=120)
    plain_name = models.CharField("name in plain words", max_length=120)
    explains = models.TextField("one plain sentence", max_length=400)
    optional = models.BooleanField(default=False)
    repeatable = models.BooleanField(default=False)
    starts_clock = models.BooleanField("starts a time limit", default=False)
    rule_ref = models.CharField("rule", max_length=120, blank=True)
    usual_limit = models.CharField("usual limit, in words", max_length=200, blank=True)
    as_at = models.CharField("limit checked on", max_length=20, blank=True)
    terminal = models.BooleanField("ends the case", default=False)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("key")]),
        FieldPanel("plain_name"),
        FieldPanel("explains"),
        FieldRowPanel([FieldPanel("optional"), FieldPanel("repeatable")]),
        FieldRowPanel([FieldPanel("starts_clock"), FieldPanel("terminal")]),
        FieldRowPanel([FieldPanel("usual_limit"), FieldPanel("as_at")]),
        FieldPanel("rule_ref"),
        InlinePanel("outcomes", heading="Outcomes", label="Outcome"),
    ]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["procedure", "key"], name="one_stage_per_key")]

    def __str__(self):
        return f"{self.plain_name} ({self.name})"


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


class LegalIndexPage(GatedPage):
    """All cases of the campaign."""

    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["legal.CasePage"]
    page_description = "All legal challenges"
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    template = "legal/index.html"

    class Meta:
        verbose_name = "legal challenges"

    def get_context(self, request, *args, **kwargs):
        from legal.standing import cases_with_standing

        return super().get_context(request, *args, **kwargs) | {"cases": cases_with_standing(self)}


class CasePage(GatedPage):
    """One legal challenge. Where it stands is read off its milestones and kept nowhere."""

    question = models.CharField(
        "what it asks, in plain words", max_length=200, help_text="“Must the department tell parents?”"
    )
    summary = models.TextField(max_length=600)
    challenged = models.TextField("what is challenged", blank=True)
    remedy = models.TextField("what is asked for", blank=True)
    body = models.CharField("court or body", max_length=200, blank=True)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="cases")

    parent_page_types = ["legal.LegalIndexPage"]
    subpage_types = ["legal.MilestonePage"]
    page_description = "One legal challenge, with its milestones"
    template = "legal/case.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("question"),
        FieldPanel("summary"),
        FieldPanel("procedure", help_text="A case keeps the version of the procedure that it began with."),
        FieldPanel("challenged"),
        FieldPanel("remedy"),
        FieldPanel("body"),
        InlinePanel("parties", heading="Parties and those who represent them", label="Party"),
        InlinePanel("identifiers", heading="Numbers and citations", label="Number"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("question"),
        index.SearchField("summary"),
        index.SearchField("challenged"),
        index.RelatedFields("identifiers", [index.SearchField("value")]),
        index.FilterField("page_ptr_id"),
    ]

    class Meta:
        verbose_name = "case"

    def get_context(self, request, *args, **kwargs):
        from legal.standing import case_context

        return super().get_context(request, *args, **kwargs) | case_context(self)


class CaseParty(Orderable):
    """Somebody in a case, with the role they have in it."""

    case = ParentalKey(CasePage, on_delete=models.CASCADE, related_name="parties")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=120, help_text="Claimant, defendant, intervener, solicitors for the claimant …")
    when = models.CharField("in which years", max_length=80, blank=True)

    def __str__(self):
        return f"{self.name}, {self.role}"


class CaseIdentifier(Orderable):
    """A number or citation by which others know the case. One case may have many."""

    class Scheme(models.TextChoices):
        CLAIM_NUMBER = "claim-number", "Claim number"
        NEUTRAL_CITATION = "neutral-citation", "Neutral citation"
        REFERENCE = "reference", "Reference"

    case = ParentalKey(CasePage, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=20, choices=Scheme, default=Scheme.REFERENCE)
    value = models.CharField(max_length=120)
    url = models.URLField("address", max_length=1000, blank=True)

    def __str__(self):
        return self.value


class MilestonePage(TimelineEntry):
    """Something that happened, or is to happen, in a case: a letter, a hearing, a decision, an end."""

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="milestones")
    outcome = models.ForeignKey(Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="milestones")
    outcome_words = models.TextField("the outcome in plain words", blank=True)
    court = models.CharField("court or body", max_length=200, blank=True, help_text="Its name as at that date.")

    objects = EntryManager("stage", "outcome")

    kind = "legal"
    kind_label = "Legal milestone"
    kind_label_plural = "Legal milestones"
    template = "legal/milestone.html"
    card_template = "legal/cards/milestone.html"
    feed_extras = "legal/feed_extras.html"
    parent_page_types = ["legal.CasePage"]
    page_description = "A step in this case: a letter, a hearing, a decision, an end"
    is_creatable = True
    base_form_class = MilestoneForm
    evidence_relations = ("sources", "documents")

    content_panels = base_panels(
        date=date_panel("When it happened, or is to happen"),
        kind_panels=[
            MultiFieldPanel(
                [
                    FieldPanel("stage"),
                    FieldPanel("outcome", help_text="“Not known to us” is an honest answer."),
                    FieldPanel("outcome_words"),
                    FieldPanel("court"),
                ],
                heading="In the case",
            ),
            InlinePanel("documents", heading="Documents", label="Document"),
        ],
    )
    search_fields = [
        *TimelineEntry.search_fields,
        index.SearchField("outcome_words"),
        index.SearchField("court"),
        index.RelatedFields("stage", [index.SearchField("name"), index.SearchField("plain_name")]),
    ]

    class Meta:
        verbose_name = "milestone"

    def clean(self):
        super().clean()
        if self.outcome_id and self.stage_id and self.outcome.stage_id != self.stage_id:
            raise ValidationError({"outcome": f"“{self.outcome}” is no outcome of the stage “{self.stage}”."})

    def get_context(self, request, *args, **kwargs):
        # The parent of a milestone that is only being previewed may not be there yet.
        parent = self.get_parent() if self.path else None
        return super().get_context(request, *args, **kwargs) | {"case": parent}

    @property
    def card_facts(self):
        facts = [self.stage.plain_name]
        if self.outcome:
            facts.append(self.outcome.label if self.outcome.key != Outcome.NOT_KNOWN else "outcome not known to us")
        return facts


class MilestoneDocument(Orderable):
    """A document of a milestone that readers may open."""

    milestone = ParentalKey(MilestonePage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(CampaignDocument, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200, blank=True, help_text="Shown instead of the document's own title.")

    def __str__(self):
        return self.title or str(self.document)
