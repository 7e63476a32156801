"""What a text states is judged by meaning: statements by hand, and statements made from the figures of reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.build import evidence_of, files_in
from index.store import Store
from qa.claims import as_given, read_claims
from qa.judging import Judge, Label, Verdict, worst
from qa.library import Library, Shelf
from tests.qa.mutations import MUTATIONS, Statement, false_statements, told, true_statements

PROJECT = Path(__file__).parents[2]
_MARK = re.compile(r"⟦(!?)(.*?)⟧")
# Every so manieth figure of a report: enough for the bounds, little enough for the time.
EVERY = 8


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The project's samples and the reports of its benchmark."""
    with Store.create_or_open(tmp_path_factory.mktemp("kho")) as store:
        for path in files_in([PROJECT / "samples", PROJECT / "eval" / "reports"]):
            store.add(evidence_of(path))
        yield Library(store.ledger)


def statements() -> Iterator[tuple[str, str]]:
    report = ""
    for line in (Path(__file__).parent / "statements.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            report = line.strip("[]")
        elif line and not line.startswith("#"):
            yield report, line


@pytest.mark.parametrize(("report", "line"), list(statements()))
def test_statement(report: str, line: str, library: Library) -> None:
    text = re.sub(r"⟦!?|⟧", "", line)
    verdicts = Judge(library).judge(as_given(text), report)
    stated = [(match[2], not match[1]) for match in _MARK.finditer(line)]
    judged = [(v.claim.text, v.label is Label.SUPPORTED) for v in verdicts]
    assert [right for _, right in judged] == [right for _, right in stated], [v.why for v in verdicts]
    for (words, _), (marked, _) in zip(judged, stated, strict=True):
        assert marked.startswith(words) or words.startswith(marked)


def test_there_are_many_statements_by_hand() -> None:
    marks = [match[1] for _, line in statements() for match in _MARK.finditer(line)]
    assert marks.count("") >= 60
    assert marks.count("!") >= 30


def test_citations_lead_to_their_characters(library: Library) -> None:
    for report, line in statements():
        for verdict in Judge(library).judge(as_given(re.sub(r"⟦!?|⟧", "", line)), report):
            source = verdict.source
            assert source is not None or verdict.label is Label.UNSOURCED
            if source is not None:
                assert library.shelf(source.report).text[source.start : source.end] == source.quote
                assert source.value in source.quote


def shelves(library: Library) -> list[Shelf]:
    return [library.shelf(row.name) for row in library.rows]


def judged(library: Library, made: list[Statement]) -> list[tuple[Statement, bool]]:
    judge = Judge(library)
    return [(s, worst(judge.judge(as_given(s.text), s.report)) is Label.SUPPORTED) for s in made]


def test_true_statements_are_supported(library: Library) -> None:
    made = [s for shelf in shelves(library) for s in true_statements(shelf, list(told(shelf))[::EVERY])]
    alarms = [s for s, supported in judged(library, made) if not supported]
    assert len(made) >= 200
    assert {s.wording for s in made} == {"plain", "undated", "scaled", "rounded", "bounded"}
    assert len(alarms) <= 0.05 * len(made), alarms


def test_false_statements_are_not_supported(library: Library) -> None:
    made = [s for shelf in shelves(library) for s in false_statements(shelf, list(told(shelf))[::EVERY])]
    escapes = [s for s, supported in judged(library, made) if supported]
    kinds = Counter(s.mutation for s in made)
    assert len(made) >= 400
    assert len(kinds) >= 15
    assert set(kinds) <= set(MUTATIONS)
    assert len(escapes) <= 0.01 * len(made), escapes


def verdict(library: Library, text: str, report: str = "gia-lai-2023-06") -> Verdict:
    (only,) = Judge(library).judge(as_given(text), report)
    return only


def test_a_contradiction_says_what_the_report_has(library: Library) -> None:
    found = verdict(library, "Khách du lịch ước đạt 601.000 lượt.")
    assert found.label is Label.CONTRADICTED
    assert "610.000" in found.why
    assert found.source is not None
    assert found.source.value == "610.000"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("GRDP 6 tháng đầu năm ước giảm 5,54%.", "tăng"),
        ("Kim ngạch xuất khẩu 6 tháng năm 2022 đạt 380 triệu USD.", "2022"),
        ("Thu ngân sách nhà nước 6 tháng bằng 53% dự toán HĐND tỉnh giao.", "48,7%"),
        ("Khách du lịch của tỉnh Kon Tum đạt 610.000 lượt.", "Kon Tum"),
        ("Đàn bò có 438.200 tấn.", "con"),
    ],
)
def test_why_names_what_is_wrong(text: str, said: str, library: Library) -> None:
    found = verdict(library, text)
    assert found.label is not Label.SUPPORTED
    assert said in found.why


@pytest.mark.parametrize(
    "text",
    [
        "Trong 8 tháng qua, thực hiện Nghị quyết 38/NQ-CP ngày 15/3/2023, mục 3.2 nêu rõ nhiệm vụ.",
        "Giai đoạn 2021-2025, tỉnh triển khai Đề án 06 và phòng chống Covid-19.",
        "Kính thưa các đồng chí!",
        "",
    ],
)
def test_numbers_that_claim_nothing_are_no_figures(text: str, library: Library) -> None:
    verdicts = Judge(library).judge(as_given(text), "gia-lai-2023-06")
    assert verdicts == ()
    assert worst(verdicts) is Label.SUPPORTED


def test_what_no_report_speaks_of_is_unsourced(library: Library) -> None:
    assert verdict(library, "Toàn tỉnh có 312 kính thiên văn.").label is Label.UNSOURCED


def test_claims_cover_their_words() -> None:
    text = "Tỉnh đón bảy trăm nghìn lượt khách; doanh thu 1.225,7 tỷ đồng, gấp đôi cùng kỳ."
    assert [c.text for c in read_claims(text, None)] == ["bảy trăm nghìn lượt khách", "1.225,7 tỷ đồng", "đôi"]


def test_all_reports_are_searched_without_a_name(library: Library) -> None:
    (found,) = Judge(library).judge(as_given("Khách du lịch của Gia Lai ước đạt 610.000 lượt trong 6 tháng."))
    assert found.label is Label.SUPPORTED
    assert found.source is not None
    assert found.source.report == "gia-lai-2023-06"
