"""Cases: what is asked, by whom, of whom, and by which numbers others know it."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from legal.case_forms import CaseForm
from legal.identifiers import read_identifier
from legal.models.procedures import Procedure
from legal.panels import CASE_PANELS, CASE_SETTINGS_PANELS, INDEX_PANELS
from legal.room import LegalRoomMixin
from legal.structured_data import case_data
from timeline.fields import EntryDateField
from timeline.gate import GatedPage
from timeline.models.record import RecordedPageMixin
from timeline.sharing.facts import SharingFacts
from timeline.web_addresses import WebAddressField


class LegalIndexPage(GatedPage):
    """All cases of the campaign."""

    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])
    legal_check = models.BooleanField(
        _("a legal reader reads every case and milestone before it goes out"),
        default=False,
        help_text=_(
            "Then nothing here goes out but by the legal check, and what is changed afterwards is read again. What an "
            "order closes is always read, wherever it stands."
        ),
    )

    is_room = True
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["legal.CasePage"]
    page_description = _("All legal challenges")
    content_panels = INDEX_PANELS
    template = "legal/index.html"

    class Meta:
        verbose_name = _("legal challenges")

    def get_context(self, request, *args, **kwargs):
        from legal.case_page import index_context

        return super().get_context(request, *args, **kwargs) | index_context(self)


class CasePage(LegalRoomMixin, RecordedPageMixin, GatedPage):
    """One legal challenge. Where it stands is read off its milestones and kept nowhere."""

    question = models.CharField(
        _("what it asks, in plain words"), max_length=200, help_text=_("“Must the department tell parents?”")
    )
    summary = models.TextField(max_length=600, help_text=_("Two or three plain sentences of your own."))
    formal_title = models.CharField(
        _("title in the court’s form"),
        max_length=300,
        blank=True,
        help_text=_(
            "“R (Against Borders for Children) v Secretary of State for Education”. It is used to cite the case."
        ),
    )
    formal_title_as_at = EntryDateField(
        _("as at"),
        blank=True,
        help_text=_("The date of the paper that it is taken from: The Queen became The King on 8 September 2022."),
    )
    challenged = models.TextField(_("what is challenged"), blank=True)
    remedy = models.TextField(_("what is asked for"), blank=True)
    body = models.CharField(
        _("court or body"),
        max_length=200,
        blank=True,
        help_text=_("Its name as at that time. Say so if there was none."),
    )
    procedure = models.ForeignKey(
        Procedure,
        on_delete=models.PROTECT,
        related_name="cases",
        help_text=_("A case keeps the version that it began with."),
    )

    #: Its published milestones, where its page has fetched them.
    fetched_milestones = None
    #: Its live milestones with their stages, where those of many cases were fetched at once, for an editor.
    fetched_sent_out = None

    parent_page_types = ["legal.LegalIndexPage"]
    subpage_types = ["legal.MilestonePage"]
    page_description = _("One legal challenge, with its milestones")
    template = "legal/case.html"
    base_form_class = CaseForm
    content_panels = CASE_PANELS
    settings_panels = CASE_SETTINGS_PANELS
    search_fields = [
        *Page.search_fields,
        index.SearchField("question"),
        index.SearchField("summary"),
        index.SearchField("formal_title"),
        index.SearchField("challenged"),
        index.RelatedFields("identifiers", [index.SearchField("value")]),
        index.RelatedFields("parties", [index.SearchField("name")]),
        index.FilterField("page_ptr_id"),
    ]

    class Meta:
        verbose_name = _("case")

    def get_context(self, request, *args, **kwargs):
        from legal.case_page import case_context

        return super().get_context(request, *args, **kwargs) | case_context(self, request)

    def save(self, *args, update_fields=None, **kwargs):
        """Take the milestones along when the case goes over to another version of its procedure.

        A draft saves a few fields of the live row only, while it holds another procedure in memory.
        """
        with transaction.atomic():
            super().save(*args, update_fields=update_fields, **kwargs)
            if self.numchild and self.live and (update_fields is None or "procedure" in update_fields):
                from legal.versions import carry_over_rows

                carry_over_rows(self)

    def with_content_json(self, content):
        """An old revision; of a version that has been deleted since, it follows the one of today."""
        if not Procedure.objects.filter(pk=content["procedure"]).exists():
            content = {**content, "procedure": self.procedure_id}
        return super().with_content_json(content)

    @property
    def sharing_facts(self) -> SharingFacts:
        """What stands on its card elsewhere."""
        return SharingFacts(self.title, self.summary, above="Legal challenge", below=self.question)

    def structured_data(self, site) -> dict:
        """What machines are told of it, in the words of schema.org."""
        from legal.standing import published_milestones

        milestones = published_milestones(self) if self.fetched_milestones is None else self.fetched_milestones
        return case_data(self, milestones, site)

    @property
    def cited_title(self) -> str:
        """The title under which a reader cites it."""
        return self.formal_title or self.title


class CaseGround(Orderable):
    """A reason that is given why what is challenged is unlawful. Its place gives its number."""

    case = ParentalKey(CasePage, on_delete=models.CASCADE, related_name="grounds")
    text = models.TextField(_("ground, in plain words"), max_length=600)

    def __str__(self):
        return self.text


class CaseParty(Orderable):
    """Somebody in a case, with the role they have in it, and when."""

    case = ParentalKey(CasePage, on_delete=models.CASCADE, related_name="parties")
    name = models.CharField(max_length=200, help_text=_("“Not known to us” is an honest answer."))
    role = models.CharField(
        max_length=120,
        help_text=_("Claimant, would-be claimant, defendant, interested party, intervener, litigation friend …"),
    )
    period = EntryDateField(_("when"), blank=True, help_text=_("Only if it changed: “2018”, “since 2024”."))

    def __str__(self):
        return f"{self.name}, {self.role}"


class CaseRepresentative(Orderable):
    """Somebody who acts for a party, and when: representatives change while a case goes on."""

    case = ParentalKey(CasePage, on_delete=models.CASCADE, related_name="representatives")
    name = models.CharField(max_length=200)
    role = models.CharField(
        _("acts as"), max_length=120, help_text=_("Solicitors for the claimant; barrister for the claimant …")
    )
    period = EntryDateField(_("when"), blank=True, help_text=_("“2018”, “2017 to 2018”, “since 2024”."))

    def __str__(self):
        return f"{self.name}, {self.role}"


class CaseIdentifier(Orderable):
    """A number or citation by which others know the case. One case may have many."""

    class Scheme(models.TextChoices):
        NEUTRAL_CITATION = "neutral-citation", _("Neutral citation")
        CLAIM_NUMBER = "claim-number", _("Claim number")
        APPEAL_NUMBER = "appeal-number", _("Appeal number")
        TRIBUNAL_REFERENCE = "tribunal-reference", _("Tribunal reference")
        COURT_OF_SESSION = "court-of-session", _("Court of Session number")
        ICO_REFERENCE = "ico-reference", _("Information Commissioner’s reference")
        PARLIAMENTARY_QUESTION = "parliamentary-question", _("Parliamentary question")
        INSTRUMENT = "instrument", _("Statutory instrument that is challenged")
        REFERENCE = "reference", _("Another reference")

    case = ParentalKey(CasePage, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(
        _("kind of number"),
        max_length=30,
        choices=Scheme,
        blank=True,
        help_text=_("Leave empty: it is seen from the number."),
    )
    value = models.CharField(
        _("number"), max_length=200, help_text=_("As you have it: “[2018] EWHC 920 (Admin)”, “CO/8/2018”.")
    )
    url = WebAddressField(
        _("address"),
        max_length=1000,
        blank=True,
        help_text=_("Leave empty for the official address, which is made from the number where there is one."),
    )

    def __str__(self):
        return self.value

    @property
    def known(self):
        """What is read from the number."""
        return read_identifier(self.value, self.scheme)

    @property
    def address(self) -> str:
        """The editor's address, or the official one that follows from the number."""
        return self.url or self.known.url

    def clean(self):
        super().clean()
        self._write_as_courts_do()

    def save(self, *args, **kwargs):
        self._write_as_courts_do()
        super().save(*args, **kwargs)

    def _write_as_courts_do(self) -> None:
        if self.value:
            known = self.known
            self.value = known.value
            # “Another reference” is an editor's choice; for a number that nobody knows it stays open.
            if known.scheme != self.Scheme.REFERENCE:
                self.scheme = known.scheme


class CaseLink(Orderable):
    """A row between two cases, with a word for the relation."""

    class Word(models.TextChoices):
        APPEAL_FROM = "appeal-from", _("is an appeal from")
        HEARD_WITH = "heard-with", _("was heard together with")
        SAME_DECISION = "same-decision", _("challenges the same decision as")
        REGULATOR_ROUTE = "regulator-route", _("is the regulator’s side of")
        FOLLOWS = "follows", _("follows")

    #: The same relation, said from the other end.
    BACKWARDS = {
        Word.APPEAL_FROM: _("was appealed in"),
        Word.HEARD_WITH: _("was heard together with"),
        Word.SAME_DECISION: _("challenges the same decision as"),
        Word.REGULATOR_ROUTE: _("has its regulator’s side in"),
        Word.FOLLOWS: _("is followed by"),
    }

    case = ParentalKey(CasePage, on_delete=models.CASCADE, related_name="links")
    to = models.ForeignKey(CasePage, on_delete=models.CASCADE, related_name="links_to", verbose_name=_("case"))
    word = models.CharField(_("relation"), max_length=20, choices=Word, default=Word.SAME_DECISION)

    def __str__(self):
        return f"{self.get_word_display()} {self.to}"

    def clean(self):
        super().clean()
        if self.to_id and self.to_id == self.case_id:
            raise ValidationError({"to": _("A case cannot be joined to itself.")})
