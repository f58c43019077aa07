"""After the words were carried over: PostgreSQL changes no table with rows that wait for their checks."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("legal", "0004_whole_cases")]
    operations = [migrations.RemoveField(model_name="caseparty", name="when")]
