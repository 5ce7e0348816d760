"""Keys of every kind, and answers to them: good, poor and impossible."""

from decimal import Decimal

from hypothesis import strategies as st

from quizzes.marking.choice import ChoiceKey
from quizzes.marking.grid import GridKey, ScaleKey
from quizzes.marking.kinds import Scheme
from quizzes.marking.sequence import SequenceKey
from quizzes.marking.typed import AcceptedNumber, AcceptedText, NumberKey, ReflectionKey, TextKey, Unit, fold

LABELS = st.text("abcdefgh", min_size=1, max_size=2)
SCHEMES = st.sampled_from(Scheme)
SHARES = st.integers(0, 100)
# A label that no question has.
FOREIGN = "zz"

WORDS = st.text(max_size=12).filter(fold)
NUMBERS = st.decimals(-1_000_000, 1_000_000, places=3)
TOLERANCES = st.decimals(0, 100, places=3)
MINUTES = Unit("minutes")
HOURS = Unit("hours", Decimal(60))


@st.composite
def choices(draw, schemes=SCHEMES) -> ChoiceKey:
    options = draw(st.frozensets(LABELS, min_size=1, max_size=8))
    is_single = draw(st.booleans())
    right = draw(
        st.frozensets(st.sampled_from(sorted(options)), min_size=1, max_size=1 if is_single else None)
    )
    return ChoiceKey(options, right, draw(schemes), is_single)


@st.composite
def grids(draw, schemes=SCHEMES, near=st.booleans()) -> GridKey:  # noqa: B008
    options = draw(st.lists(LABELS, min_size=1, max_size=6, unique=True))
    rights = st.frozensets(st.sampled_from(options), min_size=1)
    right = draw(st.dictionaries(LABELS, rights, min_size=1, max_size=6))
    return GridKey(right, tuple(options), draw(schemes), draw(near))


@st.composite
def sequences(draw, schemes=SCHEMES) -> SequenceKey:
    return SequenceKey(tuple(draw(st.lists(LABELS, min_size=2, max_size=8, unique=True))), draw(schemes))


SCALES = st.builds(
    ScaleKey,
    st.lists(LABELS, min_size=1, max_size=6, unique=True).map(tuple),
    st.lists(LABELS, min_size=1, max_size=6, unique=True).map(tuple),
)


@st.composite
def texts(draw) -> TextKey:
    others = draw(st.lists(st.builds(AcceptedText, st.text(max_size=12), SHARES), max_size=4))
    return TextKey(tuple(draw(st.permutations([AcceptedText(draw(WORDS)), *others]))))


@st.composite
def numbers(draw, units=st.sampled_from([(), (MINUTES,), (MINUTES, HOURS)])) -> NumberKey:  # noqa: B008
    others = draw(st.lists(st.builds(AcceptedNumber, NUMBERS, TOLERANCES, SHARES), max_size=3))
    right = AcceptedNumber(draw(NUMBERS), draw(TOLERANCES))
    names = draw(units)
    return NumberKey(
        tuple(draw(st.permutations([right, *others]))), names, bool(names) and draw(st.booleans())
    )


KEYS = st.one_of(choices(), grids(), SCALES, sequences(), texts(), numbers(), st.builds(ReflectionKey))


def answers_to(key):
    """Answers that somebody, or some programme, might send: some are none."""
    match key:
        case ChoiceKey():
            return st.lists(st.sampled_from([*sorted(key.options), FOREIGN]), max_size=6)
        case GridKey():
            return _ticks(list(key.right), key.options)
        case ScaleKey():
            return _ticks(key.lines, key.options)
        case SequenceKey():
            some = st.lists(st.sampled_from([*key.order, FOREIGN]), max_size=len(key.order) + 1)
            return st.permutations(key.order) | some
        case NumberKey():
            units = st.sampled_from(["", " minutes", "HOURS", " miles", "."])
            return st.builds("{}{}".format, NUMBERS, units) | st.just(key.best) | st.text(max_size=12)
        case _:
            return st.just(key.best) | st.text(max_size=12)


def _ticks(lines, options):
    foreign = st.just(FOREIGN)
    return st.dictionaries(
        st.sampled_from(list(lines)) | foreign, st.sampled_from(list(options)) | foreign, max_size=6
    )


@st.composite
def answered(draw, keys=KEYS) -> tuple:
    """A key with an answer that can be marked."""
    key = draw(keys)
    answer = draw(answers_to(key))
    return (key, key.best if key.problem(answer) else answer)
