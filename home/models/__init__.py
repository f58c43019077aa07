"""The front door, one file a subject."""

from home.models.demo import DemoThing
from home.models.pages import Action, HomePage, StandingPage
from home.models.reporters import ReportersPage
from home.models.settings import CampaignSettings

__all__ = ["Action", "CampaignSettings", "DemoThing", "HomePage", "ReportersPage", "StandingPage"]
