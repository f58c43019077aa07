"""The stages of a case as they are drawn: which were reached, where it stands, what is next."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from legal.standing import FELL_THROUGH, Standing
from timeline.dates import Occurrence


class State(StrEnum):
    """Where a stage is in its case. Each has words, since a mark alone tells nothing to many readers."""

    HERE = "here"
    DONE = "done"
    NEXT = "next"
    WAITED_FOR = "waited-for"
    PUT_OFF = "put-off"
    PASSED_BY = "passed-by"
    NOT_REACHED = "not-reached"


WORDS = {
    State.HERE: _("Where it stands"),
    State.DONE: _("Done"),
    State.NEXT: _("Next"),
    State.WAITED_FOR: _("Was to have come by now"),
    State.PUT_OFF: _("Put off or called off"),
    State.PASSED_BY: _("Left out, or not known to us"),
    State.NOT_REACHED: _("Not reached"),
}


@dataclass(frozen=True)
class Step:
    """A stage with the milestones that it has in this case, in story order."""

    stage: object
    state: State
    milestones: tuple = ()

    @property
    def words(self) -> str:
        return str(WORDS[self.state])

    @property
    def is_side_route(self) -> bool:
        return self.stage.optional and not self.stage.terminal

    @property
    def is_reached(self) -> bool:
        return bool(self.milestones)

    @property
    def explains_itself(self) -> bool:
        """Whether the reader needs the sentence about the stage here and now."""
        return self.state in (State.HERE, State.NEXT, State.WAITED_FOR)


@dataclass(frozen=True)
class Tracker:
    """The steps that are drawn, in the procedure's order, and the side routes that this case did not take."""

    steps: list[Step] = field(default_factory=list)
    not_taken: list = field(default_factory=list)

    @property
    def has_unreached(self) -> bool:
        return any(not step.is_reached for step in self.steps)


def tracker_of(stages, milestones, standing: Standing) -> Tracker:
    """The tracker of a case whose procedure has *stages*, from its published *milestones*."""
    by_stage = {}
    for one in milestones:
        by_stage.setdefault(one.stage_id, []).append(one)
    places = [place for place, stage in enumerate(stages) if _was_reached(by_stage.get(stage.pk, ()))]
    furthest = max((place for place in places if not stages[place].terminal), default=-1)
    steps, not_taken = [], []
    for place, stage in enumerate(stages):
        visits = tuple(by_stage.get(stage.pk, ()))
        if not visits and (stage.optional or stage.terminal):
            not_taken.append(stage)
        else:
            steps.append(Step(stage, _state(visits, standing, passed=place < furthest), visits))
    return Tracker(steps, not_taken)


def _was_reached(visits) -> bool:
    return any(one.occurrence == Occurrence.HAPPENED for one in visits)


def _state(visits, standing: Standing, *, passed: bool) -> State:
    if not visits:
        return State.PASSED_BY if passed else State.NOT_REACHED
    if standing.point in visits:
        return State.HERE
    if standing.next in visits:
        return State.NEXT
    if _was_reached(visits):
        return State.DONE
    if any(one in standing.overdue for one in visits):
        return State.WAITED_FOR
    if all(one.occurrence in FELL_THROUGH for one in visits):
        return State.PUT_OFF
    return State.NEXT
