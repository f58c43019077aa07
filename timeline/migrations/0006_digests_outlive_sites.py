import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0005_announcements'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.AddField(
            model_name='changenote',
            name='since_revision',
            field=models.PositiveBigIntegerField(editable=False, help_text='The first revision of the page that holds the change.', null=True),
        ),
        migrations.AddField(
            model_name='digest',
            name='told_of',
            field=models.PositiveIntegerField(editable=False, help_text='Of how many entries it told when it was sent, whatever became of them.', null=True),
        ),
        migrations.AddField(
            model_name='tombstone',
            name='was_item',
            field=models.BooleanField(default=False, editable=False, help_text='Whether feeds had it as an item: then they tell that it is gone.'),
        ),
        migrations.AlterField(
            model_name='digest',
            name='site',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='digests', to='wagtailcore.site'),
        ),
    ]
