"""Panels of the article form that show and do not ask."""

from wagtail.admin.panels import Panel


class FindingsPanel(Panel):
    """Where each value of a draft came from that was made out of a pasted address or a file."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "press/admin/findings_panel.html"

        def is_shown(self):
            return self._item is not None

        @property
        def _item(self):
            """The intake that made this draft, if one did. Asked for once: a panel lives as long as a form."""
            if not hasattr(self, "_found"):
                items = self.instance.intake_items.select_related("capture") if self.instance.pk else None
                self._found = items.order_by("-pk").first() if items is not None else None
            return self._found

        def get_context_data(self, parent_context=None):
            from press.drafting import LABELS
            from press.models import PressArticlePage

            item = self._item
            findings = [(label, item.findings[name]) for name, label in LABELS.items() if name in item.findings]
            likely = PressArticlePage.objects.filter(pk__in=item.likely_copies).select_related("outlet")
            return super().get_context_data(parent_context) | {"item": item, "findings": findings, "likely": likely}


class RightsPanel(Panel):
    """The decision on rights, which has a form of its own since it takes effect at once."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "press/admin/rights_panel.html"

        def get_context_data(self, parent_context=None):
            from press.editor_warnings import quoted_in_words

            page = self.instance
            rights = getattr(page, "article_rights", None) if page.pk else None
            record = getattr(page, "public_record", None) if page.pk else None
            return super().get_context_data(parent_context) | {
                "page": page,
                "rights": rights,
                "ended": bool(rights and rights.in_force != rights.state),
                "withdrawn": bool(record and record.withdrawn_at),
                "quoted": quoted_in_words(page),
                "may_decide": bool(page.pk) and page.permissions_for_user(self.request.user).can_publish(),
            }
