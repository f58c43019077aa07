"""What one fetch from the web may use at most, and how it fails."""

import time

#: Hops from one address to the next.
MOST_REDIRECTS = 5
#: Of the body: as sent, and once more after unpacking.
MAX_BYTES = 20 * 1024 * 1024
#: For status lines and headers of all hops together, and for the framing of the body.
OVERHEAD_BYTES = 512 * 1024
#: Seconds for all of it: names looked up, redirects, headers and body.
DEADLINE = 30
#: Seconds for one step of it.
LOOKUP_TIMEOUT = 10
CONNECT_TIMEOUT = 10
READ_TIMEOUT = 15


class FetchError(Exception):
    """Nothing usable came. *reason* is for people.

    *kind* is “address” (not one that can be fetched), “port” or “private” (one that we do not fetch),
    “dns”, “offline” (names cannot be looked up: the fault may be ours), “unreachable”, “timeout”, “tls”,
    “certificate”, “broken” (what came makes no sense, or broke off), “redirects” or “too-big”. *status* is
    that of the answer, where one had begun to come.
    """

    def __init__(self, reason: str, kind: str, status: int | None = None):
        super().__init__(reason)
        self.reason, self.kind, self.status = reason, kind, status


def too_slow() -> FetchError:
    return FetchError("The host did not answer in time.", "timeout")


def too_big(limit: int) -> FetchError:
    size = f"{limit // 2**20} MB" if limit >= 2**20 else f"{limit} bytes"
    return FetchError(f"What this address gives is larger than {size}: it is not fetched.", "too-big")


class Allowance:
    """What a fetch may still use: seconds, and bytes off the wire. All that it reads is counted here."""

    def __init__(self, seconds: float, max_bytes: int):
        self.max_bytes = max_bytes
        self._end = time.monotonic() + seconds
        self._bytes = max_bytes + OVERHEAD_BYTES

    def seconds(self, at_most: float) -> float:
        """How long the next step may take. ``FetchError`` when the time is over."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise too_slow()
        return min(left, at_most)

    def has_read(self, count: int) -> None:
        """``FetchError`` when more came than may."""
        self._bytes -= count
        if self._bytes < 0:
            raise too_big(self.max_bytes)
