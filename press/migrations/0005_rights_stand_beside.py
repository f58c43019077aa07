from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("press", "0004_rights_and_links")]
    operations = [migrations.RemoveField(model_name="pressarticlepage", name="rights")]
