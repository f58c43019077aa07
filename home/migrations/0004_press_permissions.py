"""Who may see and keep copies of other people's pages, and what was seen of links."""

from django.db import migrations

EDITORS = {
    ("timeline", "weblink"): ["change", "view"],
    ("press", "capture"): ["add", "view", "download"],
}
GRANTS = {"Editors": EDITORS, "Moderators": EDITORS, "Legal": EDITORS}


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for group_name, grants in GRANTS.items():
        group, _made = Group.objects.get_or_create(name=group_name)
        for (app, model), actions in grants.items():
            content_type, _made = ContentType.objects.get_or_create(app_label=app, model=model)
            for action in actions:
                # Django makes the permissions only after the last migration; it finds these and keeps them.
                permission, _made = Permission.objects.get_or_create(
                    content_type=content_type,
                    codename=f"{action}_{model}",
                    defaults={"name": f"Can {action} {model}"},
                )
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_legal_group"),
        ("timeline", "0003_links"),
        ("press", "0005_rights_stand_beside"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
