"""The sizes of a picture are public files only while something published shows the picture.

Where a size lies is decided as it is drawn. What opens or closes something asks ``sort_sizes_soon()``: every size that
lies where it may not lie any more is deleted, and drawn anew, under another name, when it is next wanted. The command
that runs each minute asks the same, for what closes by the clock.
"""

import threading

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex

from timeline.files_in_use import uses_by
from timeline.last_change import note_change
from timeline.querysets import published_pages
from timeline.storage import PUBLIC_SIZES

_IS_PUBLIC = Q(file__startswith=f"{PUBLIC_SIZES}/")


def public_uses():
    """The references to pictures from what anybody may see."""
    from timeline.models import CampaignImage

    return uses_by(published_pages().order_by(), CampaignImage).order_by()


def uses_outside_pages():
    """The references to pictures from what is public and is no page: of models that say so by ``shows_its_pictures``."""
    from timeline.models import CampaignImage

    models = [model for model in apps.get_models() if getattr(model, "shows_its_pictures", False)]
    types = ContentType.objects.get_for_models(*models).values()
    to = {"to_content_type__app_label": "timeline", "to_content_type__model": CampaignImage._meta.model_name}
    return ReferenceIndex.objects.filter(base_content_type__in=types, **to).order_by()


def may_be_public(image) -> bool:
    """Whether sizes of *image* may lie where everybody gets them: it may be shown, and something published uses it."""
    from timeline.models import CampaignImage

    # As it stands now: what has been asked about it may have been answered long ago.
    fresh = CampaignImage.objects.with_orders().filter(pk=image.pk).first()
    return bool(fresh and fresh.may_be_shown and _is_used(str(fresh.pk)))


def _is_used(key: str) -> bool:
    return any(uses.filter(to_object_id=key).exists() for uses in (uses_outside_pages(), public_uses()))


def misplaced_sizes():
    """The sizes that lie in the wrong place: public ones of pictures that nothing published shows, and private ones of
    pictures that readers are shown, who would get an address that is not theirs."""
    from timeline.models import CampaignImage, CampaignRendition

    key = Cast(OuterRef("image_id"), CharField())
    used = Q(Exists(public_uses().filter(to_object_id=key))) | Q(Exists(uses_outside_pages().filter(to_object_id=key)))
    is_shown = used & Q(image__in=CampaignImage.objects.that_may_be_shown().values("pk"))
    return CampaignRendition.objects.filter(_IS_PUBLIC & ~is_shown | ~_IS_PUBLIC & is_shown)


def sort_sizes() -> int:
    """Delete the sizes that lie in the wrong place; how many there were."""
    return delete_sizes(misplaced_sizes())


def delete_sizes(sizes) -> int:
    """Delete *sizes*, rows and files, at once: Wagtail leaves the files to a task, which may wait."""
    from timeline.models import CampaignImage

    deleted = list(sizes.select_related("image"))
    for size in deleted:
        storage, name = size.file.storage, size.file.name
        size.delete()
        storage.delete(name)
    if deleted:
        keys = {size.image_id for size in deleted}
        CampaignImage.objects.filter(pk__in=keys).update(times_shut=F("times_shut") + 1)
        # Whoever asked in between was given addresses that are dead now.
        note_change()
    return len(deleted)


def forget_earlier_file(image, name: str) -> None:
    """Delete the sizes of *image*, which were cut from another file or at another place, and that file, *name*."""
    delete_sizes(image.renditions.all())
    if name and name != image.file.name and not type(image)._base_manager.filter(file=name).exists():
        image.file.storage.delete(name)


class _Request:
    """One look for misplaced sizes, however often it is asked for until the transaction ends."""

    is_made = False

    def __call__(self):
        if not self.is_made:
            self.is_made = True
            sort_sizes()


_waiting = threading.local()


def sort_sizes_soon(**kwargs) -> None:
    """Sort the sizes once what is going on is committed. It failing is logged, and changes nothing of what was saved:
    the command that runs each minute makes it good."""
    request = getattr(_waiting, "request", None)
    if request is None or request.is_made:
        request = _waiting.request = _Request()
    transaction.on_commit(request, robust=True)
