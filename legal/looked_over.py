"""What a milestone says to those who look everything over, and to the merging of two of them."""

from django.db.models import Q
from django.urls import reverse

from legal.sequence import fetch_siblings
from timeline.adding import form_under, parents_for
from timeline.models import CampaignDocument, TimelineEntry


class MilestoneLookedOverMixin:
    merged_relations = {**TimelineEntry.merged_relations, "documents": ("document", "documents")}

    @classmethod
    def address_to_add(cls, user):
        """A milestone needs its case: where there is one, its form; else the list of cases, to open or to add one."""
        keys = list(parents_for(cls, user).values_list("pk", flat=True)[:2])
        if len(keys) == 1:
            return form_under(cls, keys[0])
        from legal.models import CasePage

        lists = list(parents_for(CasePage, user).values_list("pk", flat=True)[:1])
        return reverse("wagtailadmin_explore", args=lists) if lists else super().address_to_add(user)

    @classmethod
    def fetch_for_obstacles(cls, entries):
        fetch_siblings(entries)

    @classmethod
    def has_other_evidence(cls):
        """A document is evidence when readers may open it."""
        from legal.models import MilestoneDocument

        allowed = MilestoneDocument.objects.filter(may_publish=MilestoneDocument.MayPublish.YES).exclude(basis="")
        shown = allowed.filter(document__may_be_published=CampaignDocument.MayBePublished.YES)
        return Q(pk__in=shown.order_by().values("milestone_id"))
