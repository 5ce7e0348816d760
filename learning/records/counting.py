"""Numbers of minutes, parts and questions, as people say them."""


def minutes_in_words(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"


def parts_in_words(count: int) -> str:
    return "1 part" if count == 1 else f"{count} parts"


def questions_in_words(count: int) -> str:
    return "1 question" if count == 1 else f"{count} questions"
