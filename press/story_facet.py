"""The story narrowed to what one outlet published."""

import re

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from press.models import Outlet, PressArticlePage
from timeline.facets import Chosen, StoryFacet


class OutletFacet(StoryFacet):
    """The articles of an outlet, which is named as in the press archive: by its key."""

    name = "outlet"
    label = _("Outlet")
    unknown = _("There is nothing here from such an outlet.")

    def find(self, value, site):
        """The outlet, or the one that it was merged into: an old address still finds what it asked for."""
        if not re.fullmatch("[0-9]{1,9}", value):
            return None
        named = Outlet.objects.filter(pk=int(value)).first()
        outlet = named and named.standing_for
        if outlet is None or not PressArticlePage.objects.published().of_site(site).filter(outlet=outlet).exists():
            return None
        return Chosen(str(outlet.pk), outlet.name, Q(pressarticlepage__outlet=outlet.pk), outlet)

    def counted(self, entries, site):
        of_outlets = entries.order_by("pressarticlepage__outlet__name", "pressarticlepage__outlet").filter(
            pressarticlepage__outlet__isnull=False
        )
        counted = of_outlets.values_list("pressarticlepage__outlet", "pressarticlepage__outlet__name").annotate(
            Count("pk", distinct=True)
        )
        return [(str(key), name, number) for key, name, number in counted]
