from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Site


@require_safe
def robots(request):
    """Keep crawlers out of filtered views; tell them where the sitemap is. Where the admin is, it tells nobody: its
    pages ask not to be indexed themselves.

    The picture of a card has its version in a query. The longer rule wins (RFC 9309), and it stands first for
    crawlers that take the first.
    """
    site = Site.find_for_request(request)
    lines = [
        "User-agent: *",
        "Allow: /cards/",
        "Disallow: /search/",
        "Disallow: /*?",
        f"Sitemap: {site.root_url}/sitemap.xml" if site else "",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def not_found(request, exception=None):
    """A page that is not there, whether it never was, is a draft, or was taken back: one answer for all."""
    return render(request, "404.html", status=404)
