"""The two groups of the admin. Which pages trainers may write below is given by learning.site.groups, when
there are any.

Permissions are made here when they are not there yet: Django makes them after the last migration. Models of
the outer rooms are named by string.
"""

from django.db import migrations

TRAINERS = "Trainers"
ADMINISTRATORS = "Administrators"
# By collection: pictures, documents and films.
SHELVES = {
    "wagtailimages.image": ["add", "change", "choose"],
    "wagtaildocs.document": ["add", "change", "choose"],
    "wagtailmedia.media": ["add", "change"],
}
# By model.
TRAINERS_MODELS = {"site.source": ["add", "change", "view"], "courses.topic": ["add", "change", "view"]}
ADMINISTRATORS_MODELS = {
    "site.source": ["add", "change", "delete", "view"],
    "courses.topic": ["add", "change", "delete", "view"],
    "site.sitesettings": ["change"],
    "people.user": ["add", "change", "delete", "view"],
    "wagtailcore.site": ["change", "view"],
    "wagtailcore.collection": ["add", "change", "delete"],
}
PAGES = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"]


def permission(apps, model: str, codename: str):
    app_label, name = model.split(".")
    content_type = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=name
    )[0]
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )[0]


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    trainers, _ = Group.objects.get_or_create(name=TRAINERS)
    administrators, _ = Group.objects.get_or_create(name=ADMINISTRATORS)
    for group, models in ((trainers, TRAINERS_MODELS), (administrators, ADMINISTRATORS_MODELS)):
        group.permissions.add(permission(apps, "wagtailadmin.admin", "access_admin"))
        for model, actions in models.items():
            for action in actions:
                group.permissions.add(permission(apps, model, f"{action}_{model.split('.')[1]}"))
        open_shelves(apps, group, more=["delete"] if group == administrators else [])
    open_every_page(apps, administrators)


def open_shelves(apps, group, more: list[str]):
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    Shelf = apps.get_model("wagtailcore", "GroupCollectionPermission")
    for model, actions in SHELVES.items():
        for action in [*actions, *more]:
            allowed = permission(apps, model, f"{action}_{model.split('.')[1]}")
            Shelf.objects.get_or_create(group=group, collection=root, permission=allowed)


def open_every_page(apps, group):
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    for codename in PAGES:
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=group, page=root, permission=permission(apps, "wagtailcore.page", codename)
        )


def remove_groups_of_wagtail(apps, schema_editor):
    """Wagtail's own Moderators and Editors: here the roles are ours, and nobody holds those yet."""
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("site", "0001_initial"),
        ("people", "0002_practice_groups"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(remove_groups_of_wagtail, migrations.RunPython.noop),
    ]
