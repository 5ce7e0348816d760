from courses.markdown import inline, printable, rich_text, table


def test_bold_italic_and_links_are_marked():
    assert (
        inline("**Who** is *here* at [the door](/x/)?")
        == '<b>Who</b> is <i>here</i> at <a href="/x/">the door</a>?'
    )


def test_what_looks_like_html_is_shown_as_it_was_written():
    assert inline("1 < 2 & 3") == "1 &lt; 2 &amp; 3"


def test_blanks_to_write_on_stay_blank():
    assert inline("**Date:** ________") == "<b>Date:</b> ________"


def test_lines_become_paragraphs_headings_and_lists():
    lines = ["## Before", "One line", "and another", "", "- a", "- b", "1. first", "2. second"]

    assert rich_text(lines) == (
        "<h2>Before</h2><p>One line<br/>and another</p><ul><li>a</li><li>b</li></ul>"
        "<ol><li>first</li><li>second</li></ol>"
    )


def test_a_table_has_a_heading_row_and_may_have_empty_cells():
    made = table(["| **Who** | When |", "|---|---|", "| *Jo* | |", "| | |"])

    assert [column["heading"] for column in made["columns"]] == ["Who", "When"]
    assert [row["values"] for row in made["rows"]] == [["<i>Jo</i>", ""], ["", ""]]


def test_a_page_to_print_is_texts_and_tables_without_its_own_heading():
    made = printable("# Our plan\n\nWords.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nMore.\n")

    assert [block["type"] for block in made] == ["text", "table", "text"]
    assert made[0]["value"] == "<p>Words.</p>"
