"""How cases and milestones are made from what was exported of them."""

import datetime

from legal.data_facts import CASE_TEXTS, PRINTED
from legal.models import (
    CaseGround,
    CaseIdentifier,
    CaseLink,
    CasePage,
    CaseParty,
    CaseRepresentative,
    Outcome,
    Procedure,
    Stage,
)
from timeline.data.kinds import NewEntry
from timeline.data.taking import SAID_AGAIN
from timeline.data.taking_in import free_slug
from timeline.models import PublicRecord
from timeline.text_cleaning import printable


def take_in_cases(story: dict, taking) -> None:
    """Make the cases that are missing. They go out together, since their links name each other."""
    added = []
    for place, row in enumerate(taking.rows(story, "cases")):
        with taking.reading(f"Case {place + 1} (“{str(row.get('title'))[:80]}”)"):
            uid = taking.uid(row, "id")
            there = taking.page_with(uid, CasePage)
            page = there.specific if there else _add_case(row, uid, taking)
            taking.made["cases", uid.urn] = page
            if not there:
                added.append((page, row, taking.where))
    for page, row, where in added:
        with taking.reading(where):
            _publish_case(page, row, taking)


def _add_case(row: dict, uid, taking) -> CasePage:
    index = taking.room_of(CasePage)
    page = CasePage(
        **{name: taking.text(row, name) for name in CASE_TEXTS},
        formal_title_as_at=taking.edtf(row, "formal_title_as_at"),
        procedure=_procedure(row, taking),
        slug=free_slug(row.get("page"), index),
        live=False,
    )
    grounds = row.get("grounds")
    if not isinstance(grounds, list) or not all(isinstance(one, str) for one in grounds):
        taking.refuse("grounds", "a list of texts is expected here.")
    page.grounds = taking.inline(CaseGround, "grounds", [{"text": printable(text)} for text in grounds])
    for name, model in (("parties", CaseParty), ("representatives", CaseRepresentative)):
        setattr(page, name, taking.inline(model, name, _people(row, name, taking)))
    page.identifiers = taking.inline(CaseIdentifier, "identifiers", _identifiers(row, taking))
    taking.add(page, index)
    record = PublicRecord.objects.get(page_id=page.pk)
    record.uid = uid
    record.save()
    taking.count("cases")
    return page


def _procedure(row: dict, taking) -> Procedure:
    named = taking.part(row, "procedure")
    key, version = (taking.text(named, name, "procedure", required=True) for name in ("key", "version"))
    found = Procedure.objects.filter(key=key, version=version).first()
    if found is None:
        taking.refuse(
            "procedure", f"this site has no procedure “{key}” of version {version}. Make it under Procedures first."
        )
    return found


def _people(row: dict, listed: str, taking) -> list[dict]:
    return [
        {
            "name": taking.text(one, "name", listed),
            "role": taking.text(one, "role", listed),
            "period": taking.edtf(one, "period", listed),
        }
        for one in taking.rows(row, listed)
    ]


def _identifiers(row: dict, taking) -> list[dict]:
    found = []
    for one in taking.rows(row, "identifiers"):
        values = {name: taking.text(one, name, "identifiers") for name in ("scheme", "value")}
        url = taking.url(one, "url", "identifiers")
        # The official address follows from the number, and is not kept.
        is_official = url == CaseIdentifier(**values).known.url
        found.append({**values, "url": "" if is_official else url})
    return found


def _publish_case(page, row: dict, taking) -> None:
    named = [
        {
            "to": taking.made.get(("cases", taking.text(one, "id", "links"))),
            "word": taking.text(one, "relation", "links"),
        }
        for one in taking.rows(row, "links")
    ]
    page.links = taking.inline(CaseLink, "links", [one for one in named if one["to"]])
    with taking.complaining():
        page.save_revision(user=taking.user).publish(user=taking.user)


def from_facts(facts: dict, taking) -> NewEntry:
    """What a milestone is made of. Its documents stay where they are: where there is no other source, they are it."""
    named = taking.part(facts, "case")
    case = taking.known("cases", taking.text(named, "id", "case", required=True), "case.id")
    stage = _stage(facts, case, taking)
    values = {
        "stage": stage,
        "outcome": _outcome(facts, stage, taking),
        **{name: taking.text(facts, name) for name in PRINTED},
        "remote_url": taking.url(facts, "remote_url"),
        "neutral_citation": taking.text(facts, "neutral_citation"),
        "not_before": taking.yes(facts, "not_before"),
        "ends_at": _time(facts, taking),
    }
    documents = tuple(
        {"title": taking.text(one, "title", "documents"), "url": taking.url(one, "url", "documents")}
        for one in taking.rows(facts, "documents")
    )
    return NewEntry(case, values, sources=documents)


def _stage(facts: dict, case, taking) -> Stage:
    key = taking.text(taking.part(facts, "stage"), "key", "stage", required=True)
    found = Stage.objects.filter(procedure=case.procedure_id, key=key).first()
    if found is None:
        taking.refuse("stage.key", f"“{key}” is no stage of “{case.procedure}”, which the case follows.")
    return found


def _outcome(facts: dict, stage, taking) -> Outcome | None:
    if facts.get("outcome") is None:
        return None
    key = taking.text(taking.part(facts, "outcome"), "key", "outcome", required=True)
    found = Outcome.objects.filter(stage=stage, key=key).first()
    if found is None:
        taking.refuse("outcome.key", f"“{key}” is no outcome of the stage “{stage}”.")
    return found


def _time(facts: dict, taking) -> datetime.time | None:
    value = taking.text(facts, "ends_at")
    try:
        read = datetime.time.fromisoformat(value) if value else None
    except ValueError:
        read = None
    if value and (read is None or read.tzinfo):
        taking.refuse("ends_at", f"“{value[:SAID_AGAIN]}” is no time of day, for example 16:00.")
    return read
