"""What milestones hand over to exports: themselves, and their cases."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from legal.calendar_facts import fetch_cases
from legal.identifiers import Scheme, read_identifier
from timeline.data.dates import edtf
from timeline.data.html import web_address
from timeline.data.kinds import Column, DataMixin, Field
from timeline.data.pictures import document_record

PRINTED = (
    "result_for",
    "outcome_words",
    "court_words",
    "grounds_concerned",
    "court",
    "judge",
    "filed_by",
    "room",
    "remote_link",
    "reporting_restriction",
)
CASE_TEXTS = ("title", "question", "summary", "formal_title", "challenged", "remedy", "body")


def facts_of(milestone) -> dict:
    case, site = milestone.fetched_case, milestone.fetched_site
    number = milestone.neutral_citation and read_identifier(milestone.neutral_citation, Scheme.NEUTRAL_CITATION)
    outcome = milestone.outcome
    is_open = milestone.remote_link == milestone.RemoteLink.OPEN
    return {
        "case": {"id": case.public_record.urn, "title": case.title},
        "stage": {"key": milestone.stage.key, "name": milestone.stage.name, "plain_name": milestone.stage.plain_name},
        "outcome": outcome and {"key": outcome.key, "label": outcome.label},
        **{name: str(getattr(milestone, name)) for name in PRINTED},
        "remote_url": web_address(milestone.remote_url) if is_open else "",
        "neutral_citation": number.value if number else "",
        "neutral_citation_url": number.url if number else "",
        "not_before": milestone.not_before,
        "ends_at": milestone.ends_at.isoformat("minutes") if milestone.ends_at else None,
        "documents": [
            document_record(row.document, site.root_url, title=row.title) for row in milestone.shown_documents
        ],
    }


def fetch(milestones, site) -> None:
    """Give each of *milestones* its case with the public record, and its documents."""
    fetch_cases(milestones)
    prefetch_related_objects(milestones, "documents__document")
    prefetch_related_objects([one.fetched_case for one in milestones if one.fetched_case], "public_record")
    for one in milestones:
        one.fetched_site = site


def cases_of(milestones, site) -> list[dict]:
    """The cases of *milestones*, as their pages print them."""
    cases = list({one.fetched_case.pk: one.fetched_case for one in milestones if one.fetched_case}.values())
    prefetch_related_objects(
        cases, "procedure", "grounds", "parties", "representatives", "identifiers", "links__to__public_record"
    )
    published = _published({link.to_id for case in cases for link in case.links.all()}, site)
    return [_case_record(case, site, published) for case in cases]


def _published(keys, site) -> set[int]:
    from legal.models import CasePage

    return set(CasePage.objects.published().of_site(site).filter(pk__in=keys).order_by().values_list("pk", flat=True))


def _case_record(case, site, published) -> dict:
    return {
        "id": case.public_record.urn,
        "url": site.root_url + case.public_record.short_path,
        "page": case.full_url,
        **{name: getattr(case, name) for name in CASE_TEXTS},
        "formal_title_as_at": edtf(case.formal_title_as_at),
        "procedure": {
            "key": case.procedure.key,
            "version": case.procedure.version,
            "name": case.procedure.name,
            "jurisdiction": case.procedure.jurisdiction,
        },
        "grounds": [row.text for row in case.grounds.all()],
        "parties": [_person(row) for row in case.parties.all()],
        "representatives": [_person(row) for row in case.representatives.all()],
        "identifiers": [
            {"scheme": str(row.scheme), "value": row.value, "url": web_address(row.address)}
            for row in case.identifiers.all()
        ],
        "links": [
            {"relation": str(row.word), "id": row.to.public_record.urn}
            for row in case.links.all()
            if row.to_id in published
        ],
    }


def _person(row) -> dict:
    return {"name": row.name, "role": row.role, "period": edtf(row.period)}


FIELDS = (
    Field("case.id", _("The permanent id of the case. A whole story tells all of it in its list “cases”.")),
    Field("case.title", _("The name of the case.")),
    Field("stage.key", _("The step of the procedure.")),
    Field("stage.name", _("Its legal name.")),
    Field("stage.plain_name", _("Its name in plain words.")),
    Field("outcome.key", _("How it ended; “not-known” if that is not known to us. Null where nothing ended.")),
    Field("outcome.label", _("The same in words.")),
    Field("result_for", _("Who it went for: “claimant”, “defendant”, “in-part”, “neither”, “not-known”; or empty.")),
    Field("outcome_words", _("The outcome in plain words of ours.")),
    Field("court_words", _("The court’s own words.")),
    Field("grounds_concerned", _("Which grounds it is about; empty for all.")),
    Field("court", _("The court or body, under its name at that date.")),
    Field("judge", _("The judge or decision maker.")),
    Field("filed_by", _("Who filed or sent it.")),
    Field("room", _("The court room.")),
    Field("remote_link", _("“none”, “ask” (the court) or “open”; empty if not known.")),
    Field("reporting_restriction", _("What may not be reported. It binds you too.")),
    Field("remote_url", _("The address of a remote link that is open to all.")),
    Field("neutral_citation", _("The number of the judgment, as courts write it.")),
    Field("neutral_citation_url", _("Where an official copy can be looked for.")),
    Field("not_before", _("Whether the time in the date is a “not before”.")),
    Field("ends_at", _("When a hearing ends, on a London clock: “16:00”. Null where the court has not said.")),
    Field("documents[].title", _("A document that readers may open.")),
    Field("documents[].url", _("Its address, on our own host.")),
    Field("documents[].file_type", _("“pdf” and the like.")),
    Field("documents[].bytes", _("Its size in bytes.")),
)
CASE_FIELDS = (
    Field("id", _("The permanent id (a URN).")),
    Field("url", _("The permanent address.")),
    Field("page", _("The address of its page today.")),
    Field("title", _("The name that we give it.")),
    Field("question", _("What it asks, in plain words.")),
    Field("summary", _("Two or three plain sentences of ours.")),
    Field("formal_title", _("Its title in the court’s form.")),
    Field("challenged", _("What is challenged.")),
    Field("remedy", _("What is asked for.")),
    Field("body", _("The court or body.")),
    Field("formal_title_as_at", _("The date of the paper that the title is taken from (EDTF).")),
    Field("procedure.key", _("The way through the courts that it follows.")),
    Field("procedure.version", _("The version of it.")),
    Field("procedure.name", _("Its name.")),
    Field("procedure.jurisdiction", _("Where it holds.")),
    Field("grounds[]", _("The grounds, in plain words, in order.")),
    Field("parties[].name", _("Who is in it.")),
    Field("parties[].role", _("As what.")),
    Field("parties[].period", _("When (EDTF), if it changed.")),
    Field("representatives[].name", _("Who acts for them.")),
    Field("representatives[].role", _("As what.")),
    Field("representatives[].period", _("When (EDTF), if it changed.")),
    Field("identifiers[].scheme", _("The kind of a number by which others know the case.")),
    Field("identifiers[].value", _("The number, as courts write it.")),
    Field("identifiers[].url", _("Where it can be looked for.")),
    Field("links[].relation", _("The relation to another case.")),
    Field("links[].id", _("The permanent id of that case.")),
)


def _part(name: str, key: str):
    return lambda facts: facts[name][key] if facts[name] else ""


COLUMNS = (
    Column("case", _("Of a milestone: the case."), _part("case", "title")),
    Column("case_id", _("Of a milestone: the permanent id of the case."), _part("case", "id")),
    Column("stage", _("Of a milestone: the step, in plain words."), _part("stage", "plain_name")),
    Column("outcome", _("Of a milestone: how it ended."), _part("outcome", "label")),
    Column("result_for", _("Of a milestone: who it went for."), lambda facts: facts["result_for"]),
    Column("outcome_words", _("Of a milestone: the outcome in plain words."), lambda facts: facts["outcome_words"]),
    Column("court_words", _("Of a milestone: the court’s own words."), lambda facts: facts["court_words"]),
    Column("court", _("Of a milestone: the court or body."), lambda facts: facts["court"]),
    Column("judge", _("Of a milestone: the judge or decision maker."), lambda facts: facts["judge"]),
    Column("filed_by", _("Of a milestone: who filed or sent it."), lambda facts: facts["filed_by"]),
    Column(
        "neutral_citation", _("Of a milestone: the number of the judgment."), lambda facts: facts["neutral_citation"]
    ),
    Column(
        "reporting_restriction",
        _("Of a milestone: what may not be reported."),
        lambda facts: facts["reporting_restriction"],
    ),
)


class MilestoneDataMixin(DataMixin):
    """A milestone as data."""

    data_fields = FIELDS
    data_columns = COLUMNS
    data_lists = {"cases": CASE_FIELDS}

    @property
    def data_facts(self):
        return facts_of(self)

    @classmethod
    def fetch_for_data(cls, entries, site):
        fetch(entries, site)

    @classmethod
    def data_beside(cls, entries, site):
        return {"cases": cases_of(entries, site)}

    @classmethod
    def take_in_beside(cls, story, taking):
        from legal.data_taking import take_in_cases

        take_in_cases(story, taking)

    @classmethod
    def from_data_facts(cls, facts, taking):
        from legal.data_taking import from_facts

        return from_facts(facts, taking)
