from django.apps import AppConfig


class TimelineConfig(AppConfig):
    name = "timeline"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Imported for what it registers: comparisons.
        from timeline import comparisons, signal_handlers  # noqa: F401
        from timeline.exports import guard_exports
        from timeline.kept_shut import watch_privacy
        from timeline.protected_names import watch

        signal_handlers.register()
        guard_exports()
        watch_privacy()
        watch("timeline.CampaignImage", "timeline.CampaignDocument", "timeline.Topic", "wagtailredirects.Redirect")
        watch("timeline.ChangeNote", "timeline.Digest", "timeline.PublicRecord")
