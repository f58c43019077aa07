"""Whatever editors do, and in whatever order, the standing is the one that the published milestones give."""

import datetime

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from legal.models import CasePage, MilestonePage, Procedure
from tests.factories import make_case, make_milestone, publish

pytestmark = pytest.mark.django_db

#: In days from today, whichever day it is when the example runs.
DAYS = [-900, -400, -30, -1, 0, 1, 60]
OCCURRENCES = ["happened", "scheduled", "expected", "postponed", "cancelled", "did-not-happen"]
#: Each of which may follow an end, so that no sequence is refused.
STAGES = ["letter-before-claim", "preparing", "permission-to-appeal", "ended", "consequential-orders"]

which = st.integers(0, 5)
step = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(STAGES), st.sampled_from(DAYS), st.sampled_from(OCCURRENCES)),
    st.tuples(st.just("edit"), which, st.sampled_from(DAYS), st.sampled_from(OCCURRENCES)),
    st.tuples(st.sampled_from(["unpublish", "publish", "draft", "old revision", "move", "delete"]), which),
)


class Desk:
    """Two cases, and what an editor does to their milestones. It keeps its own account of what is public."""

    def __init__(self, procedure):
        self.cases = [make_case(procedure=procedure), make_case(procedure=procedure)]
        self.stages = {stage.key: stage for stage in procedure.stages.all()}
        self.pages = []
        self.today = timezone.localdate()
        #: By page: case, stage, day and occurrence as the public has them; absent when it has not.
        self.public = {}

    def do(self, action, *given):
        if action == "add":
            self.add(*given)
        elif self.pages:
            page = self.pages[given[0] % len(self.pages)]
            getattr(self, action.replace(" ", "_"))(MilestonePage.objects.get(pk=page), *given[1:])

    def on(self, days) -> str:
        return (self.today + datetime.timedelta(days=days)).isoformat()

    def add(self, stage, days, occurrence):
        page = make_milestone(case=self.cases[0], stage=self.stages[stage], date=self.on(days), occurrence=occurrence)
        self.pages.append(page.pk)
        self.note(page)

    def edit(self, page, days, occurrence):
        page.date, page.occurrence = self.on(days), occurrence
        self.note(publish(page))

    def unpublish(self, page):
        page.unpublish()
        self.public.pop(page.pk, None)

    def publish(self, page):
        publish(page)
        self.note(page)

    def draft(self, page):
        draft = page.get_latest_revision_as_object()
        draft.date, draft.occurrence = self.on(DAYS[0]), "happened"
        draft.save_revision()

    def old_revision(self, page):
        page.revisions.order_by("pk").first().publish()
        self.note(MilestonePage.objects.get(pk=page.pk))

    def move(self, page):
        here = page.get_parent().pk
        there = next(case.pk for case in self.cases if case.pk != here)
        page.move(CasePage.objects.get(pk=there), pos="last-child")
        page = MilestonePage.objects.get(pk=page.pk)
        if page.live:
            self.note(page)

    def delete(self, page):
        self.pages.remove(page.pk)
        self.public.pop(page.pk, None)
        page.delete()

    def note(self, page):
        self.public[page.pk] = (page.get_parent().pk, page.stage, page.date.edtf, page.occurrence)

    def fresh(self, case) -> dict:
        """The standing worked out from the account alone."""
        mine = sorted(
            (day, pk, stage, occurrence)
            for pk, (where, stage, day, occurrence) in self.public.items()
            if where == case.pk
        )
        happened = [row for row in mine if row[3] == "happened"]
        ends = [place for place, row in enumerate(happened) if row[2].terminal]
        is_over = ends and not any(row[2].after_end == "reopens" for row in happened[ends[-1] :])
        coming = [row[1] for row in mine if row[3] in ("scheduled", "expected") and row[0] >= self.on(0)]
        late = [row[1] for row in mine if row[3] in ("scheduled", "expected") and row[0] < self.on(0)]
        return {
            "latest": happened[-1][1] if happened else None,
            "ended": happened[ends[-1]][1] if is_over else None,
            "ahead": coming,
            "overdue": late,
        }


def shown(client, case) -> dict:
    """The standing that the page of *case* is drawn from."""
    standing = client.get(case.get_url()).context["standing"]
    return {
        "latest": standing.latest and standing.latest.pk,
        "ended": standing.ended and standing.ended.pk,
        "ahead": [one.pk for one in standing.ahead],
        "overdue": [one.pk for one in standing.overdue],
    }


# A failing sequence is told as it is found: making it smaller would take minutes of saving pages.
@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(step, min_size=1, max_size=9))
def test_standing_is_what_the_published_milestones_give(client, front_page, steps):
    with transaction.atomic():
        desk = Desk(Procedure.objects.get(key="judicial-review-ew"))
        for action in steps:
            desk.do(*action)
        found = [(shown(client, case), desk.fresh(case)) for case in desk.cases]
        # By then it may be tomorrow.
        assume(timezone.localdate() == desk.today)
        for of_page, of_account in found:
            assert of_page == of_account
        transaction.set_rollback(True)
