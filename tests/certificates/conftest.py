import pytest
import time_machine

from learning.records import records
from tests.certificates.factories import AWARDED_AT, CertificateFactory


@pytest.fixture
def certificate(learner):
    return CertificateFactory(learner=learner)


@pytest.fixture
def revoked(learner, administrator):
    row = CertificateFactory(learner=learner)
    row.revocation = records.revoke(
        certificate=row, by=administrator, at=AWARDED_AT, reason="Awarded to the wrong account"
    )
    return row


@pytest.fixture(autouse=True)
def in_2027(now):
    """Time stands still on 3 March 2027, when the certificates of these tests are in date."""
    with time_machine.travel(now, tick=False):
        yield now
