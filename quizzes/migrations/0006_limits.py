"""Limits of attempts and of time, what people need, and flags."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0005_kinds_of_question'),
        ('records', '0002_what_changed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Accommodation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('extra_time_pct', models.PositiveSmallIntegerField(default=0, help_text="Per cent of a quiz's time.")),
                ('has_no_time_limit', models.BooleanField(default=False)),
                ('set_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ExtraAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='Of the attempt that may begin by it.')),
                ('granted_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='ExtraAttemptReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('set_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='attempt',
            name='due_at',
            field=models.DateTimeField(blank=True, help_text='The end of their time, set at the start. Empty: no limit.', null=True),
        ),
        migrations.AddField(
            model_name='quizpage',
            name='attempts_allowed',
            field=models.PositiveSmallIntegerField(blank=True, help_text='How often each person may take it. Empty: as often as they like, which suits most quizzes.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)], verbose_name='attempts allowed'),
        ),
        migrations.AddField(
            model_name='quizpage',
            name='time_limit_minutes',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Minutes. Empty: none, which suits most quizzes. People who need more time set that themselves.', null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(600)], verbose_name='time limit'),
        ),
        migrations.AddField(
            model_name='quizversion',
            name='attempts_allowed',
            field=models.PositiveSmallIntegerField(help_text='Empty: no limit.', null=True),
        ),
        migrations.AddField(
            model_name='quizversion',
            name='time_limit_minutes',
            field=models.PositiveSmallIntegerField(help_text='Empty: no limit.', null=True),
        ),
        migrations.AddConstraint(
            model_name='attempt',
            constraint=models.CheckConstraint(condition=models.Q(('due_at', None), models.Q(('due_at__gt', models.F('started_at')), ('due_at__isnull', False)), _connector='OR'), name='attempt_is_due_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='quizversion',
            constraint=models.CheckConstraint(condition=models.Q(('attempts_allowed', None), ('attempts_allowed__gte', 1), _connector='OR'), name='a_quiz_allows_one_attempt_at_least'),
        ),
        migrations.AddConstraint(
            model_name='quizversion',
            constraint=models.CheckConstraint(condition=models.Q(('time_limit_minutes', None), ('time_limit_minutes__gte', 1), _connector='OR'), name='a_time_limit_is_one_minute_at_least'),
        ),
        migrations.AddField(
            model_name='accommodation',
            name='person',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='accommodation', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='extraattempt',
            name='granted_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='extraattempt',
            name='learner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extra_attempts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='extraattempt',
            name='quiz',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extra_attempts', to='quizzes.quiz'),
        ),
        migrations.AddField(
            model_name='extraattemptreason',
            name='extra_attempt',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reason', to='quizzes.extraattempt'),
        ),
        migrations.AddField(
            model_name='flag',
            name='question',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='flag', to='quizzes.attemptquestion'),
        ),
        migrations.AddConstraint(
            model_name='accommodation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('extra_time_pct', 0), ('has_no_time_limit', True)), models.Q(('extra_time_pct__in', (25, 50, 100)), ('has_no_time_limit', False)), _connector='OR'), name='an_accommodation_is_extra_time_or_no_limit'),
        ),
        migrations.AddConstraint(
            model_name='extraattempt',
            constraint=models.UniqueConstraint(fields=('learner', 'quiz', 'number'), name='an_attempt_is_granted_once'),
        ),
        migrations.AddConstraint(
            model_name='extraattempt',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 2)), name='an_extra_attempt_is_not_the_first'),
        ),
        migrations.AddConstraint(
            model_name='extraattempt',
            constraint=models.CheckConstraint(condition=models.Q(('learner', models.F('granted_by')), _negated=True), name='nobody_grants_their_own_attempt'),
        ),
        migrations.AddConstraint(
            model_name='extraattemptreason',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_reason_says_something'),
        ),
    ]
