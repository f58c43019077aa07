"""How the pages are looked at: widths in pixels, and what axe is asked for."""

#: A phone, and a desk.
PHONE, DESK = 390, 1280
#: From the narrowest window that must hold without scrolling sideways (WCAG 2.2, 1.4.10).
WIDTHS = (320, PHONE, DESK)
#: Axe leaves the size of what one taps out unless asked.
AXE_OPTIONS = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
