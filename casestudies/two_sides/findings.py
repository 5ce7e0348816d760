"""What is amiss with a two-sided case, for whoever writes it."""

import datetime
from collections import Counter
from collections.abc import Iterator

from casestudies.two_sides.files import SIDES, File, Round, file_of, most_of
from learning.people.sides import Side
from learning.records.findings import Finding
from learning.site.wording import overdue, warnings, words_in

WHOSE = {Side.ADULT: "The file of adult services", Side.CHILDREN: "The file of children’s services"}
NO_DOCUMENT = "{file} has no document. Add one: there is nothing to read yet."
NO_CHOICE = {
    Round.ASK: "{file} offers nothing to ask. Add questions, each with the other file’s answer.",
    Round.SHARE: "{file} offers nothing to share. Add what it holds that the other side may need.",
    Round.ACT: "{file} offers nothing to do. Add some actions.",
}
TWICE = "{file} offers “{text}” twice. Take one away, or word it differently."
NO_COLLEAGUE = "{file} has no colleague on record. Say who it was, by their job: whoever reads the other file alone meets them."
NOTHING_RECORDED = "{file}: the colleague on record has chosen nothing at all. Tick what they asked, shared and did, behind the cog of each choice."
TOO_MUCH_RECORDED = (
    "{file}: the colleague on record has chosen {count} under “{round}”, and {most} may be chosen."
)
NO_UNKNOWN = "Nothing says what neither side knew. Add it, and where it could have been found: it is what the case is for."
NO_NOTE = "Nothing says what is in it. Write a content note: what someone may want to know before they start."
PARTS = ("shows", "chronology", "documents", "questions", "facts", "actions")


def of_two_sided_case(page, *, on: datetime.date) -> list[Finding]:
    files = [file_of(page, side) for side in SIDES]
    streams = [
        words for side in SIDES for part in PARTS for words in words_in(getattr(page, f"{side}_{part}"))
    ]
    return [
        *(finding for file in files for finding in _of_file(page, file)),
        *([] if len(page.neither_knew) else [Finding(NO_UNKNOWN, field="neither_knew")]),
        *([] if page.content_note.strip() else [Finding(NO_NOTE, field="content_note")]),
        *overdue(page.sources.all(), on=on, field="sources"),
        *warnings(streams, field="adult_documents"),
        *warnings([page.introduction, page.content_note, page.debrief], field="debrief"),
    ]


def _of_file(page, file: File) -> Iterator[Finding]:
    whose = WHOSE[file.side]
    if not file.documents:
        yield Finding(NO_DOCUMENT.format(file=whose), field=f"{file.side}_documents")
    for round in Round:
        yield from _of_round(page, file, round)
    if not file.colleague.strip():
        yield Finding(NO_COLLEAGUE.format(file=whose), field=f"{file.side}_colleague")
    if not any(file.recorded(round) for round in Round):
        yield Finding(NOTHING_RECORDED.format(file=whose), field=f"{file.side}_colleague")


def _of_round(page, file: File, round: Round) -> Iterator[Finding]:
    field, whose = f"{file.side}_{round.stream}", WHOSE[file.side]
    if not file.choices[round]:
        yield Finding(NO_CHOICE[round].format(file=whose), field=field)
    texts = Counter(choice.text.strip().lower() for choice in file.choices[round])
    for choice in file.choices[round]:
        if texts.pop(choice.text.strip().lower(), 0) > 1:
            yield Finding(TWICE.format(file=whose, text=choice.text), field=field)
    count, most = len(file.recorded(round)), most_of(page, round)
    if count > (most or 0):
        words = TOO_MUCH_RECORDED.format(file=whose, count=count, round=round.label, most=most or 0)
        yield Finding(words, field=field)
