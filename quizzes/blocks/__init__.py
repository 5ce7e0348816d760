"""Questions as trainers write them, in a quiz or in the bank. What is asked is a version of them."""

from wagtail import blocks

from quizzes.blocks.choice import MultipleChoiceBlock, SingleChoiceBlock, TrueFalseBlock
from quizzes.blocks.grid import JudgementBlock, LikertBlock, MatchingBlock, ObservationBlock
from quizzes.blocks.sequence import OrderingBlock, RankingBlock
from quizzes.blocks.typed import NumericBlock, ReflectionBlock, ShortTextBlock

__all__ = ["MultipleChoiceBlock", "QuestionBlocks", "SingleChoiceBlock", "TrueFalseBlock"]


class QuestionBlocks(blocks.StreamBlock):
    """The questions of a quiz. A block's name is its kind of question."""

    single = SingleChoiceBlock()
    multiple = MultipleChoiceBlock()
    true_false = TrueFalseBlock()
    matching = MatchingBlock()
    ordering = OrderingBlock()
    short_text = ShortTextBlock()
    numeric = NumericBlock()
    judgement = JudgementBlock()
    ranking = RankingBlock()
    observation = ObservationBlock()
    reflection = ReflectionBlock()
    likert = LikertBlock()
