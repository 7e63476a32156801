"""Reading whole documents: figures know their section and passage, chrome and headings are kept apart."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from index.build import evidence_of
from index.records import DigitClass, Evidence, Figure, Kind

REPORT = """Tình hình kinh tế - xã hội tỉnh Sông Hạ 7 tháng năm 2024
I. KINH TẾ
1. Du lịch
Lượng khách ước đạt 210.400 lượt, tăng 12,5% so với cùng kỳ năm 2023, đạt 61% kế hoạch.
2. Cải cách hành chính
Chỉ số PAR Index năm 2023 đạt 85,2/100 điểm, xếp thứ 24/63, tăng 03 bậc so với năm 2022.
Giải ngân đến 31/7/2024 đạt 812/1.930 tỷ đồng.
II. NHIỆM VỤ 5 THÁNG CUỐI NĂM
- Phấn đấu đón thêm 150 nghìn lượt khách.
"""


def read(tmp_path: Path, text: str = REPORT) -> Evidence:
    path = tmp_path / "bao-cao.txt"
    path.write_text(text, "utf-8")
    return evidence_of(path)


def figure(evidence: Evidence, value: str) -> Figure:
    (found,) = (f for f in evidence.figures if f.value == value)
    return found


def test_a_figure_is_bound_to_its_meaning_and_its_place(tmp_path: Path) -> None:
    evidence = read(tmp_path)
    text = evidence.document.text
    visitors, growth, plan = (figure(evidence, value) for value in ("210.400", "12,5", "61"))
    assert (visitors.kind, visitors.number, visitors.unit) == (Kind.LEVEL, Decimal(210400), "lượt")
    assert visitors.estimate
    assert str(visitors.period) == "7 tháng 2024"
    assert (growth.kind, growth.direction, growth.basis) == (Kind.CHANGE_PCT, "tăng", "cùng kỳ năm 2023")
    assert (plan.kind, plan.basis) == (Kind.PLAN_PCT, "kế hoạch")
    assert growth.of == plan.of == visitors.span
    assert evidence.sections[visitors.section].path == ("I. KINH TẾ", "1. Du lịch")
    assert evidence.passages[visitors.passage].span.holds(visitors.span)
    assert visitors.sentence.of(text).startswith("Lượng khách ước đạt")


def test_a_score_and_a_rank_keep_their_denominator_in_one_figure(tmp_path: Path) -> None:
    evidence = read(tmp_path)
    score, rank, places = (figure(evidence, value) for value in ("85,2/100", "24/63", "03"))
    assert (score.kind, score.number, score.denominator) == (Kind.LEVEL, Decimal("85.2"), Decimal(100))
    assert (rank.kind, rank.number, rank.denominator, rank.unit) == (Kind.RANK, Decimal(24), Decimal(63), None)
    assert (places.kind, places.unit, places.direction) == (Kind.CHANGE_ABS, "bậc", "tăng")
    assert {str(f.period) for f in (score, rank, places)} == {"năm 2023"}


def test_a_pair_is_what_was_done_and_what_was_planned(tmp_path: Path) -> None:
    evidence = read(tmp_path)
    done, planned = figure(evidence, "812"), figure(evidence, "1.930")
    assert (done.unit, str(done.period), done.plan) == ("tỷ đồng", "đến 31/7/2024", False)
    assert (planned.unit, str(planned.period), planned.plan) == ("tỷ đồng", "năm 2024", True)


def test_targets_of_a_chapter_of_tasks_are_plans(tmp_path: Path) -> None:
    target = figure(read(tmp_path), "150")
    assert target.plan
    assert str(target.period) == "5 tháng cuối năm 2024"


def test_digits_of_headings_dates_and_periods_have_their_class(tmp_path: Path) -> None:
    evidence = read(tmp_path)
    text = evidence.document.text
    by_class: dict[DigitClass, list[str]] = {}
    for digit in evidence.digits:
        by_class.setdefault(digit.digit_class, []).append(digit.span.of(text))
    assert by_class[DigitClass.HEADING] == ["1", "2"]
    assert by_class[DigitClass.DATE] == ["31/7/2024"]
    assert by_class[DigitClass.PERIOD] == ["7", "2024", "2023", "2023", "2022", "5"]
    assert len(by_class[DigitClass.FIGURE]) == len(evidence.figures) == 9
    assert DigitClass.UNKNOWN not in by_class


def test_chrome_yields_no_figures(tmp_path: Path) -> None:
    page = "Trang chủ | Giới thiệu | Liên hệ\nĐường dây nóng: 0215.000.0115 | Lượt xem: 1.327\n" + REPORT
    evidence = read(tmp_path, page + "Đang trực tuyến: 46 | Tổng lượt truy cập: 3.482.917\n")
    assert [f.value for f in evidence.figures] == [f.value for f in read(tmp_path).figures]
    text = evidence.document.text
    chrome = [d.span.of(text) for d in evidence.digits if d.digit_class is DigitClass.CHROME]
    assert chrome == ["0215.000.0115", "1.327", "46", "3.482.917"]


def test_a_text_without_figures_is_no_error(tmp_path: Path) -> None:
    evidence = read(tmp_path, "Báo cáo không có số liệu nào trong kỳ.\n")
    assert evidence.figures == ()
    assert evidence.digits == ()


def test_typography_does_not_change_what_is_read(tmp_path: Path) -> None:
    plain_figures = read(tmp_path).figures
    typeset = REPORT.replace("so với cùng kỳ", "so\u00a0với cùng kì").replace("61% kế hoạch", "61\u00a0% kế hoạch")
    again = read(tmp_path, typeset).figures
    assert [(f.number, f.kind, f.period) for f in again] == [(f.number, f.kind, f.period) for f in plain_figures]
