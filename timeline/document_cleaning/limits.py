"""How much of a document is read, so that no upload can keep the server busy or fill its memory."""

from time import thread_time

from django.conf import settings

from timeline.document_cleaning.refusals import refused

MEGABYTE = 1024 * 1024
#: One stream of a PDF, and all of them, unpacked. A page scanned in colour at 600 dpi has 104 MB.
MOST_OF_A_STREAM, MOST_OF_ALL_STREAMS = 250 * MEGABYTE, 1500 * MEGABYTE
MOST_PAGES, MOST_OBJECTS = 3000, 400_000
#: One part of an office file, all of them, and their number.
MOST_OF_A_PART, MOST_OF_ALL_PARTS, MOST_PARTS = 30 * MEGABYTE, 80 * MEGABYTE, 3000
#: Pixels of one picture inside a document.
MOST_PIXELS = 300_000_000
#: Seconds of a processor; what others do on the same machine does not count.
LONGEST = 30


def refuse_too_large(size: int) -> None:
    most = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if size > most:
        raise refused("size", size=f"{size / MEGABYTE:.1f}", most=most // MEGABYTE)


class Budget:
    """What is left of time and space for one document."""

    def __init__(self):
        self.ends_at = thread_time() + LONGEST
        self.left = MOST_OF_ALL_STREAMS

    def look_at_the_clock(self) -> None:
        if thread_time() > self.ends_at:
            raise refused("slow")

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise refused("bomb")
        self.look_at_the_clock()
