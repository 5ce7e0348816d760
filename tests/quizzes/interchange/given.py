"""Questions of every kind, as Hypothesis makes them: each is one that could be asked."""

from fractions import Fraction

from hypothesis import strategies as st

from quizzes.interchange import words
from quizzes.interchange.questions import FALSE, TRUE, Answer, Item, Kind, Picture, Unit
from quizzes.interchange.shares import plain_number

SIGNS = list("\\:#={}~%$[]<>&;*/->.\"'|@ \n\taé😀שA1") + [
    "->",
    "//",
    "####",
    "::",
    "[html]",
    "<b>",
    "&amp;",
    "%50%",
    "T",
]
raw = st.one_of(
    st.lists(st.sampled_from(SIGNS), min_size=1, max_size=12).map("".join),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12),
)
text = raw.map(words.tidy).filter(bool)
line = raw.map(words.one_line).filter(bool)
maybe = st.one_of(st.just(""), text)
share = st.sampled_from([Fraction(n, d) for d in range(1, 11) for n in range(-d, d + 1)])
number = st.decimals("-99999", "99999", places=3).map(plain_number)
tolerance = st.decimals("0", "999", places=2).map(plain_number)


@st.composite
def choices(draw, kind: Kind):
    texts = draw(st.lists(text, min_size=2, max_size=5, unique=True))
    shares = [draw(share.filter(lambda one: one < 1)) for _ in texts]
    shares[draw(st.integers(0, len(texts) - 1))] = Fraction(1)
    return tuple(Answer(one, part, draw(maybe)) for one, part in zip(texts, shares, strict=True))


@st.composite
def truths(draw):
    is_true = draw(st.booleans())
    told = (Answer(TRUE, Fraction(is_true), draw(maybe)), Answer(FALSE, Fraction(not is_true), draw(maybe)))
    return told


@st.composite
def pairs(draw):
    prompts = draw(st.lists(text, min_size=2, max_size=4, unique=True))
    extra = draw(st.lists(line, max_size=2))
    return tuple(Answer(draw(line), prompt=one) for one in prompts) + tuple(Answer(one) for one in extra)


@st.composite
def accepted(draw):
    texts = draw(st.lists(line.filter(lambda one: one != "*"), min_size=1, max_size=4))
    return tuple(Answer(one, Fraction(1), draw(maybe)) for one in texts[:1]) + tuple(
        Answer(one, draw(share), draw(maybe)) for one in texts[1:]
    )


@st.composite
def numbers(draw):
    first = Answer(draw(number), Fraction(1), draw(maybe), draw(tolerance))
    rest = [
        Answer(draw(number), draw(share), draw(maybe), draw(tolerance))
        for _ in range(draw(st.integers(0, 2)))
    ]
    others = [Answer("*", Fraction(0), draw(maybe))] if draw(st.booleans()) else []
    return (first, *rest, *others)


ordered = st.lists(text, min_size=2, max_size=5, unique=True).map(lambda texts: tuple(map(Answer, texts)))
models = st.lists(text.map(Answer), max_size=1).map(tuple)
ANSWERS = {
    Kind.SINGLE: choices(Kind.SINGLE),
    Kind.MULTIPLE: choices(Kind.MULTIPLE),
    Kind.TRUE_FALSE: truths(),
    Kind.MATCHING: pairs(),
    Kind.ORDERING: ordered,
    Kind.SHORT_TEXT: accepted(),
    Kind.NUMERIC: numbers(),
    Kind.REFLECTION: models,
}
times = st.sampled_from(
    [Fraction(1), Fraction(1000), Fraction(1, 1000), Fraction(60), Fraction(1, 3), Fraction(254, 100)]
)
units = st.lists(st.builds(Unit, line, times), max_size=3).map(tuple)
category = st.lists(
    line.map(lambda name: name.strip("/ ")).filter(lambda name: name and "//" not in name), max_size=3
)
picture = st.builds(Picture, line, st.binary(min_size=1, max_size=20))


@st.composite
def item(draw, kinds=tuple(Kind)) -> Item:
    """A question with all that every format could hold, and units and pictures."""
    kind = draw(st.sampled_from(kinds))
    is_number = kind == Kind.NUMERIC
    some = draw(units) if is_number else ()
    return Item(
        kind,
        draw(text),
        draw(ANSWERS[kind]),
        name=draw(st.one_of(st.just(""), line)),
        explanation=draw(maybe),
        category=tuple(draw(category)),
        tags=tuple(draw(st.lists(line, max_size=2))),
        id=draw(st.one_of(st.just(""), line)),
        shuffle=draw(st.booleans()),
        units=some,
        unit_required=bool(some) and draw(st.booleans()),
        pictures=tuple(draw(st.lists(picture, max_size=2, unique=True))),
    )
