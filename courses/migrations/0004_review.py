"""The workflow in which both sides review, and the group of those who review from their own life.

The catalogue of a site that has one is reviewed so from now on; a new site's is when it is set up.
Permissions are made here when they are not there yet: Django makes them after the last migration.
"""

from django.db import migrations

EXPERTS = "Experts by experience"
WORKFLOW = "Review from both sides"
TASKS = {"adult": "Review by adult services", "children": "Review by children’s services"}


def make_workflow(apps, schema_editor):
    kind = content_type(apps, "courses", "sidereview")
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=WORKFLOW)
    for order, (side, name) in enumerate(TASKS.items()):
        task = apps.get_model("courses", "SideReview").objects.create(
            name=name, side=side, content_type=kind
        )
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(
            workflow=workflow, task_id=task.pk, sort_order=order
        )
    for index in apps.get_model("courses", "CourseIndexPage").objects.order_by("pk"):
        apps.get_model("wagtailcore", "WorkflowPage").objects.update_or_create(
            page_id=index.pk, defaults={"workflow": workflow}
        )


def make_group(apps, schema_editor):
    """They enter the admin, and find nothing in it but the pages of courses in review."""
    experts, _ = apps.get_model("auth", "Group").objects.get_or_create(name=EXPERTS)
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type(apps, "wagtailadmin", "admin"),
        codename="access_admin",
        defaults={"name": "Can access Wagtail admin"},
    )
    experts.permissions.add(permission)


def content_type(apps, app_label: str, model: str):
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )[0]


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0003_change_and_review"),
        ("site", "0002_groups"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
    ]

    operations = [
        migrations.RunPython(make_workflow, migrations.RunPython.noop),
        migrations.RunPython(make_group, migrations.RunPython.noop),
    ]
