from wagtail.admin.panels import Panel

from timeline.readiness import advice, stops


class ReadinessPanel(Panel):
    """What stops an entry from going out, and what should be better, as the draft was last saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "timeline/admin/readiness_panel.html"

        def get_context_data(self, parent_context=None):
            page = self.instance
            is_saved = bool(page.pk)
            return super().get_context_data(parent_context) | {
                "is_saved": is_saved,
                "stops": stops(page) if is_saved else [],
                "advice": advice(page) if is_saved else [],
            }
