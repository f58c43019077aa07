"""The calendar of everything, under the campaign's own name."""

from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Site

from home.models import CampaignSettings
from timeline.calendar_views import calendar_of_site


@conditional_page
@require_safe
def calendar_everything(request):
    """``/calendar/everything.ics``"""
    site = Site.find_for_request(request)
    name = CampaignSettings.for_site(site).name or site.site_name or site.hostname
    return calendar_of_site(request, name=name)
