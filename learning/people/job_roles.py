"""What jobs are called in an organisation, in its own words: finer than staff groups, which all organisations share."""

from collections.abc import Iterable

from django.db import models, transaction
from django.utils.text import slugify

from learning.people.organisations import Organisation

NAME_CHARS = 100
CODE_CHARS = 60


class JobRoleQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("name", "pk")


class JobRole(models.Model):
    """One row for each job role of an organisation, as its staff lists name it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="job_roles")
    code = models.SlugField(max_length=CODE_CHARS)
    name = models.CharField(max_length=NAME_CHARS)

    objects = JobRoleQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="job_role_code_is_unique_in_its_organisation", fields=["organisation", "code"]
            ),
            models.UniqueConstraint(
                name="job_role_name_is_unique_in_its_organisation", fields=["organisation", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


@transaction.atomic
def make_job_roles(*, organisation: Organisation, names: Iterable[str]) -> dict[str, JobRole]:
    """The roles of an organisation by these names; those that are not there yet are made, with codes of their own."""
    names = list(dict.fromkeys(names))
    held = list(JobRole.objects.filter(organisation=organisation))
    known, codes = {role.name for role in held}, {role.code for role in held}
    new = []
    for name in names:
        if name not in known:
            new.append(JobRole(organisation=organisation, name=name, code=_code(name, codes)))
            codes.add(new[-1].code)
    made = JobRole.objects.bulk_create(new)
    return {role.name: role for role in (*held, *made) if role.name in names}


def _code(name: str, taken: set[str]) -> str:
    """Of the name, with a number where another has it already."""
    code = slugify(name)[: CODE_CHARS - 8].strip("-") or "role"
    number, found = 1, code
    while found in taken:
        number += 1
        found = f"{code}-{number}"
    return found
