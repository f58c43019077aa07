"""The ground with everything planted in it, and what every surface answered before and after."""

import time
from datetime import datetime, timedelta

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.canary_ground import break_ground, join_and_link
from tests.canary_states import CASES, STATES, plant_canaries
from tests.carried import carry
from tests.confidences_of_the_desk import plant_confidences
from tests.crawling import crawl, whole_answer
from tests.surfaces import SURFACES
from timeline import querysets

#: So long before midnight none is begun: pages that print the day would be other ones after it.
TAKES = timedelta(minutes=4)


def wait_for_midnight() -> None:
    """Until it is past, if it is near."""
    now = timezone.localtime()
    midnight = timezone.make_aware(datetime.combine(now.date() + timedelta(days=1), datetime.min.time()))
    if midnight - now < TAKES:
        time.sleep((midnight - now).total_seconds() + 1)


class Field:
    """The ground as it was crawled before the canaries and the confidences were planted, and after."""

    def __init__(self):
        wait_for_midnight()
        self.client = Client()
        #: What was answered at addresses where there has never been anything.
        self.never = {}
        self.ground = break_ground(links=len(CASES))
        carried = carry(self.ground)
        self.before = self.crawl()
        self.canaries = {(one.kind, one.state): one for one in plant_canaries(self.ground)}
        join_and_link(self.ground, self.canaries.values())
        for image in (image for one in self.canaries.values() for image in one.images):
            # As an editor's preview makes it: the public file is there, only nobody was told its name.
            image.get_rendition("width-960|format-webp")
        #: The secrets that are no page, by their names.
        self.confidences = {one.name: one for one in (*carried, *plant_confidences(self.ground))}
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        self.after = self.crawl()
        self.published = set(querysets.published_pages().values_list("pk", flat=True))

    def crawl(self, surfaces=SURFACES, **request):
        for cache in caches.all():
            cache.clear()
        return crawl(self.ground, self.client, surfaces=surfaces, **request)

    def ask(self, *addresses) -> dict[str, dict[str, bytes]]:
        """The answers at *addresses*, in the shape of a crawl."""
        for cache in caches.all():
            cache.clear()
        return {"addresses": {one: whole_answer(self.client.get(one)) for one in addresses}}

    @property
    def size(self) -> str:
        """How much is looked for, and where, in a sentence for people."""
        surfaces, secrets = len(self.after), len(STATES) + len(self.confidences)
        addresses = sum(len(answers) for answers in self.after.values())
        words = len(self.canaries) + sum(len(one.words) for one in self.confidences.values())
        return (
            f"catalogue: {surfaces} surfaces × {secrets} secrets = {surfaces * secrets:,} pairs; "
            f"{addresses} addresses × {words} canaries = {addresses * words:,} looks"
        )
