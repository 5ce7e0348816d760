from django.db import migrations, models


def count_anew(apps, schema_editor):
    """What is kept can be made again, and is: its rows have no bands. Until then figures are counted at each view."""
    rollups = apps.get_model("workforce", "Rollup").objects
    touched = apps.get_model("workforce", "Touched").objects
    for name in ("KeptStanding", "RollupRow", "Watched"):
        apps.get_model("workforce", name).objects.all().delete()
    rollups.update(is_ready=False)
    for organisation in rollups.order_by("pk").values_list("organisation_id", flat=True):
        touched.create(organisation_id=organisation)


class Migration(migrations.Migration):
    dependencies = [("workforce", "0010_scope")]

    operations = [
        migrations.AddField(
            model_name="keptstanding",
            name="band",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="The first number of days of the band of those late, with time left, or away for long.",
            ),
        ),
        migrations.RunPython(count_anew, migrations.RunPython.noop),
    ]
