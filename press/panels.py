"""Panels of the article form that show and do not ask."""

from wagtail.admin.panels import Panel


class FindingsPanel(Panel):
    """Where each value of a draft came from that was made out of a pasted address or a file."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "press/admin/findings_panel.html"

        def is_shown(self):
            return bool(self.item)

        @property
        def item(self):
            """The intake that made this draft, if one did."""
            if not self.instance.pk:
                return None
            return self.instance.intake_items.order_by("-pk").first()


class RightsPanel(Panel):
    """The decision on rights, which has a form of its own since it takes effect at once."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "press/admin/rights_panel.html"
