"""Which of our pages' old addresses go on: those that a reader may have seen."""

from functools import wraps

from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig


class RedirectsFromPublicAddresses(WagtailRedirectsAppConfig):
    """Wagtail's redirects, made for a renamed or moved page only if it has been public.

    Wagtail makes them for a draft too: its working titles would lead to it once it is out.
    """

    def ready(self):
        super().ready()
        from wagtail.contrib.redirects import signal_handlers
        from wagtail.signals import page_slug_changed, post_page_move

        for signal, handler in (
            (page_slug_changed, signal_handlers.autocreate_redirects_on_slug_change),
            (post_page_move, signal_handlers.autocreate_redirects_on_page_move),
        ):
            signal.disconnect(handler)
            signal.connect(_if_it_has_been_public(handler), weak=False, dispatch_uid=handler.__name__)


def _if_it_has_been_public(handler):
    @wraps(handler)
    def handle(instance, **kwargs):
        if instance.first_published_at:
            handler(instance=instance, **kwargs)

    return handle
