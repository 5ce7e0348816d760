"""The database itself refuses to change what was asked and what was submitted, or to add to it, whoever asks it to.

Made anew after every migrate (receivers.py): on SQLite a migration that rebuilds a table drops its triggers.
"""

from learning.records.freezing import Freeze, again, hold, release

# The migration that made this table made the columns that conditions name.
WITH_MARKS = "quizzes_typedwords"


MARKED_AGAIN = [
    ("regrade", "a_regrade_never_changes", "id", "quiz_id, number"),
    ("coveredversion", "what_a_regrade_covers_never_changes", "id", "regrade_id, question_version_id"),
    ("regrademark", "what_a_regrade_gave_never_changes", "id", "regrade_id, question_id"),
    ("regradeundo", "what_was_undone_stays_undone", "regrade_id"),
]


ANONYMOUS = (
    "EXISTS (SELECT 1 FROM quizzes_surveyanswered a JOIN quizzes_surveypage p ON p.page_ptr_id = a.page_id "
    "WHERE a.id = NEW.answered_id AND p.naming = 'anonymous')"
)

FROZEN = [
    Freeze(
        "quizzes_questionversion",
        "what_was_asked_never_changes",
        insert=again("quizzes_questionversion", "id"),
    ),
    Freeze(
        "quizzes_quizversion",
        "what_a_quiz_asked_never_changes",
        insert=again("quizzes_quizversion", "id"),
    ),
    Freeze(
        "quizzes_quizquestion",
        "the_questions_of_a_version_never_change",
        insert=again("quizzes_quizquestion", "id"),
    ),
    Freeze(
        "quizzes_attemptquestion",
        "the_questions_of_an_attempt_never_change",
        insert="EXISTS (SELECT 1 FROM quizzes_attemptquestion o WHERE o.id = NEW.id) "
        "OR EXISTS (SELECT 1 FROM quizzes_attempt a WHERE a.id = NEW.attempt_id AND a.submitted_at IS NOT NULL)",
    ),
    Freeze(
        "quizzes_attempt",
        "a_submitted_attempt_never_changes",
        update="OLD.submitted_at IS NOT NULL",
        delete="OLD.submitted_at IS NOT NULL",
        insert="EXISTS (SELECT 1 FROM quizzes_attempt o WHERE o.id = NEW.id AND o.submitted_at IS NOT NULL)",
    ),
    Freeze(
        "quizzes_response",
        "a_marked_answer_never_changes",
        update="OLD.earned IS NOT NULL OR NEW.question_id <> OLD.question_id",
        delete="OLD.earned IS NOT NULL",
        insert="EXISTS (SELECT 1 FROM quizzes_response o WHERE o.id = NEW.id AND o.earned IS NOT NULL) "
        "OR EXISTS (SELECT 1 FROM quizzes_attemptquestion q JOIN quizzes_attempt a ON a.id = q.attempt_id "
        "WHERE q.id = NEW.question_id AND a.submitted_at IS NOT NULL)",
    ),
    Freeze(
        "quizzes_extraattempt",
        "a_granted_attempt_never_changes",
        insert=again("quizzes_extraattempt", "id"),
    ),
    *(
        Freeze(f"quizzes_{table}", name, insert=again(f"quizzes_{table}", *unique))
        for table, name, *unique in MARKED_AGAIN
    ),
    Freeze(
        "quizzes_surveypage",
        "what_people_were_told_of_a_survey_stays",
        update="NEW.naming <> OLD.naming "
        "AND EXISTS (SELECT 1 FROM quizzes_surveyanswered a WHERE a.page_id = OLD.page_ptr_id)",
        delete="FALSE",
    ),
    Freeze(
        "quizzes_surveysheet",
        "an_anonymous_answer_is_nobodys",
        update=ANONYMOUS,
        delete="FALSE",
        insert=ANONYMOUS,
    ),
    Freeze(
        "quizzes_typedwords",
        "words_sent_are_erased_or_kept",
        update="OLD.is_submitted AND (NEW.text <> '' OR NOT NEW.is_submitted) "
        "OR NEW.response_id <> OLD.response_id",
        delete="OLD.is_submitted",
        insert="EXISTS (SELECT 1 FROM quizzes_response r WHERE r.id = NEW.response_id AND r.earned IS NOT NULL)",
    ),
]


def freeze(connection) -> None:
    """Make every trigger of quizzes, once more where it stands already."""
    thaw(connection)
    if WITH_MARKS in connection.introspection.table_names():
        hold(connection, FROZEN)


def thaw(connection) -> None:
    """Take every trigger of quizzes off, also those of before there was one for each verb."""
    release(connection, FROZEN)
