from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "press"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from django.db.models.signals import pre_delete

        from press import capture_access
        from press.jobs import offer_jobs
        from press.story_facet import OutletFacet
        from timeline.facets import add_to_the_story
        from timeline.protected_names import watch
        from timeline.withdrawals import page_given_back, page_withdrawn

        pre_delete.connect(capture_access.close_captures_of_what_is_deleted, sender="press.PressArticlePage")
        page_withdrawn.connect(capture_access.close_captures_of_what_is_withdrawn)
        page_given_back.connect(capture_access.open_captures_of_what_is_given_back)

        add_to_the_story(OutletFacet())
        offer_jobs()
        watch("press.Outlet", "press.OutletName", "press.ArticleRights")
