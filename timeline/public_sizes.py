"""The sizes of a picture are public files only while something published shows the picture.

Where a size lies is decided as it is drawn. What opens or closes something asks ``sort_sizes_soon()``: every size that
lies where it may not lie any more is deleted, and drawn anew, under another name, when it is next wanted. The command
that runs each minute asks the same, for what closes by the clock.
"""

import threading

from django.apps import apps
from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast

from timeline.files_in_use import uses_by
from timeline.last_change import note_change
from timeline.querysets import published_pages
from timeline.storage import PUBLIC_SIZES

_IS_PUBLIC = Q(file__startswith=f"{PUBLIC_SIZES}/")


def public_uses():
    """The references to pictures from what anybody may see."""
    from timeline.models import CampaignImage

    return uses_by(published_pages().order_by(), CampaignImage).order_by()


def used_outside_pages(key: str) -> Q:
    """The condition that something public which is no page uses the picture at *key*, the name of a column: a model
    says so by ``shows_its_pictures``. Wagtail's index knows of no settings."""
    from timeline.models import CampaignImage

    used = Q(pk__in=[])
    for model in apps.get_models():
        if getattr(model, "shows_its_pictures", False):
            names = [one.name for one in model._meta.fields if one.related_model is CampaignImage]
            for name in names:
                keys = model._base_manager.filter(**{f"{name}__isnull": False}).values(name)
                used |= Q(**{f"{key}__in": keys})
    return used


def may_be_public(image) -> bool:
    """Whether sizes of *image* may lie where everybody gets them: it may be shown, and something published uses it."""
    from timeline.models import CampaignImage

    # As it stands now: what has been asked about it may have been answered long ago.
    used = Q(Exists(public_uses().filter(to_object_id=str(image.pk)))) | used_outside_pages("pk")
    return CampaignImage.objects.that_may_be_shown().filter(used, pk=image.pk).exists()


def misplaced_sizes():
    """The sizes that lie in the wrong place: public ones of pictures that nothing published shows, and private ones of
    pictures that readers are shown, who would get an address that is not theirs."""
    from timeline.models import CampaignImage, CampaignRendition

    key = Cast(OuterRef("image_id"), CharField())
    used = Q(Exists(public_uses().filter(to_object_id=key))) | used_outside_pages("image_id")
    is_shown = used & Q(image__in=CampaignImage.objects.that_may_be_shown().values("pk"))
    return CampaignRendition.objects.filter(_IS_PUBLIC & ~is_shown | ~_IS_PUBLIC & is_shown)


def sort_sizes() -> int:
    """Delete the sizes that lie in the wrong place; how many there were."""
    return delete_sizes(misplaced_sizes())


def delete_sizes(sizes, *, are_of_an_old_file: bool = False) -> int:
    """Delete *sizes*, files and rows, at once: Wagtail leaves the files to a task, which may wait.

    The file goes first. Where that fails, as a provider may be out of reach, the row stays, and with it the knowledge
    that the file must go: the command that runs each minute tries again. One that fails holds up no other. Of sizes
    that *are_of_an_old_file*, and of private ones, the rows go in any case, or pages would go on showing them; each
    night strays are deleted.
    """
    from timeline.models import CampaignImage

    deleted, failed = [], []
    for size in sizes.select_related("image"):
        try:
            size.file.storage.delete(size.file.name)
        except OSError as error:
            failed.append(error)
            if size.is_public and not are_of_an_old_file:
                continue
        size.delete()
        deleted.append(size)
    if deleted:
        keys = {size.image_id for size in deleted}
        CampaignImage.objects.filter(pk__in=keys).update(times_shut=F("times_shut") + 1)
        # Whoever asked in between was given addresses that are dead now.
        note_change()
    if failed:
        raise OSError(f"{len(failed)} sizes of pictures could not be deleted.") from failed[0]
    return len(deleted)


class _Request:
    """One look for misplaced sizes, however often it is asked for until the transaction ends."""

    is_made = False

    def make(self) -> None:
        # A method, which has a name: Django writes it into the log if it fails.
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
    transaction.on_commit(request.make, robust=True)
