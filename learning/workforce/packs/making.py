"""The writer of packs, and what makes their files: within the request, or by the worker."""

import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from learning.people.organisations import Organisation, Team
from learning.records import effects
from learning.workforce.packs import sheets
from learning.workforce.packs.inspection import Matrix, inspection
from learning.workforce.packs.packs import KEPT_DAYS, Pack

MAKE = "learning.workforce.packs.tasks.make_pack"
FORGET = "learning.workforce.packs.tasks.forget_pack"
WRITE = {Pack.File.PDF: sheets.paper, Pack.File.CSV: sheets.csv}


def make(matrix: Matrix, *, file: str) -> tuple[str, bytes]:
    """The name and the bytes of an inspection matrix."""
    return sheets.filename(matrix, file), WRITE[Pack.File(file)](matrix)


@transaction.atomic
def ask(*, by, organisation: Organisation, team: Team | None, file: str, at: datetime.datetime) -> Pack:
    """Ask the worker for one; and to delete it after a week."""
    pack = Pack.objects.create(organisation=organisation, team=team, by=by, file=file, asked_at=at)
    effects.ask(task=MAKE, key=f"pack:{pack.pk}", at=at, pack_id=str(pack.pk))
    effects.ask(
        task=FORGET,
        key=f"pack_forget:{pack.pk}",
        at=at,
        not_before=at + datetime.timedelta(days=KEPT_DAYS),
        pack_id=str(pack.pk),
    )
    return pack


def keep(pack: Pack, *, at: datetime.datetime) -> None:
    """Make it and put it in the private storage. Again, and it is made anew in the same place."""
    matrix = inspection(pack.by, pack.organisation, pack.team, at=at)
    name, content = make(matrix, file=pack.file)
    storage = storages["private"]
    storage.delete(pack.stored_as)
    storage.save(pack.stored_as, ContentFile(content))
    Pack.objects.filter(pk=pack.pk).update(
        made_at=at, filename=name, lines=matrix.lines, rules_hash=matrix.rules_hash
    )


def forget(pack: Pack) -> None:
    storages["private"].delete(pack.stored_as)
    pack.delete()
