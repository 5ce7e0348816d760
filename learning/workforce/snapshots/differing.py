"""What would be otherwise if a month were counted again, in words. Numbers come as a note keeps them, by their names."""

from learning.workforce.words import left_out_in_words

NOUNS = {
    "overdue": "lapsed",
    "never": "never completed",
    "expiring": "lapsing soon",
    "late_30": "up to 30 days late",
    "late_90": "31 to 90 days late",
    "late_365": "91 to 365 days late",
    "late_longer": "more than 365 days late",
    "lapsing_30": "lapsing within 30 days",
    "lapsing_60": "lapsing within 60 days",
    "lapsing_90": "lapsing within 90 days",
    "left_out": "left out",
    "target_pct": "target",
    "amber_margin": "close within",
}


def differing(then: dict, now: dict) -> str:
    """Such as "52 of 58 would be 53 of 58; never completed: 2 would be 1"; empty where all is the same."""
    said = [] if _of(then) == _of(now) else [f"{_of(then)} would be {_of(now)}"]
    said += [
        f"{noun}: {_value(name, then[name])} would be {_value(name, now[name])}"
        for name, noun in NOUNS.items()
        if then[name] != now[name]
    ]
    return "; ".join(said)


def _of(numbers: dict) -> str:
    return f"{numbers['n']} of {numbers['due']}" if numbers["due"] else "no one due"


def _value(name: str, value) -> str:
    match name:
        case "left_out":
            return left_out_in_words(value) or "nobody"
        case "target_pct":
            return "none" if value is None else f"{value}%"
        case "amber_margin":
            return "none" if value is None else f"{value} points"
        case _:
            return str(value)
