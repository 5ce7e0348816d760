"""PDFs, read back from their bytes."""

import io

import pypdf


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def words_of(content: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in read(content).pages).replace("\u200b", "").split()
    )


def accessible(content: bytes, *, title: str) -> dict[str, bool]:
    """What a reader's software looks for."""
    reader = read(content)
    root = reader.trailer["/Root"]
    kinds = _kinds(root["/StructTreeRoot"]["/K"])
    return {
        "is tagged": bool(root["/MarkInfo"]["/Marked"]),
        "claims PDF/UA": "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode(),
        "has a language": root["/Lang"] == "en-GB",
        "has its title": reader.metadata.title == title
        and bool(root["/ViewerPreferences"]["/DisplayDocTitle"]),
        "has headings and tables with heads": {"/H1", "/H2", "/Table", "/TH"} <= kinds,
    }


def _kinds(element) -> set[str]:
    element = element.get_object()
    if isinstance(element, list):
        return {kind for child in element for kind in _kinds(child)}
    if not isinstance(element, dict):
        return set()
    own = {element["/S"]} if "/S" in element else set()
    return own | (_kinds(element["/K"]) if "/K" in element else set())
