"""The digests in which subscribers were told of entries."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from timeline.data.dates import moment


def digests_of(entries) -> dict[int, object]:
    """The key of each of *entries* that a digest told of -> that digest. One that waits has told nobody."""
    from timeline.models import Digest

    named = {entry.pk: entry.public_record.digest_id for entry in entries}
    sent = Digest.objects.filter(sent_at__isnull=False).in_bulk(set(named.values()) - {None})
    return {key: sent[digest] for key, digest in named.items() if digest in sent}


def digest_records(digests: Iterable, site) -> list[dict]:
    """*digests* as they stand beside the entries of a whole story of *site*.

    An editor's words are given where readers of the site see them on the page of the digest: it was sent here, and
    each entry that it told of is still published.
    """
    from timeline.models import Digest, TimelineEntry

    wanted = {digest.pk: digest for digest in digests}
    if not wanted:
        return []
    named = "public_record__digest"
    published = TimelineEntry.objects.published().of_site(site).filter(**{f"{named}__in": wanted})
    shown = dict(published.order_by().values_list(named).annotate(Count("pk")))
    number = Count("records", filter=Q(records__announced_at__isnull=False))
    ours = Digest.objects.filter(site=site, pk__in=wanted).order_by()
    told = dict(ours.annotate(told=Coalesce("told_of", number)).values_list("pk", "told"))
    whole = {key for key in wanted if key in told and told[key] == shown.get(key)}
    return [
        {
            "id": digest.urn,
            "title": digest.title if key in whole else "",
            "introduction": digest.introduction if key in whole else "",
            "sent_at": moment(digest.sent_at),
        }
        for key, digest in wanted.items()
    ]
