"""The certificate on paper, read back from the bytes."""

import io
import json
import logging
import threading

import pypdf
import pytest

from learning.certificates import pdf
from learning.certificates.qr import WORDS
from learning.certificates.sheet import NAME_REMOVED, describe
from learning.records.models import CertificateName
from tests.certificates.factories import COURSE, CertificateFactory

pytestmark = pytest.mark.django_db

NAMES = [
    "Oluwadamilola Oluwaseun Akinfolarin-Ogunsheye",
    "María del Carmen Fernández de la Vega y Rodríguez-Saavedra",
    "Siân Ŵyn ap Llŷr",
    "Zażółć Gęślą-Jaźń",
    "Ọmọ́tọ́lá Adébáyọ̀",
    "李娜",
    "김민수",
    "山田 花子",
    "محمد عبد الله",
    "Κωνσταντίνος Παπαδόπουλος",
    "Володимир Шевченко",
    "גל כהן",
    "प्रिया शर्मा",
    "প্রিয়াঙ্কা দাস",
    "ਗੁਰਪ੍ਰੀਤ ਕੌਰ",
    "ભાવના પટેલ",
    "கவிதா",
    "അനു തോമസ്",
    "สมชาย ใจดี",
    "#evil *x* $y$ @z <b> \\u{41} `code` //",
    "Wolfeschlegelsteinhausenbergerdorff" * 5,
    "ab " * 66,
]


def read(certificate) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.render(describe(certificate))))


def words_of(reader: pypdf.PdfReader) -> str:
    return " ".join(reader.pages[0].extract_text().split())


def tags_of(element) -> list:
    """The tags of the document in reading order, each with its alternative text."""
    element = element.get_object()
    if isinstance(element, list):
        return [tag for child in element for tag in tags_of(child)]
    if not isinstance(element, dict):
        return []
    own = [(element["/S"], element.get("/Alt", ""))] if "/S" in element else []
    return own + (tags_of(element["/K"]) if "/K" in element else [])


def metadata_of(reader: pypdf.PdfReader) -> str:
    return reader.trailer["/Root"]["/Metadata"].get_data().decode()


def test_the_pdf_says_everything_that_the_certificate_says(certificate):
    words = words_of(read(certificate))
    for expected in (
        "Certificate of completion",
        "Amina Yusuf",
        COURSE,
        "Completed 14 November 2026",
        "Valid until 14 November 2029",
        "Learning time 85 minutes",
        "Of it, participatory 0 minutes",
        "Course version 3 (9 September 2026)",
        "Issued by Northmoor Partnership",
        certificate.code_in_fours,
        "Check this certificate",
        "localhost:8000/certificates/",
    ):
        assert expected in words


def test_the_pdf_is_tagged_in_reading_order(certificate):
    reader = read(certificate)
    root = reader.trailer["/Root"]
    tags = tags_of(root["/StructTreeRoot"]["/K"])
    kinds = [kind for kind, _ in tags]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  pypdf's own kind of true
    assert tags[1] == ("/Figure", "Think Family Learning")
    assert kinds.index("/H1") < kinds.index("/P") < kinds.index("/H2") < kinds.index("/Link")
    assert tags[-1] == ("/Figure", WORDS)


def test_the_pdf_claims_pdf_ua_and_has_title_and_language(certificate):
    reader = read(certificate)
    root = reader.trailer["/Root"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata_of(reader)
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712  pypdf's own kind of true
    assert reader.metadata.title == f"Certificate of completion: {COURSE}"


def test_the_same_certificate_is_the_same_bytes(certificate):
    sheet = describe(certificate)
    assert pdf.render(sheet) == pdf.render(sheet)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_kind_fits_on_one_accessible_page(name):
    reader = read(CertificateFactory(name=name[:200]))
    assert len(reader.pages) == 1
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata_of(reader)


@pytest.mark.parametrize("name", ["Siân Ŵyn ap Llŷr", "李娜", "#evil *x* $y$ @z <b> \\u{41} `code` //"])
def test_a_name_stands_as_it_was_written(name):
    assert name in words_of(read(CertificateFactory(name=name)))


def test_the_longest_name_course_and_issuer_stay_on_one_page(settings):
    settings.DEMONSTRATION = True
    row = CertificateFactory(
        name="Maximiliana " * 16, course_title="Parenthood " * 23, issuer="Partnership " * 16
    )
    assert len(read(row).pages) == 1


def test_a_letter_that_no_font_has_is_logged_and_the_pdf_stays_tagged(caplog):
    with caplog.at_level(logging.ERROR, logger="learning.certificates.pdf"):
        reader = read(CertificateFactory(name="Ada \U0001fbff Byron"))
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert "pdfuaid" not in metadata_of(reader).replace("xmlns:pdfuaid", "")
    assert "is tagged but not PDF/UA" in caplog.text
    assert "Byron" not in caplog.text


def test_control_characters_are_left_out():
    reader = read(CertificateFactory(name="Ada\x07\x1b Byron"))
    assert "Ada Byron" in words_of(reader)
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata_of(reader)


def test_an_erased_name_is_said_to_be_removed(certificate):
    CertificateName.objects.filter(certificate=certificate).update(name="")
    certificate.name_row.refresh_from_db()
    words = words_of(read(certificate))
    assert NAME_REMOVED in words
    assert "Amina" not in words


def test_a_certificate_without_an_end_says_so():
    assert "Valid until Does not expire" in words_of(read(CertificateFactory(expires_on=None)))


def test_only_a_demonstration_says_that_it_is_one(certificate, settings):
    assert "demonstration" not in words_of(read(certificate))
    settings.DEMONSTRATION = True
    assert "A demonstration: the content is not approved training." in words_of(read(certificate))


def test_the_pdf_links_to_the_page_that_checks_it(certificate):
    page = read(certificate).pages[0]
    links = {note.get_object()["/A"]["/URI"] for note in page["/Annots"]}
    assert links == {
        "http://localhost:8000/certificates/",
        f"http://localhost:8000/certificates/{certificate.code}/",
    }


def test_several_threads_may_render_at_once(certificate):
    sheet = describe(certificate)
    made = []
    threads = [threading.Thread(target=lambda: made.append(pdf.render(sheet))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [pdf.render(sheet)] * 8


def test_the_data_of_the_template_holds_no_score_or_address(certificate):
    data = json.dumps(pdf._data(describe(certificate)))
    assert certificate.learner.email not in data
    assert "score" not in data
