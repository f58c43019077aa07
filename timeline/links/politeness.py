"""Taking turns among hosts: each is asked now and then, and none is waited for while another is ready."""

import heapq
import itertools
from collections import deque
from collections.abc import Callable

#: Seconds of one sleep: in between somebody may ask us to stop.
NAP = 0.5


class HostQueues:
    """Jobs waiting for their hosts. *delay* is in seconds, from the end of a request to the next one."""

    def __init__(
        self,
        delay: float,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        per_host: int,
        in_all: int,
    ):
        self._delay, self._clock, self._sleep = delay, clock, sleep
        self._per_host, self._in_all = per_host, in_all
        self._jobs: dict[str, deque] = {}
        self._ready_at: dict[str, float] = {}
        # When a host with jobs is next to be asked; those that came first come first.
        self._turns: list[tuple[float, int, str]] = []
        self._order = itertools.count()
        self.size = 0

    @property
    def has_room(self) -> bool:
        return self.size < self._in_all

    @property
    def is_low(self) -> bool:
        """Whether it is worth while to look for more jobs."""
        return self.size <= self._in_all // 2

    def is_waiting(self, host: str) -> bool:
        """Whether a job waits for this host."""
        return host in self._jobs

    def add(self, host: str, job) -> bool:
        """Queue a job, at the end. ``False`` if its host has enough of them."""
        queue = self._jobs.get(host)
        if queue is not None and len(queue) >= self._per_host:
            return False
        self._queue_of(host).append(job)
        self.size += 1
        return True

    def put_back(self, host: str, job) -> None:
        """Queue a job that is not finished, before all others of its host."""
        self._queue_of(host).appendleft(job)
        self.size += 1

    def was_asked(self, host: str, delay: float = 0) -> None:
        """The host is to be left alone from now on, for its own *delay* if that is longer than ours."""
        now = self._clock()
        if len(self._ready_at) > self._in_all:
            self._ready_at = {name: at for name, at in self._ready_at.items() if at > now}
        self._ready_at[host] = now + max(delay, self._delay)

    def drop(self, host: str) -> list:
        """Forget what waits for this host, and give it back."""
        queue = list(self._jobs.pop(host, ()))
        self._turns = [turn for turn in self._turns if turn[2] != host]
        heapq.heapify(self._turns)
        self.size -= len(queue)
        return queue

    def take(self, is_stopped: Callable[[], bool]) -> tuple[str, object] | None:
        """The next job of the host whose turn it is, after a sleep if none is ready. ``None`` if there is no
        job, or when we were stopped."""
        while self._turns and not is_stopped():
            ready_at, order, host = heapq.heappop(self._turns)
            # It may have been asked since it was queued.
            ready_at = max(ready_at, self._ready_at.get(host, ready_at))
            left = ready_at - self._clock()
            if left > 0:
                heapq.heappush(self._turns, (ready_at, order, host))
                if self._turns[0][2] == host:
                    self._sleep(min(left, NAP))
                continue
            queue = self._jobs[host]
            job = queue.popleft()
            self.size -= 1
            del self._jobs[host]
            if queue:
                self._jobs[host] = queue
                self._line_up(host)
            return host, job
        return None

    def _queue_of(self, host: str) -> deque:
        if host not in self._jobs:
            self._jobs[host] = deque()
            self._line_up(host)
        return self._jobs[host]

    def _line_up(self, host: str) -> None:
        ready_at = max(self._ready_at.get(host, 0), self._clock())
        heapq.heappush(self._turns, (ready_at, next(self._order), host))
