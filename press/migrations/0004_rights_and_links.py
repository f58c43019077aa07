"""Carries the decision on rights over to its own table, and gives every row that names an address its link."""

from django.db import migrations

from timeline.links.addresses import address_key


def carry_over(apps, schema_editor):
    Article = apps.get_model("press", "PressArticlePage")
    Rights = apps.get_model("press", "ArticleRights")
    Source = apps.get_model("timeline", "EntrySource")
    Link = apps.get_model("timeline", "WebLink")

    def link_to(url):
        key = address_key(url)
        return Link.objects.get_or_create(key=key, defaults={"url": url})[0] if key else None

    for page in Article.objects.all().iterator():
        if page.rights != "link-only":
            # What was said of a licence then had no place to stand: such an article is printed as before
            # only where it needs none.
            state = "short-quotation" if page.rights in ("licensed", "public-licence") else page.rights
            Rights.objects.get_or_create(page_id=page.pk, defaults={"state": state})
        if page.article_url:
            Article.objects.filter(pk=page.pk).update(article_link=link_to(page.article_url))
    for source in Source.objects.exclude(url="").iterator():
        Source.objects.filter(pk=source.pk).update(link=link_to(source.url))


class Migration(migrations.Migration):
    dependencies = [("press", "0003_archive_that_survives"), ("timeline", "0003_links")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
