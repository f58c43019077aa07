from django.apps import AppConfig


class LegalConfig(AppConfig):
    name = "legal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from timeline.protected_names import watch

        watch("legal.Procedure", "legal.Stage", "legal.Outcome")
