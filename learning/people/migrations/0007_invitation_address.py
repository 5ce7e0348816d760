import datetime

from django.conf import settings
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone


def fill(apps, schema_editor):
    """Each link went to the address that its person has now, as far as anybody knows; but for those that ended before their time,
    since the address was corrected: to that nothing has been sent.
    """
    people = apps.get_model("people", "User").objects.filter(pk=OuterRef("person"))
    sent = apps.get_model("people", "Invitation").objects.all()
    whole = datetime.timedelta(days=settings.INVITATION_DAYS)
    over = sent.filter(used_at=None, expires_at__lt=timezone.now())
    ended_early = over.filter(expires_at__lt=F("sent_at") + whole)
    sent.exclude(pk__in=ended_early.values("pk")).update(email=Subquery(people.values("email")))


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
