from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """Each link went to the address that its person has now, as far as anybody knows."""
    people = apps.get_model("people", "User").objects.filter(pk=OuterRef("person"))
    apps.get_model("people", "Invitation").objects.update(email=Subquery(people.values("email")))


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0006_job_roles"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="email",
            field=models.EmailField(default="", help_text="The address it was sent to.", max_length=254),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
