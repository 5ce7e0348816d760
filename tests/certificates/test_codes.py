import math

import pytest

from learning.certificates.codes import NotACode, read
from learning.records.certificates import CODE_ALPHABET, CODE_LENGTH, new_code

CODE = "K7QM4XZD9RTB2WHN6CVPY3JF8G"


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        "K7QM 4XZD 9RTB 2WHN 6CVP Y3JF 8G",
        "K7QM-4XZD-9RTB-2WHN-6CVP-Y3JF-8G",
        "k7qm–4xzd—9rtb‑2whn−6cvp_y3jf.8g",
        "  K7QM\u00a04XZD\t9RTB\n2WHN 6CVP\u2009Y3JF 8G \u200b",
        "Ｋ７ＱＭ４ＸＺＤ９ＲＴＢ２ＷＨＮ６ＣＶＰＹ３ＪＦ８Ｇ",
    ],
)
def test_spaces_dashes_and_small_letters_do_not_matter(typed):
    assert read(typed) == CODE


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Enter the code on the certificate."),
        (" - ", "Enter the code on the certificate."),
        (CODE[:-1], "You typed 25."),
        (CODE + "A", "You typed 27."),
        ("O" + CODE[1:], "Look again at O:"),
        ("0" + CODE[1:-1] + "I", "Look again at 0 and I:"),
        ("K7QM4XZD9RTB2WHN6CVPY3JF8*", "letters and numbers only"),
        ("K7QM4XZD9RTB2WHN6CVPY3JF8É", "letters and numbers only"),
    ],
)
def test_what_cannot_be_a_code_is_refused_in_words(typed, told):
    with pytest.raises(NotACode, match=told.replace("*", r"\*")):
        read(typed)


def test_a_code_has_at_least_128_random_bits():
    assert CODE_LENGTH * math.log2(len(set(CODE_ALPHABET))) >= 128


def test_codes_do_not_repeat_and_use_every_letter_alike():
    codes = {new_code() for _ in range(4000)}
    counts = [sum(code.count(letter) for code in codes) for letter in CODE_ALPHABET]
    expected = 4000 * CODE_LENGTH / len(CODE_ALPHABET)
    chi_squared = sum((count - expected) ** 2 / expected for count in counts)
    assert len(codes) == 4000
    assert chi_squared < 80  # 31 degrees of freedom: less than one in 100,000 fair draws is above
