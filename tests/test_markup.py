from bot.markup import Span, parts, plain, spans


def test_bold_and_italic_become_spans():
    assert spans("**strong** and _soft_") == [Span("strong", bold=True), Span(" and "), Span("soft", italic=True)]


def test_italic_inside_bold_is_both():
    assert spans("**a _b_**") == [Span("a ", bold=True), Span("b", bold=True, italic=True)]


def test_a_marker_without_partner_is_drawn_as_it_stands():
    assert plain("2 * 3 ** and snake_case_name _open") == "2 * 3 ** and snake_case_name _open"


def test_escaped_characters_are_literal():
    assert plain(r"\*\*not bold\*\* and \_not italic\_") == "**not bold** and _not italic_"


def test_list_items_get_a_bullet():
    assert plain("- one\n- two") == "• one\n• two"


def test_long_text_is_cut_at_paragraphs_first():
    assert parts("one two\n\nthree four", 12) == ["one two", "three four"]


def test_a_text_without_spaces_is_cut_at_the_limit():
    assert parts("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
