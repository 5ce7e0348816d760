"""Numbers of minutes, parts and questions, as people say them."""


def counted(number: int, one: str, many: str = "") -> str:
    """Such as "1 person" or "1,200 people"; without `many` an s makes it."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def minutes_in_words(count: int) -> str:
    return counted(count, "minute")


def parts_in_words(count: int) -> str:
    return counted(count, "part")


def questions_in_words(count: int) -> str:
    return counted(count, "question")
