"""Milestones: what happened, or is to happen, in a case."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable
from wagtail.search import index

from legal import citation_facts
from legal.calendar_facts import facts_of, fetch_cases
from legal.data_facts import MilestoneDataMixin
from legal.forms import MilestoneForm
from legal.identifiers import Scheme, read_identifier
from legal.looked_over import MilestoneLookedOverMixin
from legal.models.procedures import Outcome, Stage
from legal.panels import MILESTONE_PANELS
from legal.quick import QuickMilestoneMixin
from legal.room import LegalRoomMixin
from legal.sequence import milestone_obstacles
from legal.structured_data import milestone_data
from timeline.dates.words import clock_words
from timeline.models import CampaignDocument, TimelineEntry
from timeline.querysets import EntryManager
from timeline.structured_data import entry_data
from timeline.web_addresses import WebAddressField


class MilestonePage(QuickMilestoneMixin, LegalRoomMixin, MilestoneDataMixin, MilestoneLookedOverMixin, TimelineEntry):
    """Something that happened, or is to happen, in a case: a letter, a hearing, a decision, an end."""

    class ResultFor(models.TextChoices):
        CLAIMANT = "claimant", _("For the claimant (who brought it)")
        DEFENDANT = "defendant", _("For the defendant (whom it is against)")
        IN_PART = "in-part", _("In part for each")
        NEITHER = "neither", _("For neither: it does not decide between them")
        NOT_KNOWN = "not-known", _("Not known to us")

    class RemoteLink(models.TextChoices):
        NONE = "none", _("No remote link")
        ASK = "ask", _("Ask the court for a link")
        OPEN = "open", _("Open to all, at the address below")

    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="milestones")
    outcome = models.ForeignKey(
        Outcome,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="milestones",
        help_text=_("“Not known to us” is an honest answer."),
    )
    result_for = models.CharField(
        _("who it went for"),
        max_length=12,
        choices=ResultFor,
        blank=True,
        help_text=_("Leave empty where nothing was decided."),
    )
    outcome_words = models.TextField(_("the outcome in plain words"), blank=True, help_text=_("One or two sentences."))
    court_words = models.TextField(
        _("the court’s own words"),
        blank=True,
        help_text=_("Quoted as they stand in the order or judgment. Your own words belong in the box above."),
    )
    grounds_concerned = models.CharField(
        _("which grounds"), max_length=120, blank=True, help_text=_("Where a decision is split: “1 and 2”. Empty: all.")
    )
    court = models.CharField(_("court or body"), max_length=200, blank=True, help_text=_("Its name as at that date."))
    judge = models.CharField(
        _("judge or decision maker"),
        max_length=200,
        blank=True,
        help_text=_("“Mrs Justice Lang”; as the order has it."),
    )
    filed_by = models.CharField(_("who filed or sent it"), max_length=200, blank=True, help_text=_("“The claimant”."))
    neutral_citation = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("Of a judgment: “[2018] EWHC 920 (Admin)”. It is only known once the judgment is handed down."),
    )

    not_before = models.BooleanField(_("the time is “not before”"), default=False)
    ends_at = models.TimeField(
        _("ends at"), null=True, blank=True, help_text=_("Only if the court has said so. The start stands in the date.")
    )
    room = models.CharField(
        _("court room"), max_length=120, blank=True, help_text=_("“Court 3, Royal Courts of Justice”.")
    )
    remote_link = models.CharField(_("remote link"), max_length=8, choices=RemoteLink, blank=True)
    remote_url = WebAddressField(_("address of the remote link"), max_length=1000, blank=True)
    reporting_restriction = models.TextField(
        _("reporting restriction"),
        blank=True,
        max_length=600,
        help_text=_(
            "What may not be reported, in words fit to print. If the order closes this page itself, "
            "use “Restrict” in the page’s menu instead."
        ),
    )

    #: The case that a milestone without a place in the tree will be added to: the form knows it.
    case_to_be = None
    #: Its case, where the cases of many milestones were fetched at once.
    fetched_case = None

    objects = EntryManager("stage", "outcome")

    kind = "legal"
    kind_label = _("Legal milestone")
    kind_label_plural = _("Legal milestones")
    template = "legal/milestone.html"
    card_template = "legal/cards/milestone.html"
    feed_extras = "legal/feed_extras.html"
    parent_page_types = ["legal.CasePage"]
    page_description = _("A step in this case: a letter, a hearing, a decision, an end")
    is_creatable = True
    base_form_class = MilestoneForm
    evidence_relations = ("sources", _("documents"))

    content_panels = MILESTONE_PANELS
    search_fields = [
        *TimelineEntry.search_fields,
        index.SearchField("outcome_words"),
        index.SearchField("court_words"),
        index.SearchField("court"),
        index.SearchField("judge"),
        index.SearchField("neutral_citation"),
        index.RelatedFields("stage", [index.SearchField("name"), index.SearchField("plain_name")]),
    ]

    class Meta:
        verbose_name = _("milestone")

    @property
    def category_path(self) -> str:
        return f"{self.kind}/{self.stage.key}"

    @property
    def case(self):
        """The case that it stands in, or is about to be added to; ``None`` where that is not known yet."""
        if self.path:
            return self.fetched_case or self.get_parent().specific
        return self.case_to_be

    def with_content_json(self, content):
        """An old revision, read in the version of the procedure that the case follows now."""
        from legal.versions import carry_over, with_what_is_there

        milestone = super().with_content_json(with_what_is_there(content, self))
        if milestone.stage_id and milestone.case:
            carry_over(milestone, milestone.case.procedure)
        return milestone

    def save(self, *args, **kwargs):
        self._write_as_courts_do()
        super().save(*args, **kwargs)

    def _write_as_courts_do(self) -> None:
        if self.neutral_citation:
            self.neutral_citation = read_identifier(self.neutral_citation, Scheme.NEUTRAL_CITATION).value

    def clean(self):
        super().clean()
        self._write_as_courts_do()
        found = milestone_obstacles(self)
        if found:
            raise ValidationError(found)

    def obstacles(self):
        return super().obstacles() | milestone_obstacles(self)

    def get_context(self, request, *args, **kwargs):
        from legal.milestone_page import milestone_context

        return super().get_context(request, *args, **kwargs) | milestone_context(self, request)

    @property
    def end_in_words(self) -> str:
        """“4pm”: the end of a hearing, where the court has said one."""
        return clock_words(self.ends_at) if self.ends_at else ""

    @property
    def has_evidence(self) -> bool:
        """A document that readers may not open tells them nothing."""
        return self.sources.exists() or any(row.is_shown for row in self.documents.all())

    @property
    def shown_documents(self) -> list["MilestoneDocument"]:
        """The documents that readers may open."""
        return [row for row in self.documents.all() if row.is_shown]

    def documents_kept_back(self):
        shown = {row.document_id for row in self.shown_documents}
        return {row.document_id for row in self.documents.all()} - shown

    @classmethod
    def vetoes_document(cls, document):
        return MilestoneDocument.objects.filter(
            document_id=document.pk, may_publish=MilestoneDocument.MayPublish.NO
        ).exists()

    @property
    def card_facts(self):
        facts = [self.stage.plain_name]
        if self.outcome:
            facts.append(self.outcome.label if self.outcome.is_known else "outcome not known to us")
        return facts

    @property
    def calendar_facts(self):
        return facts_of(self)

    @classmethod
    def fetch_for_calendars(cls, entries):
        fetch_cases(entries)

    @property
    def citation_facts(self):
        return citation_facts.facts_of(self)

    def structured_data(self, site):
        return entry_data(self, site, milestone_data(self, site))

    @classmethod
    def fetch_for_citations(cls, entries):
        fetch_cases(entries)


class MilestoneDocumentManager(models.Manager):
    """Each row comes with its document: whether readers may open it is asked of both."""

    def get_queryset(self):
        return super().get_queryset().select_related("document")


class MilestoneDocument(Orderable):
    """A document of a milestone, with the answer to “may we publish it?”."""

    class MayPublish(models.TextChoices):
        UNDECIDED = "", _("Not decided: readers do not see it")
        YES = "yes", _("Yes")
        NO = "no", _("No: it is kept back from every page")

    class Basis(models.TextChoices):
        OURS = "ours", _("We wrote it")
        PUBLISHED = "published", _("The court or the body has published it")
        PERMISSION = "permission", _("Its author allows it")
        LICENCE = "licence", _("A public licence")
        COURT_RECORD = "court-record", _("A statement of case from the court’s records (CPR 5.4C)")
        OTHER = "other", _("Another reason, noted in the source")

    milestone = ParentalKey(MilestonePage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(CampaignDocument, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200, blank=True, help_text=_("Shown instead of the document's own title."))
    may_publish = models.CharField(
        _("may we publish it?"),
        max_length=4,
        choices=MayPublish,
        default=MayPublish.UNDECIDED,
        blank=True,
        help_text=_("Papers that the other side had to disclose, and letters “without prejudice”, never."),
    )
    basis = models.CharField(_("on what basis"), max_length=20, choices=Basis, blank=True)

    objects = MilestoneDocumentManager()

    def __str__(self):
        return self.title or str(self.document)

    @property
    def sameness(self):
        return self.document_id

    @property
    def is_shown(self) -> bool:
        """Whether readers may open it: allowed here, and by the document itself."""
        return self.is_allowed and self.document.may_be_shown

    @property
    def is_allowed(self) -> bool:
        """The word of this row alone: that it may be published, and why."""
        return self.may_publish == self.MayPublish.YES and bool(self.basis)

    def clean(self):
        super().clean()
        if self.may_publish == self.MayPublish.YES and not self.basis:
            raise ValidationError({"basis": _("Say on what basis it may be published.")})
