"""The shipped procedures learn what is heard before a judge, what may follow an end, and how a case is taken up again.

Before the first release: no case that anybody has published is rewritten by it. From then on, a
version that a case follows stays as it is, and a change to the file is a new version.
"""

from django.db import migrations

from legal.procedures import complete_shipped_procedures


def complete_procedures(apps, schema_editor):
    models = [apps.get_model("legal", name) for name in ("Procedure", "Stage", "Outcome")]
    complete_shipped_procedures(*(model._default_manager for model in models))


class Migration(migrations.Migration):
    dependencies = [("legal", "0005_party_periods")]
    operations = [migrations.RunPython(complete_procedures, migrations.RunPython.noop)]
