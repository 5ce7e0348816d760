"""The database itself refuses to change what was chosen in a two-sided case, whoever asks it to."""

from learning.records.freezing import Freeze, again

FROZEN = [
    Freeze(
        "casestudies_move",
        "a_move_never_changes",
        insert=again("casestudies_move", "id", "sitting_id, round"),
    ),
]
