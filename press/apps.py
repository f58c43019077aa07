from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "press"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from timeline.protected_names import watch

        watch("press.Outlet", "press.OutletName", "press.ArticleRights")
