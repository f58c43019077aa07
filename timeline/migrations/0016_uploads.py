from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0015_documents'),
    ]

    operations = [
        migrations.AddField(
            model_name='campaigndocument',
            name='taken_out',
            field=models.JSONField(editable=False, help_text='The kinds of what was removed from the file. Null: nobody looked.', null=True),
        ),
    ]
