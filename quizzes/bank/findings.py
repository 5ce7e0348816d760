"""What is amiss with what a quiz draws from the bank, for whoever writes it."""

from collections.abc import Iterator

from learning.records.findings import Finding
from learning.site.blocks import sources_in
from learning.site.sources import fill
from quizzes import limits
from quizzes.bank import bank
from quizzes.bank.draws import besides, draws_of, in_words, shortage_words
from quizzes.publishing import digest_of
from quizzes.questions import QuestionVersion

UNFINISHED = (
    "A draw from the bank does not say how many questions, or of what topic. Finish it, or take it away."
)
TOO_MANY = "It asks for {count} questions in all, and a quiz can ask {most}. Ask for fewer."


def of_draws(page) -> Iterator[Finding]:
    """Three queries, and none for a quiz that draws nothing."""
    draws = draws_of(page)
    if len(draws) < len(page.draws):
        yield Finding(UNFINISHED, field="draws")
    if not draws:
        return
    if (count := asks(page)) > limits.QUESTIONS_MAX:
        yield Finding(TOO_MANY.format(count=count, most=limits.QUESTIONS_MAX), field="draws")
    for words in shortage_words(draws, besides(bank.candidates_for(draws), _own(page))):
        yield Finding(words, field="draws")


def asks(page) -> int:
    """How many questions an attempt would ask of a page as it is written."""
    own = len(page.questions)
    return min(page.draw or own, own) + sum(draw.number for draw in draws_of(page))


def what_is_drawn(page) -> list[str]:
    """4 questions of “Asking”: a line for each draw."""
    return [in_words(draw) for draw in draws_of(page)]


def _own(page) -> list[int]:
    """The versions that the page's own questions are already: a question that the bank has too is not drawn."""
    fill(source for source in sources_in(page.questions))
    digests = [
        digest_of(child.block.content(child.value))
        for child in page.questions
        if child.value["stem"] and not child.block.problem(child.value)
    ]
    return list(QuestionVersion.objects.filter(digest__in=digests).values_list("pk", flat=True))
