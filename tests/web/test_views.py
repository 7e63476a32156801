"""What the page is made of, without a browser: markup, sources, charts, tables, kept conversations, Word files."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Span
from qa.chain import Assistant
from qa.chart import columns, ticks
from qa.drawing import as_page_svg
from tests.qa.reports import AUGUST, HOSTILE, JULY, opened
from web.answer_view import conversation, question_about
from web.book import MOST_CHARACTERS, MOST_CONVERSATIONS, Book, Conversation, Turn, book_of, kept_with
from web.export import document_of
from web.figure_rows import DOWN, Wanted, figure_rows, scaled
from web.ingest import called
from web.markup import button, esc
from web.payloads import FigureOut, ShownAnswer, shown_answer
from web.source_view import source
from web.timeline_view import followed, timelines


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    reports = {"lao-cai-08": AUGUST, "lao-cai-07": JULY, "yen-bai-08": HOSTILE}
    found = opened(tmp_path_factory.mktemp("trang"), reports)
    yield found
    found.close()


def talk(assistant: Assistant, *questions: str) -> Conversation:
    """A conversation of these questions."""
    turns = [Turn(question=q, answer=shown_answer(assistant.ask(q, questions[:at]))) for at, q in enumerate(questions)]
    return Conversation(id="a", turns=tuple(turns))


@given(st.text())
def test_escaped_text_means_only_itself(text: str) -> None:
    safe = esc(text)
    assert not set(safe) & set("<>\"'`${}")
    assert re.fullmatch(r"(?:[^&]|&(?:lt|gt|amp|quot|#\w+);)*", safe, re.DOTALL)


def test_a_button_carries_its_data_as_text() -> None:
    made = button("x", "ask", sent={"question": '"><script>alert(1)</script>', "none": None})
    assert "<script" not in made
    assert "data-none" not in made


def test_hostile_reports_stay_text(assistant: Assistant) -> None:
    rows = {row.name: row for row in assistant.library.rows}
    page = conversation(talk(assistant, "Tổng lượng khách du lịch 8 tháng của Yên Bái?").turns, rows)
    assert "731.250" in page
    shelf = assistant.library.shelf("yen-bai-08")
    start = shelf.text.index("Tổng lượng")
    shown = source(shelf, Span(start, start + 200))
    for made in (page, shown):
        assert "<script" not in made
    assert "&lt;script&gt;" in shown


@pytest.mark.parametrize("report", ["lao-cai-08", "yen-bai-08"])
def test_every_figure_is_marked_at_its_characters(assistant: Assistant, report: str) -> None:
    shelf = assistant.library.shelf(report)
    for figure in shelf.evidence.figures:
        shown = source(shelf, figure.sentence, figure.span)
        mark = re.search(r"<mark>(.*?)</mark>", shown, re.DOTALL)
        assert mark is not None
        assert mark[1].replace("<b>", "").replace("</b>", "") == esc(figure.sentence.of(shelf.text))
        bold = re.search(r"<b>(.*?)</b>", mark[1])
        assert bold is not None
        assert bold[1] == esc(figure.value)


def test_a_quote_outside_the_text_is_said_to_be_gone(assistant: Assistant) -> None:
    shelf = assistant.library.shelf("lao-cai-07")
    assert "không còn" in source(shelf, Span(5, len(shelf.text) + 5))


def test_the_nearest_figures_of_a_refusal_answer_when_asked(assistant: Assistant) -> None:
    refused = shown_answer(assistant.ask("Lượng khách du lịch 8 tháng năm 2019 của Lào Cai?"))
    assert refused.abstained
    for figure in refused.nearest:
        again = shown_answer(assistant.ask(question_about(figure), report=figure.report))
        assert (figure.start, figure.end) in {(f.start, f.end) for f in again.figures}


@pytest.mark.parametrize(
    ("kind", "end"), [("level", "là bao nhiêu?"), ("change_pct", "tăng hay giảm bao nhiêu %?"), ("share", "%?")]
)
def test_questions_are_put_by_kind(kind: str, end: str) -> None:
    figure = FigureOut(value="1", kind=kind, indicator="lượng khách", period="8 tháng 2024")
    assert question_about(figure).startswith("Lượng khách 8 tháng 2024 ")
    assert question_about(figure).endswith(end)


def test_a_book_survives_the_browser_and_keeps_users_apart(assistant: Assistant) -> None:
    book = Book().with_open(talk(assistant, "Tổng đàn trâu?", "Còn đàn bò?"))
    kept = json.loads(json.dumps(kept_with({"minh": {"current": "x"}}, "lan", book)))
    assert book_of(kept, "lan") == book
    assert book_of(kept, "minh").current == "x"
    assert book_of(kept, "hoa") == Book()
    assert book.opened("").open.turns == ()
    assert book.without("a") == Book()


@pytest.mark.parametrize(
    "kept", [None, 5, [], {"lan": 5}, {"lan": {"conversations": 5}}, {"lan": {"conversations": [{"id": "a" * 99}]}}]
)
def test_a_damaged_book_is_an_empty_one(kept: object) -> None:
    assert book_of(kept, "lan") == Book()


def test_old_conversations_go_when_there_is_no_room() -> None:
    long = ShownAnswer(answer="a" * 20_000)
    book = Book()
    for number in range(MOST_CONVERSATIONS + 80):
        turns = tuple(Turn(question=str(number), answer=long) for _ in range(6))
        book = book.with_open(Conversation(id=str(number), turns=turns))
    assert len(book.model_dump_json()) < MOST_CHARACTERS * 1.01
    assert 1 < len(book.conversations) <= MOST_CONVERSATIONS
    assert book.open.title == str(MOST_CONVERSATIONS + 79)


def test_a_word_file_has_a_footnote_for_each_mark(assistant: Assistant) -> None:
    from docx import Document

    rows = {row.name: row for row in assistant.library.rows}
    content = document_of(talk(assistant, "Tổng đàn trâu?", "Tổng đàn bò?", "Số tàu vũ trụ?\x00"), rows)
    words = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
    assert "96.400 con" in words
    assert "[1]" not in words
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        body, notes = (parts.read(f"word/{name}.xml").decode("utf-8") for name in ("document", "footnotes"))
        assert "footnotes+xml" in parts.read("[Content_Types].xml").decode("utf-8")
    marks = re.findall(r'<w:footnoteReference w:id="(\d+)"', body)
    assert marks
    assert set(marks) == set(re.findall(r'<w:footnote w:id="(\d+)"', notes))
    assert "Tổng đàn bò có 22.750 con." in notes


def test_search_needs_no_diacritics_and_order_minds_scale_words(assistant: Assistant) -> None:
    evidence = assistant.library.shelf("lao-cai-08").evidence
    found = figure_rows(evidence, Wanted(words="KHACH quoc te"))
    assert {row.figure.indicator for row in found if row.figure} == {"khách quốc tế"}
    money = figure_rows(evidence, Wanted(unit="tỷ đồng", sort=DOWN))
    numbers = [scaled(row.figure) for row in money]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] == Decimal(16850) * 10**9


def test_months_and_totals_are_apart_and_of_the_place_asked(assistant: Assistant) -> None:
    found = followed(assistant, "tổng lượng khách du lịch", "tỉnh Lào Cai")
    assert [(line.stretch, line.unit) for line in found] == [("tháng", "lượt"), ("lũy kế", "lượt")]
    months, totals = found.values()
    assert [(str(p.period), p.figure.value) for p in months] == [
        ("tháng 7/2024", "598.100"),
        ("tháng 8/2024", "612.300"),
    ]
    assert [p.figure.value for p in totals] == ["4.602.300", "5.214.600"]
    page = timelines("tổng lượng khách du lịch", found)
    assert re.findall(r"<h2>(.*?) <span", page) == ["Từng tháng", "Lũy kế từ đầu năm"]
    told = re.findall(r"<rect class='column'[^>]*><title>(.*?)</title>", page)
    assert told[2:] == ["7T/2024: 4.602.300", "8T/2024: 5.214.600"]
    assert followed(assistant, "số tàu vũ trụ") == {}
    assert followed(assistant, "") == {}


def test_a_timeline_holds_nothing_that_the_page_would_run(assistant: Assistant) -> None:
    found = followed(assistant, "tổng lượng khách du lịch", "tỉnh Lào Cai")
    page = timelines("<b>${x}</b>`", found)
    assert "<svg" in page
    assert not re.search(r"[${}`]|<b>&#36;|<b>\$", re.sub(r"style='[^']*'", "", page))


@given(st.lists(st.decimals(-(10**15), 10**15, allow_nan=False, places=3), min_size=1, max_size=30))
def test_a_chart_holds_any_numbers(numbers: list[Decimal]) -> None:
    marks = ticks(min(Decimal(0), *numbers), max(Decimal(0), *numbers))
    assert marks == sorted(set(marks))
    assert marks[0] <= min(numbers)
    assert marks[-1] >= max(numbers)
    assert as_page_svg(columns("x", "lượt", [(str(n), n) for n in numbers])).count("<rect") == len(numbers)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("báo cáo T8.txt", "báo cáo T8"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\a.txt", "a"),
        (".txt", "txt"),
        ("a\x00b\n.html", "a b"),
        ("a" * 300 + ".txt", "a" * 80),
        ("...", "bao-cao"),
    ],
)
def test_a_report_is_called_by_its_file_but_never_by_a_path(file: str, name: str) -> None:
    assert called(file) == name
    assert Path(called(file)).name == called(file)
