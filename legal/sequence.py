"""What cannot be so in a case: milestones that contradict their stage, their own times, or each other.

The functions give messages by field, for the form and for ``save()`` alike.
"""

from functools import reduce
from operator import or_

from django.db.models import Q

from timeline.dates import Occurrence
from timeline.dates.words import clock_words

NO_TIME = "Say in the date at what time it starts: “23 March 2018, 10:30am”."


def milestone_obstacles(milestone) -> dict[str, str]:
    """What is wrong with *milestone* where it stands, as messages by field; empty when nothing is."""
    if not milestone.stage_id:
        return {}
    found = _of_the_stage(milestone) | _of_the_hearing(milestone)
    if not found and milestone.case and milestone.date:
        found = _beside_the_others(milestone)
    return found


def _of_the_stage(milestone) -> dict[str, str]:
    found = {}
    stage, case = milestone.stage, milestone.case
    if milestone.outcome_id and milestone.outcome.stage_id != milestone.stage_id:
        found["outcome"] = f"“{milestone.outcome}” is no outcome of the stage “{stage}”."
    if case and stage.procedure_id != case.procedure_id:
        found["stage"] = f"“{stage}” is a stage of “{stage.procedure}”. This case follows “{case.procedure}”."
    return found


def _of_the_hearing(milestone) -> dict[str, str]:
    found = {}
    starts = _start(milestone)
    if milestone.not_before and not starts:
        found["not_before"] = NO_TIME
    if milestone.ends_at and not starts:
        found["ends_at"] = NO_TIME
    elif milestone.ends_at and milestone.ends_at <= starts:
        found["ends_at"] = f"It starts at {clock_words(starts)}, so it cannot end at {clock_words(milestone.ends_at)}."
    if milestone.remote_link == milestone.RemoteLink.OPEN and not milestone.remote_url:
        found["remote_url"] = "Give the address of the link, or choose “Ask the court for a link”."
    if milestone.remote_url and milestone.remote_link != milestone.RemoteLink.OPEN:
        found["remote_link"] = "An address stands below. Choose “Open to all”, or take the address away."
    return found


def _beside_the_others(milestone) -> dict[str, str]:
    others = list(siblings(milestone))
    return _overlapping(milestone, others) or _after_the_end(milestone, others)


def siblings(milestone):
    """The other live milestones of the same case, in story order. For an editor: nothing is shown to a reader."""
    from legal.models import MilestonePage

    case = milestone.case
    if case.fetched_sent_out is not None:
        return [other for other in case.fetched_sent_out if other.pk != milestone.pk]
    others = MilestonePage.objects.child_of(case).sent_out()
    return others.exclude(pk=milestone.pk).select_related("stage").chronological()


def fetch_siblings(milestones) -> None:
    """Give each of *milestones* its case, and each case its live milestones: two queries for all of them."""
    from legal.models import CasePage, MilestonePage

    paths = {_path_of_case(one) for one in milestones}
    cases = {case.path: case for case in CasePage.objects.filter(path__in=paths).select_related("procedure")}
    for case in cases.values():
        case.fetched_sent_out = []
    below = reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk__in=[]))
    for other in MilestonePage.objects.filter(below).sent_out().select_related("stage").chronological():
        cases[_path_of_case(other)].fetched_sent_out.append(other)
    for one in milestones:
        one.fetched_case = cases[_path_of_case(one)]


def _path_of_case(milestone) -> str:
    return milestone.path[: -milestone.steplen]


def _overlapping(milestone, others) -> dict[str, str]:
    """Two hearings at the very same time are one hearing with two matters; two that cut into each other
    are a slip of the pen."""
    mine = _span(milestone)
    if not mine:
        return {}
    for other in others:
        theirs = _span(other)
        if not theirs or theirs == mine or mine[0] != theirs[0]:
            continue
        if mine[1] < theirs[2] and theirs[1] < mine[2]:
            times = f"{clock_words(theirs[1])} to {clock_words(theirs[2])}"
            return {
                "ends_at": f"“{other.title}” is down for {times} that day, in this case. "
                "Two hearings may be at the same time, but not cut into each other."
            }
    return {}


def _after_the_end(milestone, others) -> dict[str, str]:
    """A case that ended does not go on, unless a stage that may follow an end says so."""
    if milestone.occurrence != Occurrence.HAPPENED and milestone.stage.terminal:
        return {}
    line = sorted([*others, milestone], key=lambda one: (one.story_order, one.pk or float("inf")))
    end = None
    for one in line:
        stage = one.stage
        if end and not stage.terminal and not stage.after_end and _takes_place(one):
            if one is milestone:
                return _ended_before(end, one)
            if end is milestone:
                return _goes_on_after(end, one)
        if stage.terminal and one.occurrence == Occurrence.HAPPENED:
            end = one
        elif stage.after_end == stage.AfterEnd.REOPENS and _takes_place(one):
            end = None
    return {}


def _ended_before(end, milestone) -> dict[str, str]:
    return {
        "stage": f"The case ended before: “{end.title}”, {end.when}. If it went on, first add a milestone of a stage "
        "that takes it up again, or one that says on what this one followed."
    }


def _goes_on_after(end, later) -> dict[str, str]:
    return {"stage": f"The case goes on after this end: “{later.title}”, {later.when}. Look at the two dates."}


def _takes_place(milestone) -> bool:
    return milestone.occurrence in (Occurrence.HAPPENED, Occurrence.SCHEDULED)


def _start(milestone):
    moment = milestone.date.time if milestone.date else None
    return moment and moment.time()


def _span(milestone) -> tuple | None:
    """The day, the start and the end of a hearing that has all three and takes place, in London's clock."""
    starts = _start(milestone)
    if not starts or not milestone.ends_at or not _takes_place(milestone):
        return None
    return milestone.earliest, starts, milestone.ends_at
