"""Every address of the site. What is not listed here is a page of Wagtail's tree."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from accounts import urls as sign_in_urls
from home.calendars import calendar_everything
from home.cards import card_image, site_card_image
from home.citing import cite_press, cite_story
from home.corrections import corrections
from home.data_page import data, data_csv, data_json, data_story, data_timelinejs
from home.dossier import dossier, dossier_of_case
from home.feeds import feed, feed_of
from home.icons import app_icon, favicon, touch_icon
from home.manifest import manifest
from home.search import search
from home.security_txt import security_txt
from home.styleguide import styleguide
from home.stylesheet import stylesheet
from home.subscribe import subscribe
from home.views import not_found, robots
from timeline.calendar_views import calendar_of
from timeline.citation_views import cite_entry
from timeline.digest_views import digest_page
from timeline.document_views import serve_document
from timeline.sitemaps import PublishedSitemap
from timeline.views import entry_short_address

handler404 = "home.views.not_found"

urlpatterns = [
    # Before Wagtail's own addresses: its sign-in page gives way to the one that asks for a second factor.
    path(settings.ADMIN_PATH, include(sign_in_urls)),
    path(settings.ADMIN_PATH, include(wagtailadmin_urls)),
    # Wagtail's doors to private pages for readers. A private page is not there, and nor are its doors:
    # they would answer 200 for a page that exists and 404 for one that does not.
    re_path(r"^_util/", not_found, name="no_doors_to_pages"),
    re_path(r"^documents/authenticate_with_password/", not_found, name="no_doors_to_documents"),
    re_path(r"^documents/(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^e/(?P<short_id>[0-9a-f]{10})/$", entry_short_address, name="entry_short_address"),
    re_path(r"^e/(?P<short_id>[0-9a-f]{10})/cite\.(?P<ext>ris|bib|json|txt)$", cite_entry, name="cite_entry"),
    re_path(r"^cite/story\.(?P<ext>ris|bib|json|txt)$", cite_story, name="cite_story"),
    re_path(r"^cite/press\.(?P<ext>ris|bib|json|txt)$", cite_press, name="cite_press"),
    path("calendar.ics", calendar_everything, name="calendar_everything"),
    # Its first address. Programs that subscribed to it seldom follow a redirect.
    path("calendar/everything.ics", calendar_everything, name="calendar_everything_as_it_was"),
    re_path(r"^calendar/(?P<short_id>[0-9a-f]{10})\.ics$", calendar_of, name="calendar_of"),
    re_path(r"^feeds/(?P<name>[a-z]+)\.(?P<ext>atom|rss|json)$", feed, name="feed"),
    re_path(r"^feeds/of/(?P<short_id>[0-9a-f]{10})\.(?P<ext>atom|rss|json)$", feed_of, name="feed_of"),
    re_path(r"^digests/(?P<short_id>[0-9a-f]{10})/$", digest_page, name="digest"),
    path("corrections/", corrections, name="corrections"),
    path("data/", data, name="data"),
    path("data/v1/entries.json", data_json, name="data_json"),
    path("data/v1/story.json", data_story, name="data_story"),
    path("data/v1/entries.csv", data_csv, name="data_csv"),
    path("data/v1/timelinejs.json", data_timelinejs, name="data_timelinejs"),
    path("dossier/", dossier, name="dossier"),
    re_path(r"^dossier/of/(?P<short_id>[0-9a-f]{10})/$", dossier_of_case, name="dossier_of_case"),
    re_path(r"^style\.(?P<digest>[0-9a-f]{12})\.css$", stylesheet, name="stylesheet"),
    path("subscribe/", subscribe, name="subscribe"),
    path("cards/site.png", site_card_image, name="site_card_image"),
    re_path(r"^cards/(?P<short_id>[0-9a-f]{10})\.png$", card_image, name="card_image"),
    path("search/", search, name="search"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": {"pages": PublishedSitemap}}, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    # Where some look first (RFC 9116, 3).
    path("security.txt", require_safe(RedirectView.as_view(pattern_name="security_txt")), name="security_txt_above"),
    path("favicon.ico", favicon, name="favicon"),
    path("apple-touch-icon.png", touch_icon, name="touch_icon"),
    re_path(r"^icon-(?P<size>192|512)\.png$", app_icon, name="app_icon"),
    path("site.webmanifest", manifest, name="manifest"),
    *([path("styleguide/", styleguide, name="styleguide")] if settings.DEBUG else []),
    *(static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT) if settings.DEBUG else []),
    path("", include(wagtail_urls)),
]
