from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "press"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from django.db.models.signals import pre_delete

        from press.capture_access import close_captures_of_what_is_deleted
        from timeline.protected_names import watch

        pre_delete.connect(close_captures_of_what_is_deleted, sender="press.PressArticlePage")

        watch("press.Outlet", "press.OutletName", "press.ArticleRights")
