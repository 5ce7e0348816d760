"""A table for films in high dynamic range; none for any other."""

import pytest

from casestudies.encoding import tone

PQ, HLG, BT709 = 16, 18, 1


@pytest.mark.parametrize("transfer", [PQ, HLG])
def test_black_is_black_white_is_white_and_it_never_gets_darker(transfer, tmp_path):
    lines = tone.write_table(transfer, tmp_path / "tone.cube").read_text().splitlines()[1:]
    greys = [float(line.split()[0]) for line in lines[:: tone.SIZE**2 + tone.SIZE + 1]]
    assert len(lines) == tone.SIZE**3
    assert (greys[0], greys[-1]) == (0, pytest.approx(1, abs=0.001))
    assert greys == sorted(greys)


def test_a_film_of_common_screens_has_no_table(tmp_path):
    assert tone.write_table(BT709, tmp_path / "tone.cube") is None
