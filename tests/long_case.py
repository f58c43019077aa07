"""A made-up case that goes all the ways at once, for tests and for the eye."""

import datetime

from django.utils import timezone

from legal.models import CaseGround, CaseIdentifier
from tests.factories import make_case, make_milestone, publish

APPEAL = {"court": "Court of Appeal (Civil Division)"}
TOLD = [
    ("letter-before-claim", "sent", "2024-01-10", {}),
    ("letter-before-claim", "unanswered", "2024-02-10", {}),
    ("claim-issued", "issued", "2024-03-01", {}),
    ("permission", "refused", "2024-06-01", {}),
    ("oral-renewal", "granted-in-part", "2024-07-01", {"grounds_concerned": "1 and 2", "result_for": "in-part"}),
    ("oral-renewal", "refused", "2024-07-01", {"grounds_concerned": "3", "result_for": "defendant"}),
    ("substantive-hearing", "vacated", "2024-10-01", {"occurrence": "postponed"}),
    ("substantive-hearing", "heard", "2024-11-05/2024-11-06", {"date_extent": "throughout"}),
    ("judgment", "dismissed", "2024-12-20", {"neutral_citation": "[2024] EWHC 3333 (admin)"}),
    ("permission-to-appeal", "granted", "2025-02-01", APPEAL),
]


def make_long_case():
    """Papers refused, renewed and split; a hearing vacated and listed again; an appeal in another court, which
    is to be heard in forty days. ``told`` has the milestones."""
    case = make_case(title="A long case", challenged="The rules of 2023", remedy="An end to the rules")
    case.grounds = [CaseGround(text="The Act does not allow it."), CaseGround(text="Nobody was asked.")]
    case.identifiers = [CaseIdentifier(value="CO/2717/2023"), CaseIdentifier(value="AC-2023-LON-002237")]
    publish(case)
    stages = {stage.key: stage for stage in case.procedure.stages.all()}
    coming = (timezone.localdate() + datetime.timedelta(days=40)).isoformat()
    hearing = APPEAL | {"occurrence": "scheduled", "room": "Court 71", "reporting_restriction": "No child is named."}
    case.told = [
        make_milestone(
            case=case,
            stage=stages[key],
            outcome=stages[key].outcomes.get(key=outcome) if outcome else None,
            date=date,
            title=f"Milestone {number}",
            **given,
        )
        for number, (key, outcome, date, given) in enumerate([*TOLD, ("court-of-appeal", "", coming, hearing)])
    ]
    return case
