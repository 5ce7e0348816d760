from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workforce", '0013_roles')]

    operations = [
        migrations.AddField(
            model_name="keptstanding",
            name="band",
            field=models.PositiveSmallIntegerField(
                default=0,
                help_text="The first number of days of the band of those late, with time left, or away for long.",
            ),
        ),
    ]
