"""What the dashboard shows of consents to pictures: those that end, and those that are over while a page needs them."""

import datetime

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import ReferenceIndex
from wagtail.permissions import policy_registry

from timeline.desk_schedules import SHOWN
from timeline.models import CampaignImage, ImageConsent

#: A consent is listed so long before it ends: there is somebody to be asked again.
DAYS_BEFORE = 60


def consents_that_end(user):
    """The consents that end soon, and those that ended or were taken back while something uses the picture, the
    soonest first: those of pictures that *user* may change."""
    today = timezone.localdate()
    policy = policy_registry.get_by_type(CampaignImage)
    mine = policy.instances_user_has_permission_for(user, "change").order_by().values("pk")
    uses = ReferenceIndex.objects.filter(
        to_content_type__app_label=CampaignImage._meta.app_label,
        to_content_type__model=CampaignImage._meta.model_name,
        to_object_id=Cast(OuterRef("image_id"), CharField()),
    )
    ends_soon = Q(withdrawn_on=None, ends_on__range=(today, today + datetime.timedelta(days=DAYS_BEFORE)))
    is_over = Q(withdrawn_on__isnull=False) | Q(ends_on__lt=today)
    listed = ImageConsent.objects.filter(ends_soon | is_over & Exists(uses), image__in=mine)
    # Where nobody can be recognised any more, nobody has to agree.
    listed = listed.filter(image__recognisable__in=CampaignImage.SOMEBODY).select_related("image")
    return listed.annotate(over_on=Coalesce("withdrawn_on", "ends_on")).order_by("over_on", "pk")


class ConsentsThatEnd(Component):
    """With time to ask again: for those who may change the pictures."""

    order = 141
    template_name = "timeline/admin/desk_consents.html"

    def __init__(self, user):
        self.user = user

    def get_context_data(self, parent_context):
        consents = list(consents_that_end(self.user)[: SHOWN + 1])
        return {"consents": consents[:SHOWN], "more": len(consents) > SHOWN, "today": timezone.localdate()}
