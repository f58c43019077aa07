"""What milestones hand over to exports: themselves, and their cases."""

from django.db.models import prefetch_related_objects

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
    Field("case.id", "The permanent id of the case. A whole story tells all of it in its list “cases”."),
    Field("case.title", "The name of the case."),
    Field("stage.key", "The step of the procedure."),
    Field("stage.name", "Its legal name."),
    Field("stage.plain_name", "Its name in plain words."),
    Field("outcome.key", "How it ended; “not-known” if that is not known to us. Null where nothing ended."),
    Field("outcome.label", "The same in words."),
    Field("result_for", "Who it went for: “claimant”, “defendant”, “in-part”, “neither”, “not-known”; or empty."),
    Field("outcome_words", "The outcome in plain words of ours."),
    Field("court_words", "The court’s own words."),
    Field("grounds_concerned", "Which grounds it is about; empty for all."),
    Field("court", "The court or body, under its name at that date."),
    Field("judge", "The judge or decision maker."),
    Field("filed_by", "Who filed or sent it."),
    Field("room", "The court room."),
    Field("remote_link", "“none”, “ask” (the court) or “open”; empty if not known."),
    Field("reporting_restriction", "What may not be reported. It binds you too."),
    Field("remote_url", "The address of a remote link that is open to all."),
    Field("neutral_citation", "The number of the judgment, as courts write it."),
    Field("neutral_citation_url", "Where an official copy can be looked for."),
    Field("not_before", "Whether the time in the date is a “not before”."),
    Field("ends_at", "When a hearing ends, on a London clock: “16:00”. Null where the court has not said."),
    Field("documents[].title", "A document that readers may open."),
    Field("documents[].url", "Its address, on our own host."),
    Field("documents[].file_type", "“pdf” and the like."),
    Field("documents[].bytes", "Its size in bytes."),
)
CASE_FIELDS = (
    Field("id", "The permanent id (a URN)."),
    Field("url", "The permanent address."),
    Field("page", "The address of its page today."),
    Field("title", "The name that we give it."),
    Field("question", "What it asks, in plain words."),
    Field("summary", "Two or three plain sentences of ours."),
    Field("formal_title", "Its title in the court’s form."),
    Field("challenged", "What is challenged."),
    Field("remedy", "What is asked for."),
    Field("body", "The court or body."),
    Field("formal_title_as_at", "The date of the paper that the title is taken from (EDTF)."),
    Field("procedure.key", "The way through the courts that it follows."),
    Field("procedure.version", "The version of it."),
    Field("procedure.name", "Its name."),
    Field("procedure.jurisdiction", "Where it holds."),
    Field("grounds[]", "The grounds, in plain words, in order."),
    Field("parties[].name", "Who is in it."),
    Field("parties[].role", "As what."),
    Field("parties[].period", "When (EDTF), if it changed."),
    Field("representatives[].name", "Who acts for them."),
    Field("representatives[].role", "As what."),
    Field("representatives[].period", "When (EDTF), if it changed."),
    Field("identifiers[].scheme", "The kind of a number by which others know the case."),
    Field("identifiers[].value", "The number, as courts write it."),
    Field("identifiers[].url", "Where it can be looked for."),
    Field("links[].relation", "The relation to another case."),
    Field("links[].id", "The permanent id of that case."),
)


def _part(name: str, key: str):
    return lambda facts: facts[name][key] if facts[name] else ""


COLUMNS = (
    Column("case", "Of a milestone: the case.", _part("case", "title")),
    Column("case_id", "Of a milestone: the permanent id of the case.", _part("case", "id")),
    Column("stage", "Of a milestone: the step, in plain words.", _part("stage", "plain_name")),
    Column("outcome", "Of a milestone: how it ended.", _part("outcome", "label")),
    Column("result_for", "Of a milestone: who it went for.", lambda facts: facts["result_for"]),
    Column("outcome_words", "Of a milestone: the outcome in plain words.", lambda facts: facts["outcome_words"]),
    Column("court_words", "Of a milestone: the court’s own words.", lambda facts: facts["court_words"]),
    Column("court", "Of a milestone: the court or body.", lambda facts: facts["court"]),
    Column("judge", "Of a milestone: the judge or decision maker.", lambda facts: facts["judge"]),
    Column("filed_by", "Of a milestone: who filed or sent it.", lambda facts: facts["filed_by"]),
    Column("neutral_citation", "Of a milestone: the number of the judgment.", lambda facts: facts["neutral_citation"]),
    Column(
        "reporting_restriction",
        "Of a milestone: what may not be reported.",
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
