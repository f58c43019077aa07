"""Who may hold everything and let it go; the workflow with a legal check, for the room of the legal challenges."""

from django.db import migrations

from home.granting import grant_to_groups

GRANTS = {
    "Editors": {("timeline", "publishinghold"): ["add", "view"]},
    "Moderators": {("timeline", "publishinghold"): ["add", "change", "view"], ("timeline", "legalsignoff"): ["view"]},
    "Legal": {("timeline", "publishinghold"): ["add", "change", "view"], ("timeline", "legalsignoff"): ["view"]},
}
NAME = "Legal check"


def grant(apps, schema_editor):
    grant_to_groups(apps, GRANTS)


def make_workflow(apps, schema_editor):
    """A legal reader, then a moderator, whose approval publishes."""
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")
    Task = apps.get_model("wagtailcore", "Task")
    ContentType = apps.get_model("contenttypes", "ContentType")
    LegalCheckTask = apps.get_model("timeline", "LegalCheckTask")
    Group = apps.get_model("auth", "Group")
    if Workflow.objects.filter(name=NAME).exists():
        return
    content_type, _made = ContentType.objects.get_or_create(app_label="timeline", model="legalchecktask")
    check = LegalCheckTask.objects.create(name=NAME, active=True, content_type=content_type)
    check.groups.add(*Group.objects.filter(name="Legal"))
    workflow = Workflow.objects.create(name=NAME, active=True)
    moderators = Task.objects.filter(name="Moderators approval", active=True).first()
    for place, task in enumerate(filter(None, [Task.objects.get(pk=check.pk), moderators])):
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=place)


def give_it_to_the_legal_rooms(apps, schema_editor):
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    Page = apps.get_model("wagtailcore", "Page")
    workflow = apps.get_model("wagtailcore", "Workflow").objects.get(name=NAME)
    for key in apps.get_model("legal", "LegalIndexPage").objects.values_list("pk", flat=True):
        if not WorkflowPage.objects.filter(page_id=key).exists():
            WorkflowPage.objects.create(page=Page.objects.get(pk=key), workflow=workflow)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0006_term_permissions"),
        ("timeline", "0009_publishing"),
        ("legal", "0007_legal_check"),
        ("wagtailcore", "0090_remove_grouppagepermission_permission_type"),
    ]
    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunPython(make_workflow, migrations.RunPython.noop),
        migrations.RunPython(give_it_to_the_legal_rooms, migrations.RunPython.noop),
    ]
