"""A case that goes over to another version of its procedure, with the milestones that it has.

Stages and outcomes are the same in two versions when their keys are. A milestone's row is carried over
when the case goes out; a revision, which holds the stage of its day, is read in the version that the
case follows now.
"""

from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, Case, F, Q, When

from legal.models.procedures import Outcome, Stage

IN_USE = (
    "Its milestones follow “{old}”, which has stages that “{new}” has not: {missing}. "
    "Give those milestones stages of the same key there, or keep the procedure."
)


def milestones_of(case):
    """All milestones of *case*, drafts too."""
    from legal.models.milestones import MilestonePage

    return MilestonePage.objects.child_of(case)


def keys_that_are_missing(case, procedure) -> list[str]:
    """The stages and outcomes that milestones of *case* have, in a draft perhaps, and *procedure* has not, as
    readers know them."""
    strangers = milestones_of(case).exclude(stage__procedure=procedure)
    used = {*_pairs(strangers, "stage", "outcome"), *_pairs_in_drafts(case)}
    if not used:
        return []
    stages = {stage.pk: stage for stage in Stage.objects.filter(pk__in={stage for stage, _outcome in used})}
    outcomes = {one.pk: one for one in Outcome.objects.filter(pk__in={outcome for _stage, outcome in used} - {None})}
    there = _Same(procedure)
    missing = []
    for stage in sorted(stages.values(), key=lambda one: (one.sort_order or 0, one.pk)):
        if stage.procedure_id == procedure.pk:
            continue
        if there.stage(stage.key) is None:
            missing.append(stage.plain_name)
            continue
        mine = [outcomes[pk] for of, pk in used if of == stage.pk and pk in outcomes]
        missing += [f"{stage.plain_name}: {one}" for one in mine if there.outcome(stage.key, one.key) is None]
    return list(dict.fromkeys(missing))


def refusal(case, procedure) -> str:
    """Why *case* cannot follow *procedure*, or an empty string."""
    missing = keys_that_are_missing(case, procedure)
    if not missing:
        return ""
    old = Stage.objects.filter(milestones__in=milestones_of(case)).exclude(procedure=procedure).first()
    return IN_USE.format(old=old.procedure if old else "another version", new=procedure, missing=", ".join(missing))


def with_what_is_there(content: dict, row) -> dict:
    """*content* of a revision of the milestone *row*, with the row's stage and outcome where its own were
    deleted with their version: the row was carried over before that."""
    pair = content.get("stage"), content.get("outcome")
    is_there = Stage.objects.filter(pk=pair[0]).exists() and (
        pair[1] is None or Outcome.objects.filter(pk=pair[1]).exists()
    )
    return content if is_there else {**content, "stage": row.stage_id, "outcome": row.outcome_id}


def carry_over(milestone, procedure) -> bool:
    """Give *milestone* the stage and outcome of *procedure* that are the same as its own.

    Return whether anything was changed. Without such a stage it is left as it is: the checks of the
    milestone then say so.
    """
    if milestone.stage.procedure_id == procedure.pk:
        return False
    there = _Same(procedure)
    stage = there.stage(milestone.stage.key)
    outcome = milestone.outcome and there.outcome(milestone.stage.key, milestone.outcome.key)
    if stage is None or (milestone.outcome and outcome is None):
        return False
    milestone.stage_id, milestone.outcome_id = stage, outcome
    return True


def carry_over_rows(case) -> None:
    """Carry the rows of all milestones of *case* over to the procedure that it follows, in one go.

    It refuses when one could not be carried over: no case goes out with milestones of two procedures.
    """
    strangers = milestones_of(case).exclude(stage__procedure=case.procedure_id)
    pairs = list(strangers.order_by().values_list("stage_id", "stage__key", "outcome_id", "outcome__key").distinct())
    if not pairs:
        return
    if refused := refusal(case, case.procedure):
        raise ValidationError({"procedure": refused})
    there = _Same(case.procedure)
    stages, outcomes = [], []
    for stage, stage_key, outcome, outcome_key in pairs:
        row = Q(stage=stage, outcome=outcome)
        stages.append(When(row, then=there.stage(stage_key)))
        if outcome:
            outcomes.append(When(row, then=there.outcome(stage_key, outcome_key)))
    values = {"stage": Case(*stages, default=F("stage"), output_field=BigIntegerField())}
    if outcomes:
        values["outcome"] = Case(*outcomes, default=F("outcome"), output_field=BigIntegerField())
    strangers.update(**values)


class _Same:
    """The stages and outcomes of a procedure, by their keys."""

    def __init__(self, procedure):
        self.stages = dict(Stage.objects.filter(procedure=procedure).values_list("key", "pk"))
        self.outcomes = {
            (stage, key): pk
            for stage, key, pk in Outcome.objects.filter(stage__procedure=procedure).values_list(
                "stage__key", "key", "pk"
            )
        }

    def stage(self, key: str) -> int | None:
        return self.stages.get(key)

    def outcome(self, stage_key: str, key: str) -> int | None:
        return self.outcomes.get((stage_key, key))


def _pairs(milestones, stage: str, outcome: str) -> list[tuple]:
    return list(milestones.order_by().values_list(stage, outcome).distinct())


def _pairs_in_drafts(case) -> list[tuple]:
    """The stage and outcome that the drafts of milestones hold, beside what is in their rows."""
    content = milestones_of(case).filter(has_unpublished_changes=True, latest_revision__isnull=False)
    keys = ("latest_revision__content__stage", "latest_revision__content__outcome")
    return [pair for pair in content.order_by().values_list(*keys) if pair[0]]
