from django.apps import AppConfig


class LegalConfig(AppConfig):
    name = "legal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from legal.story_facet import CaseFacet
        from timeline.facets import add_to_the_story
        from timeline.protected_names import watch

        add_to_the_story(CaseFacet())
        watch("legal.Procedure", "legal.Stage", "legal.Outcome")
