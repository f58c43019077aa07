from django.core.management import call_command
from django.db import migrations, models

TABLE = "accounts_signin_cache"


def make_table(apps, schema_editor):
    """Where tries to sign in are counted, for all processes together. Kept where it is there already."""
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE IF EXISTS {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='session_round',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.RunPython(make_table, drop_table),
    ]
