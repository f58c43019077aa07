"""410: what readers had, and what is gone for good as far as we know."""

from django.http import Http404
from django.shortcuts import render

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
