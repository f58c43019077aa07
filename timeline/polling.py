"""Answers for programs that ask again and again (RFC 9110): mostly that nothing has changed, for one cheap query.

What an output gives changes only with the database, with the clock that pages go out and expire by, and at midnight,
when “expected” becomes “was expected” and a permission may end. ``Version`` names that state. For each version the
cache remembers the ETag of every output that was asked for, and never its body.
"""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial, wraps

from django.core.cache import caches
from django.db.models import Q
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from wagtail.models import Page

from timeline.last_change import ROW
from timeline.models import LastChange
from timeline.querysets import GatedPageQuerySet

#: Seconds that caches on the way may keep an answer, and that we remember an ETag.
MAX_AGE = 15 * 60


@dataclass(frozen=True)
class Version:
    """The state that an output is made from. *changed_at* is when it began; as far as it is known, nothing has
    changed since."""

    number: int
    changed_at: datetime

    def __str__(self):
        return f"{self.number}-{self.changed_at.isoformat()}"


def current_version(*, depends_on_day: bool = True) -> Version | None:
    """The version of now, by one short query; ``None`` where nothing was counted yet, and so nothing is known.

    What is the same on every day until something changes says so, and does not begin anew at midnight.
    """
    now = timezone.now()
    found = LastChange.objects.filter(pk=ROW).values_list("number", "changed_at").first()
    if found is None:
        return None
    number, changed_at = found
    passed = [moment for moment in _clock_moments(number, now) if moment <= now]
    if depends_on_day:
        passed.append(timezone.make_aware(datetime.combine(timezone.localdate(now), time())))
    return Version(number, max([changed_at, *passed]))


def _clock_moments(number: int, now: datetime) -> list[datetime]:
    """When pages go out or expire by the clock, without a write: the last such moment before *now* and all that
    come. They are the same until the *number* of changes moves, and are looked for once for each."""
    key = f"poll-moments-{number}"
    moments = caches["polls"].get(key)
    if moments is None:
        clocked = Q(go_live_at__isnull=False) | Q(expire_at__isnull=False)
        rows = GatedPageQuerySet(model=Page).sent_out().filter(clocked).values_list("go_live_at", "expire_at")
        found = sorted({moment for row in rows for moment in row if moment})
        moments = found[max(bisect_right(found, now) - 1, 0) :]
        caches["polls"].set(key, moments, MAX_AGE)
    return moments


def for_pollers(view=None, *, depends_on_day: bool = True, reads_query: bool = True):
    """Answer GET and HEAD of *view* as pollers need it: ETag, Last-Modified, 304, compression, Cache-Control.

    A poll that has the current version gets its 304 without a call of *view*. The ETag is strong and over the
    bytes; of a streamed answer, which nobody has whole, it is a weak one of its version. An answer that says itself
    how long it may be kept is left alone.

    Where *view* gives the same whatever stands behind the “?” it does not read the query, and one ETag serves all.
    """
    if view is None:
        return partial(for_pollers, depends_on_day=depends_on_day, reads_query=reads_query)

    @gzip_page
    @require_safe
    @wraps(view)
    def answer(request, *args, **kwargs):
        version = current_version(depends_on_day=depends_on_day)
        key = version and _key(request, version, reads_query)
        etag = key and caches["polls"].get(key)
        if etag:
            unchanged = _conditional(request, etag, version)
            if unchanged is not None:
                return unchanged
        response = view(request, *args, **kwargs)
        if response.status_code != 200 or "Cache-Control" in response:
            return response
        etag = _etag(response, key)
        if key and etag:
            caches["polls"].set(key, etag, MAX_AGE)
        _describe(response, etag, version)
        return _conditional(request, etag, version, response) if etag else response

    return answer


def _key(request, version: Version, reads_query: bool) -> str:
    """The name in the cache of what is asked for. Several campaigns under one roof differ by their host."""
    address = request.build_absolute_uri(None if reads_query else request.path)
    named = f"{address} {version}"
    return f"poll-{hashlib.sha256(named.encode()).hexdigest()}"


def _etag(response, key: str | None) -> str | None:
    if response.streaming:
        return f'W/"{key}"' if key else None
    return f'"{hashlib.sha256(response.content).hexdigest()}"'


def _conditional(request, etag: str, version: Version | None, response=None):
    """The 304 that *request* asks for, or *response*."""
    moment = _whole_seconds(version)
    found = get_conditional_response(request, etag=etag, last_modified=moment, response=response)
    if found is not None and found is not response:
        _describe(found, etag, version)
    return found


def _describe(response, etag: str | None, version: Version | None) -> None:
    if etag:
        response["ETag"] = etag
    moment = _whole_seconds(version)
    if moment is not None:
        response["Last-Modified"] = http_date(moment)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    patch_vary_headers(response, ("Accept-Encoding",))


def _whole_seconds(version: Version | None) -> int | None:
    """When *version* began, or ``None`` while that second lasts: a second change in it would never be seen."""
    if version is None:
        return None
    moment = int(version.changed_at.timestamp())
    return moment if moment < int(timezone.now().timestamp()) else None
