"""Permissions for groups, from a migration."""


def grant_to_groups(apps, grants: dict[str, dict[tuple[str, str], list[str]]]) -> None:
    """Give each group of *grants*, by name, its actions on each model, by app and model name."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    for group_name, models in grants.items():
        group, _made = Group.objects.get_or_create(name=group_name)
        for (app, model), actions in models.items():
            content_type, _made = ContentType.objects.get_or_create(app_label=app, model=model)
            for action in actions:
                # Django makes the permissions only after the last migration; it finds these and keeps them.
                permission, _made = Permission.objects.get_or_create(
                    content_type=content_type, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
                )
                group.permissions.add(permission)
