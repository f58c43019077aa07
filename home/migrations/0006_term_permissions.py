"""Who may keep the words that are explained."""

from django.db import migrations

from home.granting import grant_to_groups

TERM = ("timeline", "term")
GRANTS = {
    "Editors": {TERM: ["add", "change", "view"]},
    "Moderators": {TERM: ["add", "change", "delete", "view"]},
    "Legal": {TERM: ["add", "change", "delete", "view"]},
}


def grant(apps, schema_editor):
    grant_to_groups(apps, GRANTS)


class Migration(migrations.Migration):
    dependencies = [("home", "0005_reporters_and_actions"), ("timeline", "0007_chapters_and_subjects")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
