"""What the worker was asked for before quizzes had rooms is found where it moved to."""

from django.db import migrations

MOVED = {
    "quizzes.overdue.hand_in": "quizzes.taking.overdue.hand_in",
    "quizzes.regrading.complete_for": "quizzes.regrades.regrading.complete_for",
}


def follow(apps, schema_editor):
    for old, new in MOVED.items():
        apps.get_model("records", "Effect").objects.filter(task=old).update(task=new)


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0011_surveys"), ("records", "0003_refreshers")]
    operations = [migrations.RunPython(follow, migrations.RunPython.noop)]
