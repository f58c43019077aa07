from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Its checks are registered when it is read.
        import home.security_txt  # noqa: F401
        from timeline.protected_names import watch

        watch("home.CampaignSettings")
