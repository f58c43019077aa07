"""Where a case stands: read off its published milestones each time, kept nowhere."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.models import Page

from timeline.dates import Occurrence

#: What was fixed or foreseen and then did not take place on its day.
FELL_THROUGH = (Occurrence.POSTPONED, Occurrence.CANCELLED, Occurrence.DID_NOT_HAPPEN)
SURENESS = {
    Occurrence.SCHEDULED: _lazy("fixed by the court or body; it can still be moved"),
    Occurrence.EXPECTED: _lazy("a forecast; nobody has fixed it"),
}


@dataclass(frozen=True)
class Standing:
    """What the published milestones of a case say of it. Each part may be empty.

    ``latest`` is the last milestone that happened; ``ended`` the one that ended the case, unless it
    has gone on since; ``ahead`` what is scheduled or expected and still to come; ``overdue`` what was
    to have come by now, of which nobody has said whether it did; ``fallen`` what was put off or called
    off since the latest, where nothing new is fixed.
    """

    latest: object | None = None
    ended: object | None = None
    ahead: tuple = ()
    overdue: tuple = ()
    fallen: object | None = None

    @property
    def point(self):
        """The milestone that says where the case stands, or ``None``."""
        return self.ended or self.latest

    @property
    def next(self):
        """The nearest milestone to come, or ``None``."""
        return self.ahead[0] if self.ahead else None

    @property
    def where(self) -> str:
        """Where it stands, in a few plain words."""
        return where_it_stands(self.point) if self.point else _("nothing has happened yet that is recorded here")

    @property
    def since(self) -> str:
        """Since when it has stood there, in words; with an outcome, when that was. Empty where nothing happened."""
        if not self.point:
            return ""
        is_plain = not (self.point.outcome or self.point.dated.is_interval or self.point.date_wording)
        return _("since {start}").format(start=self.point.when) if is_plain else self.point.when

    @property
    def how_sure(self) -> str:
        """How sure the next step is, in words; empty where there is none."""
        return str(SURENESS[self.next.occurrence]) if self.next else ""


def where_it_stands(milestone) -> str:
    """The stage and the outcome of *milestone* in plain words: “The full hearing: Heard”."""
    stage, outcome = milestone.stage, milestone.outcome
    if outcome is None:
        return stage.plain_name
    if stage.terminal and outcome.is_known:
        return outcome.label
    result = outcome.label if outcome.is_known else _("the outcome is not known to us")
    return f"{stage.plain_name}{'' if stage.plain_name.endswith('?') else ':'} {result}"


def standing_of(milestones) -> Standing:
    """The standing that *milestones*, in story order, tell of."""
    happened = [one for one in milestones if one.occurrence == Occurrence.HAPPENED]
    latest = happened[-1] if happened else None
    ended = None
    for one in happened:
        if one.stage.terminal:
            ended = one
        elif one.stage.after_end == one.stage.AfterEnd.REOPENS:
            ended = None
    ahead = tuple(one for one in milestones if one.is_ahead)
    overdue = tuple(one for one in milestones if one.occurrence in SURENESS and not one.is_ahead)
    since_latest = milestones[milestones.index(latest) + 1 :] if latest else milestones
    fell_through = [one for one in since_latest if one.occurrence in FELL_THROUGH]
    fallen = fell_through[-1] if fell_through and not ahead else None
    return Standing(latest, ended, ahead, overdue, fallen)


def published_milestones(*above):
    """The published milestones under the pages *above*, drawn for cards, in story order."""
    from legal.models import MilestonePage

    under = Q()
    for page in above:
        under |= Q(path__startswith=page.path)
    milestones = MilestonePage.objects.published().filter(under) if above else MilestonePage.objects.none()
    return list(milestones.chronological().for_cards())


def cases_with_standing(index: Page) -> list[tuple]:
    """The published cases under *index*, in tree order, each with its standing."""
    from legal.models import CasePage

    cases = list(CasePage.objects.published().descendant_of(index).order_by("path"))
    milestones = published_milestones(*cases)
    return [(case, standing_of([one for one in milestones if one.path.startswith(case.path)])) for case in cases]
