"""What each kind of question looks like where an author chooses one."""

RECORD = "At clinic, a 12-month-old hurts his hand, turns away from his mother and goes on playing."

CHOICE = {
    "situation": RECORD,
    "stem": "What should go in the record?",
    "options": [
        {
            "text": "What you saw, and in what order",
            "is_right": True,
            "feedback": "Yes: describe, do not label.",
        },
        {"text": "“Happy, independent baby”", "is_right": False, "feedback": "This is a conclusion."},
        {"text": "Nothing", "is_right": False, "feedback": "Others can build on what you saw."},
    ],
    "explanation": "Others can build on a description. They cannot build on a label.",
    "shuffle_options": True,
    "scheme": "all",
}
TRUE_FALSE = {
    "stem": "Most children whose parent has a mental illness are well cared for.",
    "is_true": "true",
    "feedback_true": "Yes. Ask how things are at home all the same.",
    "feedback_false": "Most are. Asking still matters.",
}
MATCHING = {
    "stem": "Whom do you ask first?",
    "pairs": [
        {"prompt": "A parent's medicine has changed", "answer": "The care coordinator"},
        {"prompt": "A baby is not putting on weight", "answer": "The health visitor"},
        {"prompt": "A child is late for school most days", "answer": "The school"},
    ],
    "extra_answers": ["Nobody"],
    "scheme": "part",
    "shuffle_options": True,
}
ORDERING = {
    "stem": "You hear of a new baby in a family that you know. Put these in order.",
    "items": [
        {"text": "Ask the parent how things are"},
        {"text": "Agree with the parent whom to tell"},
        {"text": "Ring the health visitor"},
        {"text": "Write down what was agreed"},
    ],
    "scheme": "part",
}
SHORT_TEXT = {
    "stem": "Which word says that a bond was strained and put right again?",
    "accepted": [{"text": "Repair", "share_pct": "100"}, {"text": "Reconnecting", "share_pct": "50"}],
}
NUMERIC = {
    "stem": "A visit lasts half an hour. How long is that?",
    "accepted": [{"value": "30", "tolerance": "0", "share_pct": "100"}],
    "units": [{"unit": "minutes", "times": "1"}, {"unit": "hours", "times": "60"}],
    "unit_required": True,
}
JUDGEMENT = {
    "situation": "A father says that he has stopped his medicine, and asks you to tell nobody.",
    "stem": "How appropriate is each?",
    "lines": [
        {"text": "Ask what made him stop", "panel": "very_appropriate", "reason": "It starts from him."},
        {"text": "Promise to tell nobody", "panel": "very_inappropriate", "reason": "It cannot be kept."},
    ],
    "panel": "Six nurses and five social workers",
}
RANKING = {
    "situation": "A father says that he has stopped his medicine, and asks you to tell nobody.",
    "stem": "Put these in order, the best first.",
    "items": [
        {"text": "Ask what made him stop", "feedback": "It starts from him."},
        {"text": "Say what you would have to pass on"},
        {"text": "Ring his care coordinator without a word"},
    ],
    "panel": "Six nurses and five social workers",
    "scheme": "part",
}
OBSERVATION = {
    "situation": "A note made after a home visit.",
    "stem": "Which lines describe?",
    "lines": [
        {"text": "He turned his head away when she came in.", "panel": "describes"},
        {"text": "He is avoidantly attached.", "panel": "labels"},
        {"text": "He had slept badly.", "panel": "not_enough"},
    ],
}
REFLECTION = {
    "stem": "Bring to mind a family you know. What would you ask next time?",
    "model_answer": "Who else is at home, and how are they?",
}
LIKERT = {
    "stem": "How far do you agree?",
    "statements": [
        "I know whom to ring in the other service.",
        "I ask every adult whether they have children.",
    ],
    "scale": "agree",
}
