"""The calendar of everything, under the campaign's own name."""

from wagtail.models import Site

from home.models import CampaignSettings
from timeline.calendar_views import calendar_of_site
from timeline.polling import for_pollers


@for_pollers(depends_on_day=False)
def calendar_everything(request):
    """``/calendar.ics``, and the address that it had before: the same bytes at both."""
    site = Site.find_for_request(request)
    name = CampaignSettings.for_site(site).name or site.site_name or site.hostname
    return calendar_of_site(request, name=name)
