"""The steps of the care pathway."""

from django.db import migrations

NAMES = ["Access", "Screening", "Assessment", "Planning", "Providing", "Reviewing", "Strategy"]


def add(apps, schema_editor):
    Topic = apps.get_model("courses", "Topic")
    for position, name in enumerate(NAMES, start=1):
        Topic.objects.get_or_create(slug=name.lower(), defaults={"name": name, "position": position})


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
