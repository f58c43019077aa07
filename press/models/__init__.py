"""The press archive: what the papers wrote, cited and summed up in our own words, never republished."""

from press.models.archive import PressArchivePage
from press.models.articles import ArticleAddress, PressArticlePage
from press.models.captures import Capture
from press.models.intake import Intake, IntakeItem
from press.models.outlets import Outlet, OutletHost, OutletName
from press.models.quotations import Quotation
from press.models.rights import ArticleRights

__all__ = [
    "ArticleAddress",
    "ArticleRights",
    "Capture",
    "Intake",
    "IntakeItem",
    "Outlet",
    "OutletHost",
    "OutletName",
    "PressArchivePage",
    "PressArticlePage",
    "Quotation",
]
