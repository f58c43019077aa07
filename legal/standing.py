"""Where a case stands: read off its published milestones each time, kept nowhere."""

from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page

from timeline.dates import Occurrence


@dataclass(frozen=True)
class Standing:
    """The latest milestone that happened, and the nearest one to come. Either may be ``None``."""

    latest: object | None
    ahead: object | None


def standing_of(milestones) -> Standing:
    """The standing that *milestones*, in story order, tell of."""
    happened = [one for one in milestones if one.occurrence == Occurrence.HAPPENED]
    ahead = [one for one in milestones if one.is_ahead]
    return Standing(happened[-1] if happened else None, ahead[0] if ahead else None)


def published_milestones(*above):
    """The published milestones under the pages *above*, drawn for cards, in story order."""
    from legal.models import MilestonePage

    under = Q()
    for page in above:
        under |= Q(path__startswith=page.path)
    milestones = MilestonePage.objects.published().filter(under) if above else MilestonePage.objects.none()
    return list(milestones.chronological().for_cards())


def case_context(case) -> dict:
    """What a case's page shows beside the case itself."""
    milestones = published_milestones(case)
    return {"milestones": milestones, "standing": standing_of(milestones)}


def cases_with_standing(index: Page) -> list[tuple]:
    """The published cases under *index*, in tree order, each with its standing."""
    from legal.models import CasePage

    cases = list(CasePage.objects.published().descendant_of(index).order_by("path"))
    milestones = published_milestones(*cases)
    return [(case, standing_of([one for one in milestones if one.path.startswith(case.path)])) for case in cases]
