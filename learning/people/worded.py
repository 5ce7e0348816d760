"""Error messages in our voice: each names its field and says what to do."""


def words(what: str, **own: str) -> dict[str, str]:
    """The messages of a text field about `what` ("your name"); keywords replace single ones."""
    start = what[:1].upper() + what[1:]
    return {
        "required": f"Enter {what}.",
        "max_length": f"{start} can be at most %(limit_value)d characters long. This is %(show_value)d.",
        "null_characters_not_allowed": f"{start} holds a character that cannot be kept. Type it again.",
    } | own


def choice_words(what: str, **own: str) -> dict[str, str]:
    """The messages of a field with choices."""
    gone = f"Choose {what} from the list. The one sent is not, or is no longer, in it."
    return {"required": f"Choose {what}.", "invalid_choice": gone, "invalid_pk_value": gone} | own


def date_words(what: str) -> dict[str, str]:
    """The messages of a date."""
    return {
        "required": f"Enter {what}.",
        "invalid": f"Enter {what} as a date, such as 3 March 2027 or 03/03/2027.",
    }


def number_words(what: str) -> dict[str, str]:
    """The messages of a whole number, each with what it is of."""
    start = what[:1].upper() + what[1:]
    return {
        "required": f"{start}: enter a whole number.",
        "invalid": f"{start}: enter a whole number.",
        "min_value": f"{start}: enter %(limit_value)s or more.",
        "max_value": f"{start}: enter %(limit_value)s at most.",
    }
