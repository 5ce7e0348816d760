"""A quiz may ask some of its questions, drawn at random.

The constraint makes SQLite build the table anew, which drops the trigger of 0002_freeze: it is made again.
"""

import django.core.validators
from django.db import migrations, models

TABLE, TRIGGER = "quizzes_quizversion", "what_a_quiz_asked_never_changes"
SQLITE = f"""
CREATE TRIGGER IF NOT EXISTS {TRIGGER} BEFORE UPDATE ON {TABLE} WHEN TRUE
BEGIN SELECT RAISE(ABORT, '{TRIGGER}'); END
"""


def freeze_again(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE, params=None)


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0002_freeze")]

    operations = [
        migrations.AddField(
            model_name="quizpage",
            name="draw",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Each attempt asks so many of the questions, drawn at random. Empty: all of them.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(100),
                ],
                verbose_name="how many to ask",
            ),
        ),
        migrations.AddField(
            model_name="quizversion",
            name="draw",
            field=models.PositiveSmallIntegerField(
                help_text="How many of its questions an attempt asks. Empty: all of them.", null=True
            ),
        ),
        migrations.AddConstraint(
            model_name="quizversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("draw", None), ("draw__gte", 1), _connector="OR"),
                name="a_quiz_that_draws_asks_something",
            ),
        ),
        migrations.RunPython(freeze_again, migrations.RunPython.noop),
    ]
