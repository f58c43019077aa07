"""What the demo brought, so that it can go again and take nothing else along."""

from django.contrib.contenttypes.models import ContentType
from django.db import models


class DemoThing(models.Model):
    """One thing that the demo made here: a page, a topic, a picture. Noted as it is made, and never for what was there
    already or what an editor makes."""

    #: Of a page that of ``Page``, whatever its type.
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    state = models.JSONField(
        null=True, help_text="As the demo left it. Empty where loading was broken off before that was written down."
    )

    # A note on a thing is no use of it.
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="a_thing_of_the_demo_is_one")]

    def __str__(self):
        return f"{self.content_type.model} {self.object_id}"
