"""What Wagtail's two groups may do with our snippets and settings. Pages, images and documents they
have from Wagtail itself: editors write, moderators publish."""

from django.db import migrations

EDITORS = {
    ("timeline", "topic"): ["add", "change", "view"],
    ("press", "outlet"): ["add", "change", "view"],
}
MODERATORS = {
    ("timeline", "topic"): ["add", "change", "delete", "view"],
    ("press", "outlet"): ["add", "change", "delete", "view"],
    ("legal", "procedure"): ["add", "change", "delete", "view"],
    ("home", "campaignsettings"): ["change"],
}


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for group_name, grants in (("Editors", EDITORS), ("Moderators", MODERATORS)):
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
        ("home", "0001_initial"),
        ("timeline", "0001_initial"),
        ("press", "0002_initial"),
        ("legal", "0002_initial"),
        ("wagtailcore", "0002_initial_data"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
