from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.chrome import chrome_spans
from index.records import Passage, Section, Span
from index.sections import passages, sections


def outline(text: str) -> list[str]:
    return [" > ".join(section.path) for section in sections(text, (), None)[1:]]


def cut(text: str) -> list[tuple[str, str]]:
    tree = sections(text, (), None)
    return [(" > ".join(p.path), p.span.of(text)) for p in passages(text, tree, ())]


def test_roman_decimal_and_letter_headings() -> None:
    text = (
        "  • I. Về kinh tế\n\n    1. Nông nghiệp\n\n    1.1. Trồng trọt\n\n    a) Cây lương thực:\n\n"
        "    - Lúa: Diện tích đạt 12,5 ha.\n\n    b)Cây chè\n\n    - Chè: 3,1 ha.\n\n    1.2 Chăn nuôi\n\n"
        "    Đàn lợn có 3.000 con.\n\n    2. Công nghiệp\n\n    Tăng 5%.\n\n  II. Về xã hội\n\n    Ổn định.\n"
    )
    assert cut(text) == [
        ("I. Về kinh tế > 1. Nông nghiệp > 1.1. Trồng trọt > a) Cây lương thực", "- Lúa: Diện tích đạt 12,5 ha."),
        ("I. Về kinh tế > 1. Nông nghiệp > 1.1. Trồng trọt > b) Cây chè", "- Chè: 3,1 ha."),
        ("I. Về kinh tế > 1. Nông nghiệp > 1.2 Chăn nuôi", "Đàn lợn có 3.000 con."),
        ("I. Về kinh tế > 2. Công nghiệp", "Tăng 5%."),
        ("II. Về xã hội", "Ổn định."),
    ]


def test_a_section_says_its_label_words_level_and_span() -> None:
    text = "I. KINH TẾ\n1. Giá cả\nCPI tăng 0,3%.\nII. XÃ HỘI\nỔn định.\n"
    root, economy, prices, society = sections(text, (), None)
    assert (root.span, root.path, root.parent) == (Span(0, len(text)), (), None)
    assert (economy.label, economy.heading, economy.level, economy.parent) == ("I.", "KINH TẾ", 1, 0)
    assert (prices.parent, prices.level, prices.path) == (1, 2, ("I. KINH TẾ", "1. Giá cả"))
    assert prices.heading_span is not None and prices.heading_span.of(text) == "1. Giá cả"
    assert economy.span.end == prices.span.end == society.span.start == text.index("II.")


def test_a_paragraph_under_a_number_keeps_its_text_and_lends_its_lead_in() -> None:
    text = (
        "1. Về tăng trưởng, tổng sản phẩm 6 tháng ước tăng 5,54% so với cùng kỳ.\n"
        "2. Về thương mại, du lịch, tổng mức bán lẻ ước đạt 45.870 tỷ đồng.\n"
        "c) Cây ăn quả:Diện tích hiện có 3.982ha.\n"
    )
    lines = text.strip().split("\n")
    assert cut(text) == [
        ("1. Về tăng trưởng", lines[0]),
        ("2. Về thương mại, du lịch", lines[1]),
        ("2. Về thương mại, du lịch > c) Cây ăn quả", lines[2]),
    ]


def test_a_numbered_paragraph_without_lead_in_belongs_to_the_section_above() -> None:
    text = "5. Đầu tư\na) Vốn ngân sách tháng 5 ước tính 512,3 tỷ đồng, tăng 6,7%.\nb) Vốn FDI: Có 02 dự án.\n"
    assert [path for path, _ in cut(text)] == ["5. Đầu tư", "5. Đầu tư > b) Vốn FDI"]
    text = "a) Nông nghiệp\nĐạt 3 ha.\nb) Vốn ngân sách tháng 5 ước tính 512,3 tỷ đồng, tăng 6,7%.\nTrong đó có 2 xã.\n"
    assert [path for path, _ in cut(text)] == ["a) Nông nghiệp", "", ""]


def test_an_item_in_brackets_stays_a_paragraph() -> None:
    assert cut("2/ Việc tháng tới\n(1) Rà soát hộ nghèo.\n") == [("2/ Việc tháng tới", "(1) Rà soát hộ nghèo.")]


def test_parts_take_the_next_line_and_numbers_go_on_over_letters() -> None:
    text = "Phần thứ nhất\nƯỚC THỰC HIỆN\n1. Thu chi\nĐạt 5 tỷ đồng.\nPhần thứ hai\nKẾ HOẠCH\nTăng 6%.\n"
    part = "Phần thứ nhất ƯỚC THỰC HIỆN"
    assert outline(text) == [part, f"{part} > 1. Thu chi", "Phần thứ hai KẾ HOẠCH"]
    text = "A. KINH TẾ\n1. Giá cả\nTăng 1%.\nB. XÃ HỘI\n2. Lao động\nCó 5 người.\n"
    assert outline(text) == ["A. KINH TẾ", "A. KINH TẾ > 1. Giá cả", "B. XÃ HỘI", "B. XÃ HỘI > 2. Lao động"]
    text = "I. KINH TẾ\nA. Thu\nX.\nB. Chi\nY.\n"
    assert outline(text) == ["I. KINH TẾ", "I. KINH TẾ > A. Thu", "I. KINH TẾ > B. Chi"]


def test_stars_capitals_markdown_and_bold_lines_are_headings() -> None:
    text = "a) Nông nghiệp\n* Trồng trọt\n- Lúa: 5 ha.\n* Chăn nuôi\nCó 5 con bò.\nb) Lâm nghiệp\nCó 5 ha.\n"
    assert outline(text) == [
        "a) Nông nghiệp",
        "a) Nông nghiệp > * Trồng trọt",
        "a) Nông nghiệp > * Chăn nuôi",
        "b) Lâm nghiệp",
    ]
    text = "## 1. Kinh tế\n\n### Giá cả\n\nCPI tăng 1%.\n\n**Du lịch**\n\nĐón 5 đoàn.\n\n## 2. Xã hội\n\nỔn định.\n"
    assert outline(text) == [
        "1. Kinh tế",
        "1. Kinh tế > Giá cả",
        "1. Kinh tế > Giá cả > Du lịch",
        "2. Xã hội",
    ]
    assert outline("TỔNG QUAN CHUNG\nKinh tế ổn định.\n1. Thu\nĐạt 5 tỷ đồng.\n") == [
        "TỔNG QUAN CHUNG",
        "TỔNG QUAN CHUNG > 1. Thu",
    ]


def test_what_looks_like_a_number_is_no_heading() -> None:
    for line in (
        "5 tháng, toàn tỉnh giải quyết việc làm cho 8.640 lao động.",
        "12.500 con lợn",
        "30/6/2023 là hạn cuối.",
        "15 - 17 tiêu chí.",
        "- Lúa mùa: Diện tích 5 ha.",
        "* Cà phê: Diện tích 5 ha.",
        "Chỉ tiêu | Chung",
        "ĐVT: Tỷ đồng",
    ):
        assert outline(f"{line}\nĐoạn sau.\n") == [], line


def test_prose_without_headings_is_one_section() -> None:
    text = "Kinh tế tăng 5%.\n\nXã hội ổn định.\n"
    assert cut(text) == [("", "Kinh tế tăng 5%."), ("", "Xã hội ổn định.")]


def test_a_table_stays_with_its_title_and_is_cut_between_rows_when_long() -> None:
    rows = "\n".join(f"Chỉ tiêu thứ {n} của bảng | {n}.000 | {n},5" for n in range(20))
    text = f"Tình hình ổn định.\n\nBảng 1. Lao động\nĐơn vị tính: Người\nTên | Quý I | Quý II\n{rows}\n\nĐoạn sau.\n"
    found = [passage for _, passage in cut(text)]
    assert found[0] == "Tình hình ổn định." and found[-1] == "Đoạn sau."
    assert found[1].startswith("Bảng 1. Lao động\nĐơn vị tính") and found[1].endswith(rows) and len(found) == 3
    long = f"Bảng 2. Lao động\nTên | Quý I\n{rows}\nTrong đó:\n{rows}\n{rows}"
    pieces = [passage for _, passage in cut(long)]
    assert len(pieces) > 1 and "\n".join(pieces) == long and all(len(piece) <= 1500 for piece in pieces)


def test_a_table_ends_where_a_section_begins() -> None:
    text = "1. Giá\nTên | Quý I\nVàng | 5,1\n2. Thương mại\nBảng 4. Bán lẻ\nTên | Quý II\nGạo | 3,2\n"
    assert cut(text) == [
        ("1. Giá", "Tên | Quý I\nVàng | 5,1"),
        ("2. Thương mại", "Bảng 4. Bán lẻ\nTên | Quý II\nGạo | 3,2"),
    ]


def test_long_paragraphs_are_cut_between_sentences_only() -> None:
    sentence = "Thu ngân sách đạt 1.234,5 tỷ đồng tại TP. Hồ Chí Minh, tăng 3,2% so với cùng kỳ năm trước."
    text = " ".join([sentence] * 30) + "Tổng chi đạt 5 tỷ đồng."
    pieces = [passage for _, passage in cut(text)]
    assert len(pieces) == 3 and all(len(piece) <= 1200 for piece in pieces)
    assert all(piece.startswith("Thu ngân sách") and piece.endswith(".") for piece in pieces)


def test_a_line_broken_by_a_margin_joins_its_paragraph() -> None:
    text = "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng trên địa bàn ước\nđạt 13.040 tỷ đồng.\nĐoạn sau.\n"
    assert [passage for _, passage in cut(text)] == [text[: text.index("\nĐoạn")], "Đoạn sau."]


def test_chrome_and_the_head_above_the_title_make_no_sections() -> None:
    text = "SỞ TÀI CHÍNH\nBÁO CÁO\nTình hình\nI. KINH TẾ\nTăng 5%.\nLượt xem: 5\n"
    chrome = chrome_spans(text)
    title = Span(text.index("Tình"), text.index("\nI."))
    tree = sections(text, chrome, title)
    assert [section.path for section in tree] == [(), ("I. KINH TẾ",)]
    found = [passage.span.of(text) for passage in passages(text, tree, chrome)]
    assert found == ["SỞ TÀI CHÍNH", "BÁO CÁO", "Tình hình", "Tăng 5%."]


MARKS = "#*_•●▪◦·▫■□➢✓-–—+"
LINES = st.sampled_from(
    ["I. KINH TẾ", "1. Giá", "1.1. Lúa", "a) Chè", "* Ngô", "# Thu", "Phần thứ nhất", "CHI TIÊU", "", "Tăng 5%.",
     "a | b", "Bảng 1. Giá", "2. Về giá, chỉ số tăng 5,5%.", "b) Vốn đạt 5,5 tỷ đồng.", "- Lúa: 5 ha", "Hôm nay",
     "Lượt xem: 5", "**Đậm**", "Một dòng dài hơn sáu mươi ký tự để xem nó có nối với dòng sau hay", "không nối"]
)  # fmt: skip


def check(text: str) -> None:
    chrome = chrome_spans(text)
    tree = sections(text, chrome, None)
    found = passages(text, tree, chrome)
    _check_tree(text, tree)
    _check_passages(tree, found)
    headings = [section.heading_span for section in tree if section.heading_span]
    taken = bytearray(len(text))
    for span in [*chrome, *headings, *(passage.span for passage in found)]:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    left = "".join(char for at, char in enumerate(text) if not taken[at] and not char.isspace())
    assert not left.strip(MARKS)


def _check_tree(text: str, tree: tuple[Section, ...]) -> None:
    starts = [section.span.start for section in tree]
    assert starts == sorted(starts) and [section.number for section in tree] == list(range(len(tree)))
    for section in tree[1:]:
        assert section.parent is not None and section.heading_span is not None
        parent = tree[section.parent]
        assert parent.number < section.number and section.level == parent.level + 1
        assert parent.span.holds(section.span) and section.span.holds(section.heading_span)
        assert section.path[:-1] == parent.path and section.span.end <= len(text)


def _check_passages(tree: tuple[Section, ...], found: tuple[Passage, ...]) -> None:
    end = 0
    for number, passage in enumerate(found):
        assert passage.number == number and end <= passage.span.start < passage.span.end
        assert tree[passage.section].span.holds(passage.span) and passage.path == tree[passage.section].path
        end = passage.span.end


@given(st.text())
def test_any_text_is_cut_whole(text: str) -> None:
    check(text)


@given(st.lists(LINES, max_size=25).map("\n".join))
def test_any_order_of_headings_and_lines_is_cut_whole(text: str) -> None:
    check(text)
