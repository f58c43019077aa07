"""What milestones hand over to calendars: the case, the court, and what one must know before going there."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from timeline.calendar_facts import CalendarFacts


def facts_of(milestone) -> CalendarFacts:
    case = milestone.fetched_case or milestone.case
    return CalendarFacts(
        heading=case.title if case else "",
        place=", ".join(filter(None, [milestone.room, milestone.court])),
        notes=tuple(_notes(milestone)),
        not_before=milestone.not_before,
        ends_at=milestone.ends_at,
    )


def fetch_cases(milestones) -> None:
    """Give each of the published *milestones* its case, in one query for all of them."""
    from legal.models import CasePage

    paths = {_path_of_case(one) for one in milestones}
    cases = {case.path: case for case in CasePage.objects.published().filter(path__in=paths)}
    for one in milestones:
        one.fetched_case = cases.get(_path_of_case(one))


def _path_of_case(milestone) -> str:
    return milestone.path[: -Page.steplen]


def _notes(milestone):
    if milestone.outcome_words:
        yield _("Outcome: {words}").format(words=milestone.outcome_words)
    if milestone.judge:
        yield _("Judge or decision maker: {name}").format(name=milestone.judge)
    if milestone.reporting_restriction:
        yield _("Reporting restriction: {words}").format(words=milestone.reporting_restriction)
    if milestone.remote_link == milestone.RemoteLink.OPEN:
        yield _("Remote link, open to all: {address}").format(address=milestone.remote_url)
    elif milestone.remote_link == milestone.RemoteLink.ASK:
        yield _("To follow it remotely, ask the court for a link.")
