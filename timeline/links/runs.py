"""Checking all links that are due: in bounded memory, with patience for their hosts, and to be stopped at any time."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError
from django.db.models import Q
from django.utils import timezone

from timeline.links.addresses import bare_host
from timeline.links.checks import (
    AFTER_FAILURE,
    Outcome,
    Question,
    ask,
    not_asked,
    questions,
    save_outcome,
    start_of_day,
)
from timeline.links.fetch import Fetcher, FetchError
from timeline.links.politeness import HostQueues
from timeline.links.robots import Robots
from timeline.models.link import WebLink

logger = logging.getLogger(__name__)

#: Jobs in memory, for one host and in all; and rows read at a time.
PER_HOST, IN_ALL = 50, 1000
CHUNK = 500
#: Failures that may be our own, kept until some host has answered.
MOST_HELD = 200
#: Checks between two lines of progress.
STEP = 100

State = WebLink.State


@dataclass
class _Job:
    pk: int
    url: str
    link: WebLink | None = None
    checking: Generator | None = None
    question: Question | None = None


class LinkRun:
    """One run over the links that some row names. What each check finds is saved at once, so that a run
    which was stopped goes on where it was when it is started again."""

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        everything: bool = False,
        limit: int | None = None,
        delay: float = 5,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = timezone.now,
        tell: Callable[[str], None] = lambda line: None,
    ):
        self._fetcher, self._robots, self._now, self._tell = fetcher, Robots(fetcher), now, tell
        self._queues = HostQueues(delay, clock=clock, sleep=sleep, per_host=PER_HOST, in_all=IN_ALL)
        self._everything, self._limit, self._started = everything, limit, now()
        self._stopped = False
        self._after, self._at_end = 0, False
        self._in_hand: set[int] = set()
        #: Hosts that had too many links for their queue, and hosts that asked to be left alone.
        self._passed_over: set[str] = set()
        self._resting: set[str] = set()
        self._fed = 0
        self._held: list[tuple[WebLink, Outcome, datetime]] = []
        self._somebody_answered = False
        self.counts: Counter[str] = Counter()
        self.total = self.done = 0

    def stop(self) -> None:
        """Finish the request at hand, and no more."""
        self._stopped = True

    @property
    def is_stopped(self) -> bool:
        return self._stopped

    @property
    def left(self) -> int:
        return self.total - self.done

    def work(self) -> None:
        self.total = self._due().count()
        if self._limit is not None:
            self.total = min(self.total, self._limit)
        while True:
            self._refill()
            turn = self._queues.take(lambda: self._stopped)
            if turn is None:
                break
            host, job = turn
            try:
                self._take_turn(host, job)
            except Exception:
                # Other people's answers, read by our code and that of others: one link must not end a run.
                logger.exception("The link %s could not be checked", job.url)
                self._pass_by(host, job)

    # Which links

    def _due(self):
        links = WebLink.objects.in_use().filter(Q(checked_at=None) | Q(checked_at__lt=self._started))
        if self._everything:
            return links
        return links.filter(Q(due_at=None) | Q(due_at__lte=self._started))

    def _refill(self) -> None:
        if not self._queues.is_low:
            return
        if self._at_end and not all(map(self._queues.is_waiting, self._passed_over)):
            self._after, self._at_end = 0, False
            self._passed_over.clear()
        while not self._at_end and self._queues.has_room:
            rows = self._due().filter(pk__gt=self._after).order_by("pk").values_list("pk", "url")
            rows = list(rows[:CHUNK])
            for pk, url in rows:
                if not self._queues.has_room or self._fed == self._limit:
                    break
                self._after = pk
                self._feed(pk, url)
            self._at_end = self._fed == self._limit or (len(rows) < CHUNK and (not rows or self._after == rows[-1][0]))

    def _feed(self, pk: int, url: str) -> None:
        host = bare_host(url)
        if pk in self._in_hand or host in self._resting:
            return
        if self._queues.add(host, _Job(pk, url)):
            self._in_hand.add(pk)
            self._fed += 1
        else:
            self._passed_over.add(host)

    # One turn is one request, and then the host is left alone

    def _take_turn(self, host: str, job: _Job) -> None:
        if not self._robots.knows(job.url):
            self._robots.learn(job.url)
            self._queues.put_back(host, job)
            self._queues.was_asked(host)
            return
        if not job.checking and not self._begin(job):
            return
        answer = ask(job.question, job.link, self._fetcher)
        self._queues.was_asked(host, self._robots.delay(job.url))
        if not isinstance(answer, FetchError):
            self._let_go_of_held()
        try:
            job.question = job.checking.send(answer)
        except StopIteration as finished:
            self._finish(job, finished.value)
            if finished.value.wants_rest:
                self._rest(host)
        else:
            self._queues.put_back(host, job)

    def _begin(self, job: _Job) -> bool:
        """Whether there is something to ask. The link is read now: it waited for its turn, maybe long."""
        job.link = self._due().filter(pk=job.pk).first()
        if job.link is None:
            self._in_hand.discard(job.pk)
            self.total -= 1
            return False
        now = self._now()
        if reason := self._robots.refusal(job.url):
            self._finish(job, not_asked(job.link, reason, now))
            return False
        job.checking = questions(job.link, now)
        job.question = next(job.checking)
        return True

    def _finish(self, job: _Job, outcome: Outcome) -> None:
        now = self._now()
        if outcome.trouble == "offline" and not self._somebody_answered:
            self._hold(job.link, outcome, now)
            return
        self._in_hand.discard(job.pk)
        self._save(job.link, outcome, now)

    def _save(self, link: WebLink, outcome: Outcome, now: datetime) -> None:
        try:
            save_outcome(link, outcome, now)
        except DatabaseError:
            if WebLink.objects.filter(pk=link.pk).exists():
                raise
            # Somebody deleted the last row that named it.
            self.total -= 1
            return
        self.counts[outcome.state] += 1
        for word in ("newly_gone", "back_again", "text_changed"):
            self.counts[word] += getattr(outcome, word)
        self._count()

    def _pass_by(self, host: str, job: _Job) -> None:
        """Nothing was learned of this link: leave it as it is until tomorrow, or the next run would end up here too."""
        self._queues.was_asked(host)
        self._in_hand.discard(job.pk)
        now = self._now()
        due_at = start_of_day(now, AFTER_FAILURE)
        if WebLink.objects.filter(pk=job.pk).update(checked_at=now, due_at=due_at):
            self.counts["broken"] += 1
            self._count()
        else:
            self.total -= 1

    def _count(self) -> None:
        self.done += 1
        if self.done % STEP == 0:
            self._tell(f"{self.done} of {self.total} checked, {self.left} left")

    # Hosts that want to be left alone, and failures that may be ours

    def _rest(self, host: str) -> None:
        """Leave the other links of a host for another run."""
        self._resting.add(host)
        for job in self._queues.drop(host):
            self._in_hand.discard(job.pk)

    def _hold(self, link: WebLink, outcome: Outcome, now: datetime) -> None:
        """While no name can be looked up, it may be we who are cut off: that must not make a page count as gone."""
        self._held.append((link, outcome, now))
        self.counts["unsure"] += 1
        if len(self._held) >= MOST_HELD:
            self._tell("No host can be found: is this server cut off from the network?")
            self.stop()

    def _let_go_of_held(self) -> None:
        """Somebody answered: what failed did fail."""
        self._somebody_answered = True
        held, self._held = self._held, []
        for link, outcome, now in held:
            self._in_hand.discard(link.pk)
            self.counts["unsure"] -= 1
            self._save(link, outcome, now)
