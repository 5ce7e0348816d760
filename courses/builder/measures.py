"""What there is in a part of each kind, for the estimate of its minutes."""

from casestudies.pages import CaseStudyPage
from casestudies.two_sides.files import SIDES, Round
from casestudies.two_sides.findings import PARTS
from casestudies.two_sides.pages import TwoSidedCasePage
from courses.builder.words import count_words, count_words_in_stream
from courses.estimates import Measure
from courses.exercises import ActivityBlock, CommitmentsBlock, ScenarioBlock
from courses.lessons import LessonPage
from learning.records.pages import Activity
from quizzes.pages import QuizPage


def measure_of(part: Activity) -> Measure:
    """What someone reads, watches and answers in a part as it is written. A film must be on the page already."""
    match part:
        case LessonPage():
            return Measure(
                words=count_words(part.introduction) + count_words_in_stream(part, "body"),
                questions=_exercises(part),
            )
        case CaseStudyPage():
            return _case(part)
        case TwoSidedCasePage():
            return _two_sided(part)
        case QuizPage():
            return Measure(words=count_words(part.introduction), questions=_asked(part))
    return Measure()


def _exercises(lesson: LessonPage) -> int:
    """What is answered in a lesson: each prompt of an activity, each scenario, each choice of commitments."""
    kinds = lesson.body.stream_block.child_blocks
    found = 0
    for child in lesson.body.raw_data:
        match kinds.get(child["type"]):
            case ActivityBlock():
                found += len(child["value"].get("prompts") or [])
            case ScenarioBlock() | CommitmentsBlock():
                found += 1
    return found


def _case(case: CaseStudyPage) -> Measure:
    """With a film it is watched; without one, its words are read."""
    told = 0 if case.film_id else count_words(case.text_version)
    texts = (case.introduction, case.content_note, case.what_is_it_about, case.prompts_intro)
    streams = ("watch_for", "messages_for_practice", "seed_perspectives", "voices")
    return Measure(
        words=told
        + sum(map(count_words, texts))
        + sum(count_words_in_stream(case, name) for name in streams),
        film_seconds=film_seconds(case),
        questions=len(case.prompts.raw_data)
        + len(case.pause_points.raw_data)
        + bool(len(case.first_step_options.raw_data)),
    )


def _two_sided(case: TwoSidedCasePage) -> Measure:
    """Both files are read, the other side's at the end; what is chosen in a round is one answer."""
    streams = [f"{side}_{part}" for side in SIDES for part in PARTS]
    texts = (case.introduction, case.content_note, case.debrief, case.adult_reasons, case.children_reasons)
    words = sum(map(count_words, texts))
    words += sum(count_words_in_stream(case, name) for name in [*streams, "neither_knew"])
    return Measure(words=words, questions=len(Round) if words else 0)


def film_seconds(case: CaseStudyPage) -> int:
    """How long the film lasts, or the part of it that is shown."""
    if not case.film_id:
        return 0
    end = case.film.seconds if case.film_end_seconds is None else case.film_end_seconds
    return max(0, end - (case.film_start_seconds or 0))


def _asked(quiz: QuizPage) -> int:
    """How many questions one attempt asks."""
    written = len(quiz.questions.raw_data)
    drawn = sum(child["value"].get("number") or 0 for child in quiz.draws.raw_data)
    return min(quiz.draw or written, written) + drawn
