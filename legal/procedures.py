"""The procedures that are shipped: read from ``data/procedures.json``, added, never rewritten."""

import datetime
import json
from pathlib import Path

SHIPPED = Path(__file__).parent / "data" / "procedures.json"

STAGE_FIELDS = (
    "key",
    "name",
    "plain_name",
    "explains",
    "optional",
    "repeatable",
    "starts_clock",
    "rule_ref",
    "usual_limit",
    "as_at",
    "terminal",
)


def load_shipped_procedures(procedures, stages, outcomes, path: Path = SHIPPED) -> int:
    """Add each procedure whose key and version are not there yet; return how many were added.

    The three managers are arguments because a migration has models of its own.
    """
    added = 0
    for record in json.loads(path.read_text(encoding="utf-8")):
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
            stage_values = {name: stage_record[name] for name in STAGE_FIELDS}
            stage = stages.create(procedure=procedure, sort_order=place, **stage_values)
            outcomes.bulk_create(
                outcomes.model(stage=stage, sort_order=rank, key=one["key"], label=one["label"])
                for rank, one in enumerate(stage_record["outcomes"])
            )
    return added
