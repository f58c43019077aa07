import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def keep_quiet_what_was_quiet(apps, schema_editor):
    records = apps.get_model("timeline", "PublicRecord").objects
    records.filter(goes_out_quietly=True, announced_at__isnull=True).update(announcing="quietly")


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0004_figures_with_answers'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LastChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(default=0, editable=False)),
                ('changed_at', models.DateTimeField(editable=False)),
            ],
        ),
        migrations.CreateModel(
            name='Tombstone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(editable=False, unique=True, verbose_name='permanent id')),
                ('gone_at', models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
            options={
                'ordering': ['-gone_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='publicrecord',
            name='announcing',
            field=models.CharField(blank=True, choices=[('now', 'Tell subscribers when it goes out: an item of its own'), ('digest', 'Tell them in a digest, together with others'), ('quietly', 'Quietly: it stands in the story, and nobody is told')], help_text='How subscribers are to hear of it. Empty: nobody has chosen, and it is told as it goes out.', max_length=8, verbose_name='telling subscribers'),
        ),
        migrations.RunPython(keep_quiet_what_was_quiet, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name='publicrecord',
            name='goes_out_quietly',
        ),
        migrations.AddField(
            model_name='publicrecord',
            name='withdrawn_why',
            field=models.CharField(blank=True, choices=[('privacy', 'Somebody’s privacy or safety: readers get no reason'), ('law', 'The law, or advice on it'), ('error', 'It was wrong'), ('other', 'Something else')], max_length=8, verbose_name='why it is withdrawn'),
        ),
        migrations.AddField(
            model_name='publicrecord',
            name='withdrawn_words',
            field=models.CharField(blank=True, help_text='One sentence that stands where the page stood. Not for what is withdrawn for privacy.', max_length=300, verbose_name='said to readers'),
        ),
        migrations.AlterField(
            model_name='publicrecord',
            name='materially_updated_at',
            field=models.DateTimeField(blank=True, help_text='When the last change was made that an editor called an update.', null=True),
        ),
        migrations.CreateModel(
            name='ChangeNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(editable=False, help_text='Made once. Feeds, citations and the short address use it; it survives renaming and moving.', unique=True, verbose_name='permanent id')),
                ('kind', models.CharField(choices=[('update', 'Update'), ('correction', 'Correction')], max_length=10)),
                ('words', models.CharField(max_length=500, verbose_name='said to readers')),
                ('told_at', models.DateTimeField(db_index=True, editable=False, null=True)),
                ('made_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='change_notes', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'ordering': ['-told_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(editable=False, help_text='Made once. Feeds, citations and the short address use it; it survives renaming and moving.', unique=True, verbose_name='permanent id')),
                ('title', models.CharField(blank=True, help_text='“Twelve entries on 2012 to 2016 were added to the story”.', max_length=160)),
                ('introduction', models.TextField(blank=True, help_text='What these entries are, in a sentence or two. They are listed below it.', max_length=1000)),
                ('sent_at', models.DateTimeField(db_index=True, editable=False, null=True)),
                ('sent_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='digests', to='wagtailcore.site')),
            ],
            options={
                'ordering': ['-sent_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='publicrecord',
            name='digest',
            field=models.ForeignKey(blank=True, editable=False, help_text='The digest that tells of it, or that it waits for.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='timeline.digest'),
        ),
        migrations.AddConstraint(
            model_name='publicrecord',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_why', 'privacy'), _negated=True), ('withdrawn_words', ''), _connector='OR'), name='privacy_is_no_reason_to_print'),
        ),
        migrations.AddField(
            model_name='tombstone',
            name='site',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.site'),
        ),
        migrations.AddConstraint(
            model_name='changenote',
            constraint=models.UniqueConstraint(condition=models.Q(('told_at__isnull', True)), fields=('page',), name='a_page_has_one_change_that_waits'),
        ),
        migrations.AddConstraint(
            model_name='digest',
            constraint=models.UniqueConstraint(condition=models.Q(('sent_at__isnull', True)), fields=('site',), name='a_site_has_one_digest_that_waits'),
        ),
    ]
