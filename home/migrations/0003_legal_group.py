"""Who may close a page by order, who may lift that, and who may see the names that an order protects.

Any editor may close a page at once; the legal group alone lifts it, and alone sees the names.
"""

from django.db import migrations

GRANTS = {
    "Editors": {
        ("timeline", "restriction"): ["add", "view"],
        ("legal", "procedure"): ["view"],
    },
    "Moderators": {
        ("timeline", "restriction"): ["add", "change", "view"],
    },
    "Legal": {
        ("timeline", "restriction"): ["add", "change", "view", "lift"],
        ("timeline", "protectedname"): ["add", "change", "delete", "view"],
        ("legal", "procedure"): ["add", "change", "delete", "view"],
    },
}


def grant(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for group_name, grants in GRANTS.items():
        group, made = Group.objects.get_or_create(name=group_name)
        if made:
            # Wagtail's own groups have it; without it one never gets past the sign-in page.
            group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
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
        ("home", "0002_groups"),
        ("timeline", "0002_restrictions_and_calendars"),
        ("legal", "0004_whole_cases"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
