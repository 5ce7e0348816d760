"""What the groups of the admin may do with pages. Their other permissions are made by the migration."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from learning.people.roles import TRAINERS

# A trainer with *add* alone could change only pages of their own.
WRITE = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]


def let_trainers_write_below(page: Page) -> None:
    """Trainers may write a page and all below it: the catalogue, once there is one. May be repeated."""
    trainers = Group.objects.get(name=TRAINERS)
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=WRITE):
        GroupPagePermission.objects.get_or_create(group=trainers, page=page, permission=permission)
