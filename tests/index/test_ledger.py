from __future__ import annotations

import dataclasses
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.codec import figure_of, figure_row
from index.errors import StoreError, StoreLockedError
from index.folding import search_terms
from index.ledger import SCHEMA_VERSION, Ledger
from index.records import DigitClass, DigitString, Document, Evidence, Figure, Kind, Passage, Period, PeriodUnit, Span
from tests.index.synthetic import evidence, report

TOURISM = "- Lượng khách du lịch 8 tháng đạt 700.730 lượt."
RICE = "- Diện tích lúa mùa đạt 46.717,48 ha, du lịch không đổi."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(path, write=True) as opened:
        yield opened


def one_line(error: pytest.ExceptionInfo[StoreError]) -> str:
    message = str(error.value)
    assert "\n" not in message
    return message


words = st.text(max_size=12)
spans = st.tuples(st.integers(0, 10**6), st.integers(1, 10**4)).map(lambda s: Span(s[0], s[0] + s[1]))
numbers = st.decimals(allow_nan=False) | st.sampled_from([Decimal("700730"), Decimal("4.10"), Decimal("1E+3")])
periods = st.builds(
    Period,
    unit=st.sampled_from(PeriodUnit),
    year=st.integers(1900, 2100),
    number=st.integers(0, 12),
    month=st.integers(0, 12),
    day=st.integers(0, 31),
    since=words,
)
FIGURE_VALUES: dict[str, st.SearchStrategy[object]] = {
    "span": spans,
    "value": words,
    "number": numbers,
    "unit": st.none() | words,
    "kind": st.sampled_from(Kind),
    "indicator": words,
    "period": st.none() | periods,
    "basis": st.none() | words,
    "direction": st.none() | words,
    "qualifier": st.none() | words,
    "place": st.none() | words,
    "estimate": st.booleans(),
    "plan": st.booleans(),
    "denominator": st.none() | numbers,
    "of": st.none() | spans,
    "head": words,
    "clause": spans,
    "sentence": spans,
    "section": st.integers(0, 10**4),
    "passage": st.integers(0, 10**4),
}
figures = st.fixed_dictionaries(FIGURE_VALUES).map(lambda values: Figure(**values))  # type: ignore[arg-type]


def test_every_field_of_a_figure_is_drawn() -> None:
    assert set(FIGURE_VALUES) == {field.name for field in dataclasses.fields(Figure)}


@given(figures)
def test_a_figure_survives_its_row_to_the_last_digit(figure: Figure) -> None:
    again = figure_of(figure_row(figure))
    assert again == figure
    assert str(again.number) == str(figure.number)
    assert str(again.denominator) == str(figure.denominator)


@settings(max_examples=25, deadline=None)
@given(
    text=st.text(min_size=1, max_size=60),
    found=st.lists(figures, max_size=3),
    period=st.none() | periods,
    path=st.lists(words, max_size=3).map(tuple),
    chrome=st.lists(spans, max_size=2).map(tuple),
    classes=st.lists(st.tuples(spans, st.sampled_from(DigitClass)), max_size=3),
)
def test_a_document_survives_the_file(
    text: str,
    found: list[Figure],
    period: Period | None,
    path: tuple[str, ...],
    chrome: tuple[Span, ...],
    classes: list[tuple[Span, DigitClass]],
) -> None:
    document = Document("ten", "nguon", "txt", "0" * 64, text, text[:9], None, period, None, chrome)
    given_ = Evidence(
        document,
        sections=evidence("x", ["y"]).sections,
        passages=(Passage(0, 0, Span(0, len(text)), path), Passage(1, 0, Span(0, 1), ())),
        figures=tuple(found),
        digits=tuple(DigitString(span, name) for span, name in classes),
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.sqlite"
        with Ledger.open(file, write=True) as ledger:
            ledger.add(given_)
        with Ledger.open(file, write=False) as ledger:
            assert ledger.evidence("ten") == given_


def test_reports_are_listed_in_the_order_they_were_added_with_their_counts(ledger: Ledger) -> None:
    first = evidence("b", [TOURISM, RICE])
    unknown = DigitString(Span(0, 1), DigitClass.UNKNOWN)
    ledger.add(dataclasses.replace(first, digits=(*first.digits, unknown)), extraction=7)
    ledger.add(evidence("a", [RICE]))
    ledger.add(dataclasses.replace(first, digits=(unknown,)), extraction=8)
    row, other = ledger.reports()
    assert (row.name, other.name) == ("b", "a")
    assert (row.passages, row.figures, row.unknown, row.extraction) == (2, 3, 1, 8)
    assert row.characters == len(first.document.text)
    assert str(row.period) == "8 tháng 2023"


def test_replacing_leaves_nothing_of_the_old(ledger: Ledger) -> None:
    ledger.add(evidence("a", [TOURISM, RICE]))
    new = evidence("a", ["- Cà phê: 12 tấn."], heading="II. Xã hội")
    ledger.add(new)
    assert ledger.evidence("a") == new
    assert ledger.lexical(["lua_mua"], 5) == []
    assert ledger.lexical(["kinh_te"], 5) == []
    assert set(ledger.unigrams()) == {"cà", "phê", "tấn", "xã", "hội"}


def test_removing_subtracts_what_the_report_had_counted(ledger: Ledger) -> None:
    ledger.add(evidence("a", [TOURISM]))
    before = (ledger.unigrams(), ledger.bigrams())
    ledger.add(evidence("b", [TOURISM, RICE]))
    assert ledger.unigrams()["lịch"] == 3
    assert ledger.bigrams()[("du", "lịch")] == 3
    assert ledger.remove("b")
    assert (ledger.unigrams(), ledger.bigrams()) == before
    assert [name for name, _, _ in ledger.lexical(["du_lich"], 9)] == ["a"]
    assert not ledger.remove("b")


def test_vocabulary_counts_letters_only_and_pairs_only_what_blanks_part(ledger: Ledger) -> None:
    ledger.add(evidence("a", ["Thu ngân sách, XUẤT khẩu 8 tháng."], heading="I. Kinh tế"))
    assert ledger.unigrams() == dict.fromkeys(["thu", "ngân", "sách", "xuất", "khẩu", "tháng", "kinh", "tế"], 1)
    pairs = {("thu", "ngân"), ("ngân", "sách"), ("xuất", "khẩu"), ("kinh", "tế")}
    assert set(ledger.bigrams()) == pairs


def test_figures_of_chosen_passages(ledger: Ledger) -> None:
    ledger.add(evidence("a", [TOURISM, RICE]))
    assert [f.value for f in ledger.figures("a")] == ["8", "700.730", "46.717,48"]
    assert [f.value for f in ledger.figures("a", [1])] == ["46.717,48"]
    assert ledger.figures("a", []) == ()


def test_a_question_without_diacritics_finds_the_passage(ledger: Ledger) -> None:
    ledger.add(evidence("a", [RICE, TOURISM]))
    best, second = ledger.lexical(search_terms("luong khach DU LỊCH"), 10)
    assert best[:2] == ("a", 1)
    assert second[:2] == ("a", 0)
    assert best[2] > second[2] > 0


def test_a_pair_is_one_term_and_headings_count(ledger: Ledger) -> None:
    ledger.add(evidence("a", ["lịch hè du", "du lịch hè"], heading="I. Văn hóa"))
    assert [number for _, number, _ in ledger.lexical(["du_lich"], 5)] == [1]
    assert sorted(number for _, number, _ in ledger.lexical(["van_hoa"], 5)) == [0, 1]


def test_lexical_search_keeps_to_the_reports_and_the_limit(ledger: Ledger) -> None:
    for name in ("a", "b", "c"):
        ledger.add(evidence(name, [TOURISM]))
    assert [name for name, _, _ in ledger.lexical(["khach"], 5)] == ["a", "b", "c"]
    assert [name for name, _, _ in ledger.lexical(["khach"], 5, ["c", "a"])] == ["a", "c"]
    assert len(ledger.lexical(["khach"], 2)) == 2
    assert ledger.lexical(["khach"], 5, []) == []


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("khach NOT lua", {0, 1}),
        ("path:tinh", {0}),
        ("{body}:khach", {0}),
        ('khach" OR "lua', {0, 1}),
        ("NEAR(khong lua, 1)", {1}),
        ("khac*", set()),
        ('"', set()),
        ("-", set()),
        ("\0", set()),
        ("\ud800", set()),
        ("'; DROP TABLE figure; --", set()),
    ],
)
def test_a_term_is_words_and_never_search_syntax(ledger: Ledger, term: str, found: set[int]) -> None:
    ledger.add(evidence("a", ["- Khách của tỉnh: 8.", "- Cây lúa."]))
    assert {number for _, number, _ in ledger.lexical([term], 5)} == found
    assert len(ledger.figures("a")) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=30))
def test_any_terms_can_be_searched(terms: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "l.sqlite", write=True) as ledger:
        ledger.add(evidence("a", [TOURISM]))
        assert len(ledger.lexical(terms, 5)) <= 1


def test_a_question_of_thousands_of_words_can_be_searched(ledger: Ledger) -> None:
    ledger.add(evidence("a", [TOURISM]))
    assert ledger.lexical([f"x{n}" for n in range(5000)] + ["khach"], 5)[0][:2] == ("a", 0)


def test_settings_are_kept(path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:
        assert ledger.setting("model") is None
        ledger.set_setting("model", "một")
        ledger.set_setting("model", "hai")
    with Ledger.open(path, write=False) as ledger:
        assert ledger.setting("model") == "hai"


def test_an_unknown_report_is_named(ledger: Ledger) -> None:
    with pytest.raises(StoreError, match="'zzz'.*traso reports") as error:
        ledger.figures("zzz")
    one_line(error)


def test_a_missing_or_empty_ledger_says_to_index(path: Path) -> None:
    with pytest.raises(StoreError, match="traso index PATH"):
        Ledger.open(path, write=False)
    assert not path.exists()
    path.touch()
    with pytest.raises(StoreError, match="traso index PATH"):
        Ledger.open(path, write=False)


@pytest.mark.parametrize("write", [True, False])
def test_a_file_that_is_no_database_is_told_in_one_line(path: Path, write: bool) -> None:
    path.write_bytes(b"x" * 5000)
    with pytest.raises(StoreError, match="bị hỏng") as error:
        Ledger.open(path, write=write)
    assert str(path) in one_line(error)
    assert path.read_bytes() == b"x" * 5000


def test_a_cut_or_overwritten_file_is_told_in_one_line(path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:
        for number in range(5):
            ledger.add(report(number))
    whole = path.read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:8192] + b"\xff" * (len(whole) - 8192)):
        path.write_bytes(damaged)
        with pytest.raises(StoreError, match="bị hỏng") as error, Ledger.open(path, write=False) as ledger:
            for row in ledger.reports():
                ledger.evidence(row.name)
        one_line(error)


def test_a_row_that_cannot_be_read_is_told_in_one_line(path: Path) -> None:
    with Ledger.open(path, write=True) as ledger:
        ledger.add(evidence("a", [TOURISM]))
    raw(path, "UPDATE figure SET number = 'nhiều'")
    with pytest.raises(StoreError, match="bị hỏng") as error, Ledger.open(path, write=False) as ledger:
        ledger.figures("a")
    one_line(error)


def raw(path: Path, statement: str) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(statement)
    db.close()


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (f"PRAGMA user_version = {SCHEMA_VERSION + 1}", "nâng cấp TraSo"),
        ("PRAGMA user_version = 0", "traso index PATH"),
        ("PRAGMA application_id = 7", "không phải kho dữ liệu"),
    ],
)
def test_a_ledger_of_another_version_says_what_to_do(path: Path, statement: str, says: str, write: bool) -> None:
    Ledger.open(path, write=True).close()
    raw(path, statement)
    with pytest.raises(StoreError, match=says) as error:
        Ledger.open(path, write=write)
    one_line(error)


def test_another_program_s_database_is_left_alone(path: Path) -> None:
    raw(path, "CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="không phải kho dữ liệu"):
        Ledger.open(path, write=True)
    assert path.read_bytes() == before


def test_text_that_has_no_bytes_is_refused_whole(ledger: Ledger) -> None:
    with pytest.raises(StoreError, match="ký tự không hợp lệ") as error:
        ledger.add(evidence("a", [TOURISM], source="/tệp-\udcff.txt"))
    one_line(error)
    assert ledger.reports() == ()
    assert ledger.unigrams() == {}


def test_a_failed_replacement_keeps_the_old(ledger: Ledger) -> None:
    old = evidence("a", [TOURISM])
    ledger.add(old)
    twice = evidence("a", [RICE]).sections * 2
    with pytest.raises(sqlite3.IntegrityError):
        ledger.add(dataclasses.replace(evidence("a", [RICE]), sections=twice))
    assert ledger.evidence("a") == old
    assert ledger.bigrams()[("lượng", "khách")] == 1


def test_a_writer_that_holds_the_file_too_long_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.ledger.BUSY_SECONDS", 0.0)
    with Ledger.open(path, write=True) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreLockedError, match="tiến trình khác") as error:
            ledger.add(evidence("a", [TOURISM]))
        other.close()
        one_line(error)
        ledger.add(evidence("a", [TOURISM]))


def test_readers_see_whole_documents_while_a_writer_replaces_them(path: Path) -> None:
    editions = [report(1, edition) for edition in range(2)]
    with Ledger.open(path, write=True) as writer, Ledger.open(path, write=False) as reader:
        writer.add(editions[0])
        seen: list[bool] = []

        def read() -> None:
            seen.extend(reader.evidence("bao-cao-1") in editions for _ in range(20))

        readers = [threading.Thread(target=read) for _ in range(2)]
        for thread in readers:
            thread.start()
        turn = 0
        while any(thread.is_alive() for thread in readers):
            turn += 1
            writer.add(editions[turn % 2])
    assert turn
    assert seen == [True] * 40
