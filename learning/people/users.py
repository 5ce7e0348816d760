"""The person, who is also the account."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def with_email(self, email: str):
        return self.filter(email__iexact=email)

    def in_order(self):
        return self.order_by(Lower("name"), "pk")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email: str, name: str = "", password: str | None = None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, name: str = "", password: str | None = None, **fields):
        return self.create_user(email, name, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """One row for each person. They sign in by e-mail; where they work is a Post, not a field here."""

    email = models.EmailField("e-mail", max_length=254, unique=True)
    name = models.CharField(
        "name as it should stand on certificates", max_length=200, help_text="As you want it on certificates."
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="email_is_unique_without_regard_to_case",
                violation_error_message="Someone already has this e-mail address.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

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
