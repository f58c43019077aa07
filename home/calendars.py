"""The calendar of everything, under the campaign's own name."""

from wagtail.models import Site

from home.models import CampaignSettings
from timeline.calendar_views import calendar_of_site
from timeline.polling import for_pollers
from timeline.sharing.pages import name_of


@for_pollers(depends_on_day=False, reads_query=False)
def calendar_everything(request):
    """``/calendar.ics``, and the address that it had before: the same bytes at both."""
    site = Site.find_for_request(request)
    return calendar_of_site(request, name=name_of(CampaignSettings.for_site(site), site))
