"""The procedures that are shipped: what the file says, and what migrations make of it."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

from legal.models import Outcome, Procedure, Stage
from legal.procedures import SHIPPED, STAGE_FIELDS, complete_shipped_procedures, load_shipped_procedures

RECORDS = json.loads(SHIPPED.read_text(encoding="utf-8"))
STAGES = [(record["key"], stage) for record in RECORDS for stage in record["stages"]]
EACH_STAGE = pytest.mark.parametrize(("procedure", "stage"), STAGES, ids=lambda one: getattr(one, "get", str)("key"))
EACH_PROCEDURE = pytest.mark.parametrize("record", RECORDS, ids=lambda one: one["key"])
LATIN = r"\b(ex parte|inter alia|certiorari|mandamus|ultra vires|amicus|prima facie|per se|pro bono|versus|vs)\b"
PARTIAL = r"\b(won|win|lost|lose|positive|negative|success\w*|fail\w*|victory|defeat\w*)\b"


def stage_of(record, key) -> dict:
    return next(stage for stage in record["stages"] if stage["key"] == key)


def as_in_the_file(procedures=Procedure.objects) -> list[dict]:
    """What stands in the database, in the form of the file."""
    found = []
    for record in RECORDS:
        procedure = procedures.get(key=record["key"], version=record["version"])
        stages = [
            {name: getattr(stage, name) for name in STAGE_FIELDS}
            | {"outcomes": [{"key": one.key, "label": one.label} for one in stage.outcomes.order_by("sort_order")]}
            for stage in procedure.stages.order_by("sort_order")
        ]
        found.append({name: getattr(procedure, name) for name in ("key", "name", "jurisdiction", "version")})
        found[-1] |= {"valid_from": procedure.valid_from, "stages": stages}
    return found


@EACH_STAGE
def test_stage_is_explained_in_one_short_plain_sentence(procedure, stage):
    sentence = stage["explains"]
    assert re.fullmatch(r"[A-Z][^.!?]+\.", sentence)
    assert len(sentence.split()) <= 22
    assert not re.search(LATIN, sentence, re.IGNORECASE)


@EACH_STAGE
def test_words_fit_their_fields(procedure, stage):
    for name in STAGE_FIELDS:
        longest = getattr(Stage._meta.get_field(name), "max_length", None)
        assert longest is None or len(stage[name]) <= longest, name


@EACH_STAGE
def test_limit_says_when_it_was_checked_or_asks_to_check_it(procedure, stage):
    if stage["usual_limit"]:
        assert re.fullmatch(r"\d{4}-\d{2}", stage["as_at"]) or stage["usual_limit"].endswith("check the current rule")
    else:
        assert stage["as_at"] == ""


@EACH_STAGE
def test_outcomes_take_no_side_and_one_of_them_is_that_we_do_not_know(procedure, stage):
    keys = [outcome["key"] for outcome in stage["outcomes"]]
    assert len(keys) == len(set(keys))
    assert Outcome.NOT_KNOWN in keys
    labels = " ".join(outcome["label"] for outcome in stage["outcomes"])
    assert not re.search(PARTIAL, labels, re.IGNORECASE)
    assert not re.search(LATIN, labels, re.IGNORECASE)


@EACH_PROCEDURE
def test_case_may_end_in_any_way_and_be_taken_up_again(record):
    keys = [stage["key"] for stage in record["stages"]]
    assert len(keys) == len(set(keys))
    assert keys[-2:] == ["ended", "reopened"]
    ended, reopened = record["stages"][-2:]
    assert [stage["key"] for stage in record["stages"] if stage["terminal"]] == ["ended"]
    assert ended["repeatable"]
    assert ended["usual_limit"].startswith("At any stage")
    ways = {"withdrawn", "settled", "discontinued", "conceded", "ended-by-choice", "academic", "struck-out"}
    assert ways <= {outcome["key"] for outcome in ended["outcomes"]}
    assert (reopened["optional"], reopened["repeatable"], reopened["after_end"]) == (True, True, "reopens")


def test_judicial_review_may_be_transferred():
    assert "transferred" in {
        one["key"] for one in stage_of(stage_of_procedure("judicial-review-ew"), "ended")["outcomes"]
    }


def stage_of_procedure(key) -> dict:
    return next(record for record in RECORDS if record["key"] == key)


@pytest.mark.parametrize(
    ("procedure", "follow", "reopen"),
    [
        (
            "judicial-review-ew",
            {"letter-of-response", "consequential-orders"},
            {
                "preparing",
                "letter-before-claim",
                "appeal-permission-refusal",
                "permission-to-appeal",
                "supreme-court",
                "reopened",
            },
        ),
        (
            "foi-uk",
            {"response"},
            {
                "internal-review",
                "ico-complaint",
                "first-tier-tribunal",
                "upper-tribunal",
                "court-of-appeal",
                "reopened",
            },
        ),
        (
            "data-protection-complaint",
            {"view", "audit", "audit-report", "reprimand", "enforcement-notice", "penalty", "no-action"},
            {"complaint-to-controller", "ico-complaint", "investigation", "tribunal", "reopened"},
        ),
    ],
)
def test_what_may_follow_an_end(procedure, follow, reopen):
    stages = stage_of_procedure(procedure)["stages"]
    assert {stage["key"] for stage in stages if stage["after_end"] == "follows"} == follow
    assert {stage["key"] for stage in stages if stage["after_end"] == "reopens"} == reopen


@pytest.mark.django_db
def test_new_database_holds_what_the_file_says():
    assert as_in_the_file() == RECORDS


@pytest.fixture
def older_file(tmp_path):
    """The file as it was when the first migration was written: two fields, a stage and an outcome fewer."""
    records = json.loads(json.dumps(RECORDS))
    for record in records:
        record["stages"].pop()
        for stage in record["stages"]:
            del stage["hearing"], stage["after_end"]
        stage["outcomes"].pop(0)
        stage["explains"] = "Said otherwise."
    path = tmp_path / "older.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


@pytest.mark.django_db
def test_what_somebody_added_stays_after_what_is_shipped(older_file):
    Procedure.objects.all().delete()
    managers = (Procedure.objects, Stage.objects, Outcome.objects)
    assert load_shipped_procedures(*managers, path=older_file) == len(RECORDS)
    assert load_shipped_procedures(*managers) == 0
    procedure = Procedure.objects.first()
    added = Stage.objects.create(procedure=procedure, key="ours", name="Ours", plain_name="Ours", explains="Ours.")
    outcome = Outcome.objects.create(stage=procedure.stages.get(key="ended"), key="ours", label="Ours")
    complete_shipped_procedures(*managers)
    assert procedure.stages.order_by("sort_order").last() == added
    assert procedure.stages.get(key="ended").outcomes.order_by("sort_order").last() == outcome
    added.delete()
    outcome.delete()
    assert as_in_the_file() == RECORDS
    complete_shipped_procedures(*managers)
    assert as_in_the_file() == RECORDS


MIGRATE = """
import sys, django
django.setup()
from django.core.management import call_command
from pathlib import Path
from legal import procedures
load = procedures.load_shipped_procedures
file = load.__defaults__
load.__defaults__ = (Path(sys.argv[1]),)
call_command("migrate", "legal", "0005", verbosity=0)
load.__defaults__ = file
from legal.models import Stage
assert not Stage.objects.filter(key="reopened").exists()
for target in ("0006", "0005", "0006"):
    call_command("migrate", "legal", target, verbosity=0)
from tests.legal.test_shipped_procedures import RECORDS, as_in_the_file
assert as_in_the_file() == RECORDS
print("as in the file")
"""


def test_older_database_is_completed_by_the_migration(older_file, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", MIGRATE, str(older_file)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'older.sqlite3'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "as in the file", done.stderr


def test_limit_says_in_words_when_somebody_looked_it_up():
    assert Stage(as_at="2026-11").as_at_words == "November 2026"
    assert Stage(as_at="by hand").as_at_words == "by hand"
