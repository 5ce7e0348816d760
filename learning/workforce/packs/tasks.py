"""What the worker does about packs."""

from django.utils import timezone
from django_tasks import task

from learning.workforce.packs import making
from learning.workforce.packs.packs import Pack


@task(backend="effects")
def make_pack(pack_id: str) -> None:
    """Make the file of a pack, unless it is made or forgotten."""
    wanted = Pack.objects.filter(pk=pack_id, made_at=None).select_related("organisation", "team", "by")
    if pack := wanted.first():
        making.keep(pack, at=timezone.now())


@task(backend="effects")
def forget_pack(pack_id: str) -> None:
    """Delete a pack and its file."""
    if pack := Pack.objects.filter(pk=pack_id).first():
        making.forget(pack)
