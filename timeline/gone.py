"""410: what readers had, and what is gone for good as far as we know."""

from django.http import Http404
from django.shortcuts import render
from wagtail.models import Page

from timeline.merged import standing_short_id
from timeline.withdrawals import record_of_gone


class PageGone(Exception):  # noqa: N818 - named as Django names Http404
    """A page that readers had and that is withdrawn; with its *record*, or ``None`` where nothing is left of it.

    No ``Http404``: Wagtail takes those for an address of nobody's before the middleware can answer.
    """

    def __init__(self, record=None):
        super().__init__("withdrawn")
        self.record = record


def not_there(page) -> Exception:
    """What to raise for *page*, which is not published: that it is gone, or as if it never was."""
    record = record_of_gone(page)
    return PageGone(record) if record else Http404()


def page_at(site, short_id: str):
    """The published page of *site* with this permanent id, as a plain row; of an entry that was merged into another,
    that one. ``PageGone`` if readers had it, else ``Http404``."""
    from timeline.models import PublicRecord, Tombstone
    from timeline.querysets import GatedPageQuerySet

    lookup = {f"public_record__{name}": value for name, value in PublicRecord.lookup(short_id).items()}
    pages = GatedPageQuerySet(model=Page).of_site(site).filter(**lookup)
    page = pages.published().first()
    if page:
        return page
    if there := pages.first():
        raise not_there(there)
    if stays := standing_short_id(short_id):
        return page_at(site, stays)
    if Tombstone.objects.standing().filter(site=site, **PublicRecord.lookup(short_id)).exists():
        raise PageGone()
    raise Http404


class PageGoneMiddleware:
    """Answers 410 where a page is gone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, PageGone):
            words = exception.record.withdrawn_words if exception.record else ""
            return render(request, "410.html", {"words": words}, status=410)
        return None
