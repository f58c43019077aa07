"""The procedures that are shipped: read from ``data/procedures.json``, added, never rewritten."""

import datetime
import json
from pathlib import Path

from django.core.exceptions import FieldDoesNotExist

SHIPPED = Path(__file__).parent / "data" / "procedures.json"

STAGE_FIELDS = (
    "key",
    "name",
    "plain_name",
    "explains",
    "optional",
    "repeatable",
    "starts_clock",
    "hearing",
    "rule_ref",
    "usual_limit",
    "as_at",
    "terminal",
    "after_end",
)


def load_shipped_procedures(procedures, stages, outcomes, path: Path = SHIPPED) -> int:
    """Add each procedure whose key and version are not there yet; return how many were added.

    The three managers are arguments because a migration has models of its own: of its day, too, so a
    field that those models have not got yet is left out.
    """
    added = 0
    for record in _read(path):
        values = {
            "name": record["name"],
            "jurisdiction": record["jurisdiction"],
            "valid_from": datetime.date.fromisoformat(record["valid_from"]) if record["valid_from"] else None,
        }
        procedure, is_new = procedures.get_or_create(key=record["key"], version=record["version"], defaults=values)
        if not is_new:
            continue
        added += 1
        for place, stage_record in enumerate(record["stages"]):
            values = _stage_values(stages.model, stage_record)
            stage = stages.create(procedure=procedure, sort_order=place, **values)
            _add_outcomes(outcomes, stage, stage_record["outcomes"])
    return added


def complete_shipped_procedures(procedures, stages, outcomes, path: Path = SHIPPED) -> None:
    """Bring what an older file has put in to what the file says now: stages and outcomes that are missing
    are added, those that are there take its words; what somebody else has added stays, after them.

    For migrations before the first release only: afterwards a change to the file is a new version.
    """
    for record in _read(path):
        procedure = procedures.filter(key=record["key"], version=record["version"]).first()
        if procedure is None:
            continue
        present = {stage.key: stage for stage in stages.filter(procedure=procedure)}
        for place, stage_record in enumerate(record["stages"]):
            stage = present.pop(stage_record["key"], None) or stages.model(procedure=procedure)
            for name, value in _stage_values(stages.model, stage_record).items():
                setattr(stage, name, value)
            stage.sort_order = place
            stage.save()
            _complete_outcomes(outcomes, stage, stage_record["outcomes"])
        for place, stage in enumerate(present.values(), start=len(record["stages"])):
            stages.filter(pk=stage.pk).update(sort_order=place)


def _read(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))


def _stage_values(model, record: dict) -> dict:
    return {name: record[name] for name in STAGE_FIELDS if name in record and _has_field(model, name)}


def _has_field(model, name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def _add_outcomes(outcomes, stage, records: list[dict]) -> None:
    outcomes.bulk_create(
        outcomes.model(stage=stage, sort_order=rank, key=one["key"], label=one["label"])
        for rank, one in enumerate(records)
    )


def _complete_outcomes(outcomes, stage, records: list[dict]) -> None:
    present = {outcome.key: outcome for outcome in outcomes.filter(stage=stage)}
    for rank, one in enumerate(records):
        outcome = present.pop(one["key"], None) or outcomes.model(stage=stage, key=one["key"])
        outcome.label, outcome.sort_order = one["label"], rank
        outcome.save()
    for rank, outcome in enumerate(present.values(), start=len(records)):
        outcomes.filter(pk=outcome.pk).update(sort_order=rank)
