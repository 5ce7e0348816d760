import email

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from learning.records.mailbox import FolderBackend


def send(message_id: str, body: str = "Hello") -> None:
    headers = {"Message-ID": message_id}
    FolderBackend().send_messages(
        [EmailMessage("Subject", body, to=["a@northmoor.example"], headers=headers)]
    )


def files(settings) -> list:
    return sorted(settings.MAIL_DIR.iterdir())


def test_a_message_is_one_file_that_mail_programs_read(settings):
    send("<1@localhost>")
    (path,) = files(settings)
    assert path.suffix == ".eml"
    message = email.message_from_bytes(path.read_bytes())
    assert (message["To"], message["Subject"]) == ("a@northmoor.example", "Subject")


def test_a_message_sent_twice_is_one_file(settings):
    for _ in range(2):
        send("<1@localhost>")
    assert len(files(settings)) == 1


def test_two_messages_are_two_files(settings):
    send("<1@localhost>")
    send("<2@localhost>")
    assert len(files(settings)) == 2


def test_a_name_cannot_lead_out_of_the_folder(settings):
    send("</../../../tmp/x@localhost>")
    assert [path.parent for path in files(settings)] == [settings.MAIL_DIR]


def test_it_is_a_mail_backend_like_any_other():
    assert issubclass(FolderBackend, BaseEmailBackend)
