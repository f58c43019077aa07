from django.utils.text import capfirst
from wagtail.admin.panels import Panel

from timeline.announcing import MANY_A_DAY, announced_today


class ToldPanel(Panel):
    """What subscribers have been told of an entry, and what they would be told."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "timeline/admin/told_panel.html"

        def get_context_data(self, parent_context=None):
            page = self.instance
            record = getattr(page, "public_record", None) if page.pk else None
            site = page.get_site() if page.pk else None
            was_told = bool(record and record.announced_at)
            many = not was_told and site is not None and announced_today(site) >= MANY_A_DAY
            return super().get_context_data(parent_context) | {
                "record": record,
                "title_in_feeds": f"{capfirst(page.when_with_occurrence)}: {page.title}" if page.pk else "",
                "many_today": MANY_A_DAY if many else 0,
                "changes": page.changes_told if page.pk else [],
            }
