"""The person, who is also the account."""

import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from learning.people.organisations import Organisation
from learning.people.posts import Post
from learning.people.responsibilities import Responsibility
from learning.people.roles import ADMINISTRATORS, EXPERTS, TRAINERS, Role


class UserQuerySet(models.QuerySet):
    def with_email(self, email: str):
        """Whoever has an address, without regard to case: addresses are kept in lower case."""
        return self.filter(email=email.strip().lower())

    def visible_to(self, person, *, on: datetime.date):
        """Whom someone may see by name on a day: themselves, and whoever their roles give them."""
        if person.is_administrator:
            return self.all()
        posts = Post.objects.visible_to(person, on=on).filter(person=OuterRef("pk"))
        return self.filter(Q(pk=person.pk) | Exists(posts))

    def trainers(self):
        return self.filter(groups__name=TRAINERS)

    def with_roles(self, *, on: datetime.date):
        """Adds what each answers for on a day, so that User.roles asks nothing."""
        answers = Responsibility.objects.in_force_on(on).filter(person=OuterRef("pk"))
        return self.annotate(**{f"is_{role.value}": Exists(answers.filter(role=role)) for role in Role})

    def in_order(self):
        return self.order_by(Lower("name"), "pk")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email: str, name: str = "", password: str | None = None, **fields):
        user = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def known_or_new(self, email: str, name: str):
        """Whoever has the address, as they are; else a new person, with no password yet."""
        defaults = {"name": name, "password": make_password(None)}
        return self.get_or_create(email=email.strip().lower(), defaults=defaults)[0]

    def create_superuser(self, email: str, name: str = "", password: str | None = None, **fields):
        return self.create_user(email, name, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str):
        return self.with_email(email).get()


class User(AbstractBaseUser, PermissionsMixin):
    """One row for each person. They sign in by e-mail; where they work is a Post, not a field here."""

    email = models.EmailField(
        "e-mail",
        max_length=254,
        unique=True,
        error_messages={"unique": "Someone already has this e-mail address."},
    )
    name = models.CharField(
        "name as it should stand on certificates", max_length=200, help_text="As you want it on certificates."
    )
    is_active = models.BooleanField(
        "may sign in", default=True, help_text="Take this away when an account is to be closed. Records stay."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                name="email_is_kept_in_lower_case",
                condition=Q(email=Lower(F("email"))),
                violation_error_message="Write the e-mail address in small letters.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self):
        super().clean()
        self.email = self.email.strip().lower()

    @cached_property
    def is_trainer(self) -> bool:
        """Whether they write courses. One query, asked once for each object."""
        return TRAINERS in self._group_names

    @cached_property
    def is_administrator(self) -> bool:
        """Whether they run the site. One query at most, asked once for each object."""
        return self.is_superuser or ADMINISTRATORS in self._group_names

    @cached_property
    def is_expert(self) -> bool:
        """Whether they review courses from their own life. One query, asked once for each object."""
        return EXPERTS in self._group_names

    @cached_property
    def roles(self) -> frozenset[str]:
        """What they answer for. Whoever is signed in brings it along (see backends); else one query, asked once."""
        flags = {role: getattr(self, f"is_{role.value}", None) for role in Role}
        if None in flags.values():
            held = self.responsibilities.in_force_on(timezone.localdate())
            return frozenset(held.values_list("role", flat=True))
        return frozenset(role for role, answers in flags.items() if answers)

    def leads(self, organisation: Organisation, *, on: datetime.date) -> bool:
        """Whether they are workforce lead of an organisation on a day."""
        return Organisation.objects.led_by(self, on=on).filter(pk=organisation.pk).exists()

    @cached_property
    def _group_names(self) -> frozenset[str]:
        return frozenset(self.groups.values_list("name", flat=True))

    @property
    def is_staff(self) -> bool:
        """What Django's and Wagtail's code asks; entry to the admin is Wagtail's own permission."""
        return self.is_superuser

    @property
    def first_name(self) -> str:
        """How we greet someone: the first word of their name."""
        return self.name.split(" ")[0]

    @property
    def last_name(self) -> str:
        return " ".join(self.name.split(" ")[1:])

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.first_name

    def get_username(self) -> str:
        return self.email
