"""``/subscribe/``: every feed and calendar in plain words, and how much to expect of each."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.contrib.humanize.templatetags.humanize import apnumber
from django.db.models import Count, Min
from django.db.models.functions import Length, Substr
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from legal.models import CasePage, MilestonePage
from timeline.feeds.channels import EVERYTHING, Channel, channel_of_page, channels
from timeline.models import ChangeNote, Digest, TimelineEntry

YEAR = 365
#: Days for which a site is too new to say what it will be like.
NEW = 60
DAYS_IN_MONTH, WEEKS_IN_MONTH = YEAR / 12, 52 / 12
TITLES = {EVERYTHING: gettext_lazy("Everything"), "key": gettext_lazy("Key moments only")}


@dataclass(frozen=True)
class FeedOffer:
    """One feed as a reader chooses it, with its whole address in each format."""

    title: str
    description: str
    addresses: list[tuple[str, str]]
    often: str = ""
    #: Of how many items *often* speaks.
    number: int = 0


@dataclass(frozen=True)
class CalendarOffer:
    title: str
    address: str

    @property
    def webcal(self) -> str:
        """The address that opens the reader's calendar, with the question whether to subscribe."""
        return f"webcal:{self.address.partition(':')[2]}"


@dataclass(frozen=True)
class Pace:
    """How many items each feed had within the last *days*: a year, or as long as the site has announced anything.
    ``None`` days: it never did."""

    days: int | None
    numbers: Counter

    @property
    def is_new(self) -> bool:
        return self.days is not None and self.days < NEW

    def of(self, name: str) -> str:
        """“about two a month”, for the feed called *name*."""
        number = self.numbers[name]
        if self.days is None or self.is_new:
            if not number:
                return _("none so far")
            return ngettext("{number} so far", "{number} so far", number).format(number=apnumber(number))
        per_month = number * DAYS_IN_MONTH / self.days
        if round(per_month) > 8:
            a_week = round(per_month / WEEKS_IN_MONTH)
            return ngettext("about {number} a week", "about {number} a week", a_week).format(number=apnumber(a_week))
        if per_month >= 0.75:
            a_month = round(per_month)
            return ngettext("about {number} a month", "about {number} a month", a_month).format(
                number=apnumber(a_month)
            )
        return self._seldom(number)

    def _seldom(self, number: int) -> str:
        months = round(self.days / DAYS_IN_MONTH)
        span = _("in the last year")
        if months < 12:
            phrase = ngettext("in the last {number} month", "in the last {number} months", months)
            span = phrase.format(number=apnumber(months))
        if not number:
            return _("none {span}").format(span=span)
        return _("fewer than one a month ({number} {span})").format(number=apnumber(number), span=span)


@require_safe
def subscribe(request):
    site = Site.find_for_request(request)
    pace = pace_of(site)
    feeds = [_feed(site, one, pace) for one in channels()]
    cases = cases_with_entries(site)
    context = {
        "recommended": feeds[0],
        "feeds": feeds[1:],
        "case_feeds": [_feed(site, channel_of_page(case)) for case in cases],
        "calendars": [
            CalendarOffer(_("All dates"), site.root_url + reverse("calendar_everything")),
            *(_calendar(site, case) for case in cases),
        ],
        "pace": pace,
    }
    return render(request, "home/subscribe.html", context)


def pace_of(site) -> Pace:
    """How much was told of late: entries in items of their own, digests and corrections, in the feed of everything;
    entries alone in the others."""
    now = timezone.now()
    entries = TimelineEntry.objects.published().of_site(site).order_by()
    since = now - timedelta(days=YEAR)
    first = entries.aggregate(first=Min("public_record__announced_at"))["first"]
    told = entries.announced().filter(public_record__announced_at__gte=since).order_by()
    rows = told.values_list("content_type", "significance").annotate(number=Count("pk"))
    kinds = ContentType.objects.get_for_models(*TimelineEntry.kinds())
    names = {content_type.pk: kind.kind for kind, content_type in kinds.items()}
    numbers = Counter()
    for content_type, significance, number in rows:
        numbers[EVERYTHING] += number
        numbers[names[content_type]] += number
        if significance == TimelineEntry.Significance.KEY:
            numbers["key"] += number
    in_digests = entries.filter(public_record__digest__isnull=False).values("public_record__digest_id")
    numbers[EVERYTHING] += Digest.objects.filter(site=site, sent_at__gte=since, pk__in=in_digests).count()
    corrections = ChangeNote.objects.filter(kind=ChangeNote.Kind.CORRECTION, told_at__gte=since)
    numbers[EVERYTHING] += corrections.filter(page_id__in=entries.values("pk")).count()
    return Pace(min(YEAR, (now - first).days) if first else None, numbers)


def cases_with_entries(site) -> list[CasePage]:
    """The published cases of which there is something to hear, in tree order."""
    case_path = Substr("path", 1, Length("path") - Page.steplen)
    milestones = MilestonePage.objects.published().of_site(site).order_by()
    paths = milestones.annotate(case_path=case_path).values("case_path")
    cases = CasePage.objects.published().of_site(site).filter(path__in=paths)
    return list(cases.select_related("public_record").order_by("path"))


def _feed(site, channel: Channel, pace: Pace | None = None) -> FeedOffer:
    addresses = [(name, site.root_url + path) for name, path in channel.addresses]
    title = TITLES.get(channel.name) or capfirst(channel.label)
    often, number = (pace.of(channel.name), pace.numbers[channel.name]) if pace else ("", 0)
    return FeedOffer(str(title), channel.description, addresses, often, number)


def _calendar(site, case) -> CalendarOffer:
    return CalendarOffer(case.title, site.root_url + reverse("calendar_of", args=[case.public_record.short_id]))
