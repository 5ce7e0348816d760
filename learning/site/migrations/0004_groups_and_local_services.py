"""Trainers keep local services and decisions; administrators may delete them too."""

from django.db import migrations

MODELS = ("localservice", "localdecision", "situation")
ACTIONS = {"Trainers": ["add", "change", "view"], "Administrators": ["add", "change", "delete", "view"]}


def let_groups_write(apps, schema_editor):
    for group_name, actions in ACTIONS.items():
        group = apps.get_model("auth", "Group").objects.get(name=group_name)
        for model in MODELS:
            group.permissions.add(*[permission(apps, model, action) for action in actions])


def permission(apps, model: str, action: str):
    """Made here when it is not there yet: Django makes permissions after the last migration."""
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="site", model=model
    )
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{action}_{model}", defaults={"name": f"Can {action} {model}"}
    )[0]


class Migration(migrations.Migration):
    dependencies = [("site", "0003_sources_and_local_services")]

    operations = [migrations.RunPython(let_groups_write, migrations.RunPython.noop)]
