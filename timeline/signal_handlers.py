"""What follows when an entry goes out."""

from django.utils import timezone
from wagtail.signals import page_published


def announce_what_goes_out_for_the_first_time(sender, instance, **kwargs):
    """Set the clock that feeds go by, once. Editing, an old revision, unpublishing and publishing again,
    moving and renaming find it set and leave it alone."""
    from timeline.models import PublicRecord, TimelineEntry

    # Wagtail sends the signal for an entry that was only scheduled, too.
    if isinstance(instance, TimelineEntry) and instance.live:
        PublicRecord.objects.filter(entry_id=instance.pk, announced_at__isnull=True, goes_out_quietly=False).update(
            announced_at=timezone.now()
        )


def register():
    page_published.connect(
        announce_what_goes_out_for_the_first_time, dispatch_uid="announce_what_goes_out_for_the_first_time"
    )
