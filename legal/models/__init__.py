"""Legal challenges, one file a subject."""

from legal.models.cases import (
    CaseGround,
    CaseIdentifier,
    CaseLink,
    CasePage,
    CaseParty,
    CaseRepresentative,
    LegalIndexPage,
)
from legal.models.milestones import MilestoneDocument, MilestonePage
from legal.models.procedures import Outcome, Procedure, Stage

__all__ = [
    "CaseGround",
    "CaseIdentifier",
    "CaseLink",
    "CasePage",
    "CaseParty",
    "CaseRepresentative",
    "LegalIndexPage",
    "MilestoneDocument",
    "MilestonePage",
    "Outcome",
    "Procedure",
    "Stage",
]
