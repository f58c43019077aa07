"""How the pages are looked at: widths in pixels, and what axe is asked for."""

#: A phone, and a desk.
PHONE, DESK = 390, 1280
#: From the narrowest window that must hold without scrolling sideways (WCAG 2.2, 1.4.10).
WIDTHS = (320, PHONE, DESK)
#: Axe leaves the size of what one taps out unless asked.
AXE_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

#: Scripts that come after the first words have come, and have run: one of them adds a button, another takes links over.
#: An arrow function: a string would be evaluated within the page, which its Content-Security-Policy forbids.
HAS_ITS_SCRIPTS = """() => !document.querySelector("script[type='text/later']") &&
  [...document.querySelectorAll("script[src]")].every(one => performance.getEntriesByName(one.src).length)"""


def open_whole(page, address):
    """Open *address*, and wait for the scripts that come later."""
    page.goto(address)
    page.wait_for_function(HAS_ITS_SCRIPTS)
    page.evaluate("() => new Promise(done => setTimeout(done, 50))")


def clipboard(page) -> str:
    """What was copied, pasted as a reader does it: the policy of the site lets no page read it."""
    page.evaluate(
        "() => { window.before = document.activeElement; const box = document.createElement('textarea');"
        " box.id = 'pasted'; document.body.append(box); box.focus(); }"
    )
    page.keyboard.press("Control+V")
    pasted = page.locator("#pasted").input_value()
    page.evaluate("() => { document.getElementById('pasted').remove(); window.before.focus(); }")
    return pasted
