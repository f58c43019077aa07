"""Looks over the shoulder of every browser of these tests: no test may make one ask another host, or break a policy.

So whatever an editor does in any of them is an editor's day under watch. A test that provokes such a thing asks for
the fixture ``witness`` and takes what it has provoked out of it.
"""

from urllib.parse import urlsplit

from playwright.sync_api import Browser

#: What stands in the page or in the browser, and asks nobody.
NOBODY = {"data", "blob", "about", "chrome", "chrome-error", "devtools"}
#: Words of Chromium's console, each with what it means.
BROKEN = ("Content Security Policy", "Permissions-Policy", "Permissions policy", "Cross-Origin-Opener-Policy")


class Witness:
    def __init__(self, own: str):
        self.own = urlsplit(own).netloc
        #: What was asked of other hosts.
        self.elsewhere: list[str] = []
        #: What a policy of ours refused, in Chromium's words.
        self.refused: list[str] = []

    def watch(self, context) -> None:
        context.on("request", self._look_at_request)
        context.on("console", self._look_at_console)

    def _look_at_request(self, request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in NOBODY and address.netloc != self.own:
            self.elsewhere.append(f"{request.frame.url if request.frame else ''} asked for {request.url}")

    def _look_at_console(self, message) -> None:
        if any(words in message.text for words in BROKEN):
            self.refused.append(f"{message.page.url if message.page else ''}: {message.text}")

    def take(self) -> tuple[list[str], list[str]]:
        """What was seen since the last time, and forget it."""
        seen = self.elsewhere[:], self.refused[:]
        self.elsewhere.clear()
        self.refused.clear()
        return seen


def watch_every_browser(witness: Witness):
    """Let *witness* watch each context that is opened from now on. What undoes it."""
    before = Browser.new_context

    def new_context(browser, **how):
        context = before(browser, **how)
        witness.watch(context)
        return context

    Browser.new_context = new_context
    return lambda: setattr(Browser, "new_context", before)
