"""Administrators keep the requirements. They end one rather than delete it: past figures rest on it."""

from django.db import migrations

ADMINISTRATORS = "Administrators"
ACTIONS = ("add", "change", "view")


def let_administrators_keep_requirements(apps, schema_editor):
    """Permissions are made here when they are not there yet: Django makes them after the last migration."""
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=ADMINISTRATORS)
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="workforce", model="requirement"
    )
    for action in ACTIONS:
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_requirement",
            defaults={"name": f"Can {action} requirement"},
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("workforce", "0001_initial"), ("site", "0002_groups")]

    operations = [migrations.RunPython(let_administrators_keep_requirements, migrations.RunPython.noop)]
