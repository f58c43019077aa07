from django.db import migrations

from legal.procedures import load_shipped_procedures


def add_procedures(apps, schema_editor):
    models = [apps.get_model("legal", name) for name in ("Procedure", "Stage", "Outcome")]
    load_shipped_procedures(*(model._default_manager for model in models))


class Migration(migrations.Migration):
    dependencies = [("legal", "0002_initial")]
    operations = [migrations.RunPython(add_procedures, migrations.RunPython.noop)]
