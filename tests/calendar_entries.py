"""Entries that calendars tell of: a hearing of a case, and a meeting."""

from tests.factories import make_event, make_milestone


def make_hearing(case, **given):
    stage = case.procedure.stages.filter(hearing=True).first()
    return make_milestone(case=case, stage=stage, **{"title": "Hearing", "occurrence": "scheduled", **given})


def scheduled(date, **given):
    return make_event(**{"title": "Meeting", "date": date, "occurrence": "scheduled", **given})
