"""Asking the surfaces, and looking through what they answer."""

import re

from tests.surfaces import SURFACES

#: When a file of data was written, which is all that differs between two of the same story.
WRITTEN = re.compile(rb'(?<="exported_at": ")[^"]+|(?<=")20[^",]+Z(?="\r\n)')


def whole_answer(response) -> bytes:
    """All that a reader receives: the status, the headers, the body. Only when an answer expires is left out: where it
    is said at all, it is the moment of the asking."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response.headers.get("Content-Type", "").startswith("text/calendar"):
        # A calendar breaks its lines within words: a canary must not hide in the fold.
        body = body.replace(b"\r\n ", b"")
    if "attachment" in response.headers.get("Content-Disposition", ""):
        body = WRITTEN.sub(b"", body)
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(response.items()) if name != "Expires")
    return f"{response.status_code}\n{headers}\n\n".encode() + body


def places_with(word: str, crawled) -> list[str]:
    """Where *word* stands in what was crawled."""
    word = word.encode()
    return [
        f"{surface}: {address}"
        for surface, answers in crawled.items()
        for address, answer in answers.items()
        if word in answer
    ]


def crawl(ground, client, *, surfaces=SURFACES, **request) -> dict[str, dict[str, bytes]]:
    """The whole answers of *surfaces*, by the surface's name and then by the address."""
    return {
        surface.name: {address: _asked(client, surface, address, **request) for address in surface.addresses(ground)}
        for surface in surfaces
    }


def _asked(client, surface, address: str, *, headers=(), **request) -> bytes:
    headers = {**surface.headers, **dict(headers)}
    return whole_answer(client.generic(surface.method, address, headers=headers, **request))
