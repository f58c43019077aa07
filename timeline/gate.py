from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from wagtail.models import Page

from timeline.copy_forms import GatedCopyForm
from timeline.forms import GatedPageForm
from timeline.going_out import NotReadyError, goes_out, stops_of_the_moment
from timeline.gone import not_there
from timeline.legal_checks import legal_workflow, needs_legal_check
from timeline.merged import with_standing_pages
from timeline.own_titles import OwnPagesTester
from timeline.protected_names import fields_with_protected_names, is_read
from timeline.querysets import GatedPageManager
from timeline.restrictions import orders_over, refuse_copy
from timeline.stale_saves import refuse_late
from timeline.text_cleaning import clean_page


class GatedPageMixin:
    """A page that answers a reader only when the gate lets it.

    Wagtail's own answer for a private page is a sign-in form, and for an expired page the page itself
    until a command has run. Here each of them is a page that is not there.
    """

    #: No page of ours takes anything from its reader.
    allowed_http_methods = ["GET", "HEAD", "OPTIONS"]
    base_form_class = GatedPageForm
    copy_form_class = GatedCopyForm
    #: A room holds what many have written: to take it down would be to close the site.
    is_room = False

    def clean(self):
        super().clean()
        if self.slug and self.slug.isdigit():
            # /timeline/2018/ is the year 2018, and other rooms may have years one day.
            raise ValidationError({"slug": "Use at least one letter: addresses of digits alone are those of years."})

    def save(self, *args, **kwargs):
        """Refuse to be live with what stops a page. Every way to publish ends here; the form says it again beside
        the field."""
        if self.live:
            found = self._what_stops_it(kwargs.get("update_fields"))
            if found:
                raise NotReadyError(found)
        super().save(*args, **kwargs)

    def _what_stops_it(self, changed) -> dict[str, str]:
        """*changed* are the names of the columns that are saved; ``None`` for all."""
        found = {}
        if changed is None or "live" in changed:
            found |= self.obstacles()
            if goes_out(self):
                found |= stops_of_the_moment(self)
        if changed is None or any(name == "live" or is_read(self, name) for name in changed):
            found |= fields_with_protected_names(self)
        return found

    def obstacles(self) -> dict[str, str]:
        """What stops this page from going out, as messages by field; empty when nothing does."""
        return {}

    def permissions_for_user(self, user):
        return OwnPagesTester(user, self)

    # The legal reader

    def is_closed_by_order(self) -> bool:
        return orders_over(self).exists()

    def room_asks_for_legal_check(self, above=None) -> bool:
        """Whether pages of this kind go out on a legal reader's word here, closed or not. Of a new page, which has no
        place yet, it is asked with the page *above* it."""
        return False

    def get_workflow(self):
        """What an order closes goes by way of the legal reader, wherever it stands."""
        return (legal_workflow() if self.pk and needs_legal_check(self) else None) or super().get_workflow()

    @property
    def has_workflow(self):
        return self.get_workflow() is not None

    def save_revision(self, *args, **kwargs):
        clean_page(self)
        with transaction.atomic():
            refuse_late(self)
            revision = super().save_revision(*args, **kwargs)
        self.stands_on = None
        return revision

    def with_content_json(self, content):
        return super().with_content_json(with_standing_pages(self, content))

    def copy(self, recursive=False, *args, **kwargs):
        refuse_copy(self, with_subpages=recursive)
        return super().copy(recursive, *args, **kwargs)

    def is_published(self) -> bool:
        """Whether anybody may see this page now, as it stands in the database."""
        return type(self).objects.filter(pk=self.pk).published().exists()

    def route(self, request, path_components):
        if not path_components:
            self._refuse_unless_published(request)
        result = super().route(request, path_components)
        if path_components and result.page.pk == self.pk:
            self._refuse_unless_published(request)
        return result

    def _refuse_unless_published(self, request) -> None:
        if not self.is_published():
            # Where an editor types an address, Wagtail asks whether it is one of ours, and knows one answer.
            is_in_admin = request.path.startswith(reverse("wagtailadmin_home"))
            raise Http404 if is_in_admin else not_there(self)

    # What a page type says of its files

    def documents_kept_back(self) -> set[int]:
        """The keys of documents that this page uses and does not show to readers."""
        return set()

    @classmethod
    def vetoes_document(cls, document) -> bool:
        """Whether a page of this type says that *document* is never published, on whatever page."""
        return False


class GatedPage(GatedPageMixin, Page):
    """The base of every page type that is not an entry."""

    objects = GatedPageManager()

    class Meta:
        abstract = True
