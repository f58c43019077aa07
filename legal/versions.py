"""A case that goes over to another version of its procedure, with the milestones that it has.

Stages and outcomes are the same in two versions when their keys are. A milestone's row is carried over
when the case goes out; a revision, which holds the stage of its day, is read in the version that the
case follows now.
"""

from legal.models.procedures import Outcome, Stage


def milestones_of(case):
    """All milestones of *case*, drafts too."""
    from legal.models.milestones import MilestonePage

    return MilestonePage.objects.child_of(case)


def keys_that_are_missing(case, procedure) -> list[str]:
    """The stages and outcomes that milestones of *case* have and *procedure* has not, as readers know them."""
    milestones = milestones_of(case).exclude(stage__procedure=procedure)
    missing = []
    for stage_key, name, outcome_key, label in milestones.values_list(
        "stage__key", "stage__plain_name", "outcome__key", "outcome__label"
    ).distinct():
        stage = procedure.stages.filter(key=stage_key).first()
        if stage is None:
            missing.append(name)
        elif outcome_key and not stage.outcomes.filter(key=outcome_key).exists():
            missing.append(f"{name}: {label}")
    return list(dict.fromkeys(missing))


def same_stage(stage, procedure):
    """The stage of *procedure* with the key of *stage*, or ``None``."""
    return Stage.objects.filter(procedure=procedure, key=stage.key).first()


def same_outcome(outcome, stage):
    """The outcome of *stage* with the key of *outcome*, or ``None``."""
    return Outcome.objects.filter(stage=stage, key=outcome.key).first()


def carry_over(milestone, procedure) -> bool:
    """Give *milestone* the stage and outcome of *procedure* that are the same as its own.

    Return whether anything was changed. Without such a stage it is left as it is: the checks of the
    milestone then say so.
    """
    if milestone.stage.procedure_id == procedure.pk:
        return False
    stage = same_stage(milestone.stage, procedure)
    if stage is None:
        return False
    outcome = milestone.outcome and same_outcome(milestone.outcome, stage)
    if milestone.outcome and outcome is None:
        return False
    milestone.stage, milestone.outcome = stage, outcome
    return True


def carry_over_rows(case) -> None:
    """Carry the rows of all milestones of *case* over to the procedure that it follows."""
    strangers = milestones_of(case).exclude(stage__procedure=case.procedure_id).select_related("stage", "outcome")
    for milestone in strangers:
        if carry_over(milestone, case.procedure):
            type(milestone).objects.filter(pk=milestone.pk).update(stage=milestone.stage, outcome=milestone.outcome)
