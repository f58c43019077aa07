"""What follows when an entry goes out, and when a file comes in."""

from django.apps import apps
from django.core.exceptions import SuspiciousFileOperation
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.search import index
from wagtail.signals import page_published, page_unpublished, post_page_move, pre_page_move

from timeline import last_change, text_cleaning
from timeline.announcing import tell_of, tell_of_what_opened
from timeline.calendar_record import tell_calendars
from timeline.held_tasks import is_held
from timeline.kept_shut import refuse_move_to_readers, refuse_what_has_opened
from timeline.public_sizes import sort_sizes_soon
from timeline.withdrawals import page_given_back, page_withdrawn


def tell_subscribers_of_what_goes_out(sender, instance, revision=None, **kwargs):
    """Set the clocks that feeds go by. Editing, an old revision, unpublishing and publishing again, moving and
    renaming find them set and leave them alone."""
    from timeline.models import TimelineEntry

    # Wagtail sends the signal for an entry that was only scheduled, too.
    if isinstance(instance, TimelineEntry) and instance.live:
        tell_of(instance, revision)
    elif instance.live:
        tell_of_what_opened(instance)


def tell_subscribers_of_what_has_moved(sender, instance, **kwargs):
    """It may have stood under something that closed it."""
    tell_of_what_opened(instance)


def tell_subscribers_of_what_is_private_no_more(sender, instance, origin=None, **kwargs):
    # With its page it is deleted, too: nothing opens then.
    if getattr(origin, "model", type(origin)) is sender:
        refuse_what_has_opened(instance.page)
        tell_of_what_opened(instance.page)


def count_at_once_what_is_closed(sender, **kwargs):
    """Readers must not be given it a moment longer, whatever becomes of this process."""
    last_change.note_now()


def count_at_once_what_may_not_be_published(sender, instance, created, **kwargs):
    """A document that pages have linked to until now."""
    if not created and not instance.may_be_shown:
        last_change.note_now()


def keep_the_id_of_what_is_deleted(sender, instance, **kwargs):
    """Readers who had it are told that it is gone. Of a draft, nothing is kept."""
    from timeline.withdrawals import keep_tombstone

    keep_tombstone(instance)


def tell_calendars_what_has_changed(sender, instance, **kwargs):
    """Count the changes that calendars must know of, on every way to go live."""
    from timeline.models import TimelineEntry

    if isinstance(instance, TimelineEntry) and instance.live:
        tell_calendars(instance)


def index_with_what_hangs_on_it(sender, instance, **kwargs):
    """Wagtail indexes a page as it is saved, before the rows that hang on it are: without this, words of
    a new source were found only after the next time that its entry went out."""
    if not is_held():
        index.insert_or_update_object(instance)


def refuse_to_keep_an_upload_as_it_came(sender, instance, **kwargs):
    """When the form of many uploads at once is not filled in, Wagtail lays the file among the public
    media, under its own name, to wait. Ours are never unfilled; should one be, nothing is kept."""
    raise SuspiciousFileOperation("An upload would have been kept among the public media as it came.")


def close_what_is_restricted(sender, instance, created, **kwargs):
    from timeline.restrictions import close

    if created and instance.is_in_force:
        close(instance)


def refuse_to_move_out_of_an_order(sender, instance, parent_page_after, **kwargs):
    from timeline.restrictions import refuse_move

    refuse_move(instance, parent_page_after)


def refuse_to_move_to_readers_in_a_hold(sender, instance, parent_page_after, **kwargs):
    refuse_move_to_readers(instance, parent_page_after)


def shut_pictures_that_came_to_a_closed_page(sender, instance, **kwargs):
    """By a publish or a move: nothing is saved on the order then."""
    from timeline.restrictions import shut_pictures_of_closed

    shut_pictures_of_closed(instance)


def sort_sizes_where_something_opens_or_closes():
    """Nobody else need think of the pictures: what each of these lets readers see, or no longer see, is asked again."""
    for name, signal in (
        ("published", page_published),
        ("unpublished", page_unpublished),
        ("moved", post_page_move),
        ("withdrawn", page_withdrawn),
        ("given_back", page_given_back),
    ):
        signal.connect(sort_sizes_soon, dispatch_uid=f"sort_sizes_when_{name}")
    models = [model for model in apps.get_models() if getattr(model, "shows_its_pictures", False)]
    labels = ["wagtailcore.PageViewRestriction", "timeline.Restriction", "timeline.TakeDown", "timeline.CampaignImage"]
    for label in [*labels, "timeline.ImageConsent", *(model._meta.label for model in models)]:
        for name, signal in (("saved", post_save), ("deleted", post_delete)):
            signal.connect(sort_sizes_soon, sender=label, dispatch_uid=f"sort_sizes_when_{name}_{label}")


def register():
    last_change.register()
    text_cleaning.register()
    sort_sizes_where_something_opens_or_closes()
    post_save.connect(close_what_is_restricted, sender="timeline.Restriction", dispatch_uid="close_what_is_restricted")
    pre_page_move.connect(refuse_to_move_out_of_an_order, dispatch_uid="refuse_to_move_out_of_an_order")
    pre_page_move.connect(refuse_to_move_to_readers_in_a_hold, dispatch_uid="refuse_to_move_to_readers_in_a_hold")
    for signal in (page_published, post_page_move):
        signal.connect(
            shut_pictures_that_came_to_a_closed_page, dispatch_uid="shut_pictures_that_came_to_a_closed_page"
        )
    page_published.connect(tell_subscribers_of_what_goes_out, dispatch_uid="tell_subscribers_of_what_goes_out")
    post_page_move.connect(tell_subscribers_of_what_has_moved, dispatch_uid="tell_subscribers_of_what_has_moved")
    post_delete.connect(
        tell_subscribers_of_what_is_private_no_more,
        sender="wagtailcore.PageViewRestriction",
        dispatch_uid="tell_subscribers_of_what_is_private_no_more",
    )
    post_save.connect(
        count_at_once_what_may_not_be_published,
        sender="timeline.CampaignDocument",
        dispatch_uid="count_at_once_what_may_not_be_published",
    )
    page_unpublished.connect(count_at_once_what_is_closed, dispatch_uid="count_at_once_what_is_unpublished")
    for name, signal, sender in (
        ("private", post_save, "wagtailcore.PageViewRestriction"),
        ("deleted", post_delete, "timeline.PublicRecord"),
    ):
        signal.connect(count_at_once_what_is_closed, sender=sender, dispatch_uid=f"count_at_once_what_is_{name}")
    for model in ("PublicRecord", "ChangeNote"):
        pre_delete.connect(
            keep_the_id_of_what_is_deleted,
            sender=f"timeline.{model}",
            dispatch_uid=f"keep_the_id_of_a_deleted_{model}",
        )
    page_published.connect(tell_calendars_what_has_changed, dispatch_uid="tell_calendars_what_has_changed")
    page_published.connect(index_with_what_hangs_on_it, dispatch_uid="index_with_what_hangs_on_it")
    pre_save.connect(
        refuse_to_keep_an_upload_as_it_came,
        sender="wagtailcore.UploadedFile",
        dispatch_uid="refuse_to_keep_an_upload_as_it_came",
    )
