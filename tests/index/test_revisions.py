from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from index.build import Indexed, index_files
from index.records import Figure
from index.revisions import Counts, Relation, counted, differences
from index.store import Change, Store
from tests.index.synthetic import HashEmbedder, MemoryVectors, evidence

LINES = [f"Chỉ tiêu số {word} đạt {number}" for word, number in zip("abcdefghij", range(100, 110), strict=True)]
REPORT = """Tình hình kinh tế - xã hội tỉnh Sơn La tháng 5 năm 2024

I. Kinh tế
1. Du lịch
Khách đến tỉnh 5 tháng ước đạt 12.345 lượt, tăng 6,5% so với cùng kỳ năm trước. Doanh thu du lịch đạt 84,6 tỷ đồng.
2. Nông nghiệp
Đàn trâu có 96.400 con. Đàn bò có 22.750 con.
"""


def figures(lines: list[str]) -> tuple[Figure, ...]:
    return evidence("a", lines).figures


def test_the_same_figures_in_another_order_and_place_do_not_differ() -> None:
    assert differences(figures(LINES), figures(["Lời nói đầu.", *reversed(LINES)])) == ()


def test_a_changed_value_an_added_and_a_removed_indicator_are_told_apart() -> None:
    old = figures(LINES)
    new = figures([LINES[0].replace("100", "150"), *LINES[2:], "Chỉ tiêu mới đạt 7"])
    found = differences(old, new)
    assert [(d.change, (d.after or d.before).value) for d in found if d.after or d.before] == [  # type: ignore[union-attr]
        ("changed", "150"),
        ("added", "7"),
        ("removed", "101"),
    ]
    assert counted(found) == Counts(1, 1, 1)
    assert found[0].before is not None
    assert found[0].before.value == "100"


@pytest.mark.parametrize(
    "change",
    [{"unit": "nghìn lượt"}, {"number": Decimal(1)}, {"direction": "giảm"}],
    ids=["unit", "value", "direction"],
)
def test_unit_value_and_direction_are_what_changes(change: dict[str, object]) -> None:
    (one,) = figures(LINES[:1])
    other = replace(one, **change)  # type: ignore[arg-type]
    assert [d.change for d in differences([one], [other])] == ["changed"]


@pytest.mark.parametrize("change", [{"period": None}, {"basis": "kế hoạch"}, {"plan": True}, {"place": "Mường La"}])
def test_another_period_basis_or_place_is_another_figure(change: dict[str, object]) -> None:
    (one,) = figures(LINES[:1])
    other = replace(one, **change)  # type: ignore[arg-type]
    assert {d.change for d in differences([one], [other])} == {"added", "removed"}


def test_capitals_and_spelling_variants_tell_nothing_apart() -> None:
    (one,) = figures(["Sản lượng hoá chất đạt 5"])
    assert differences([one], [replace(one, indicator=one.indicator.upper().replace("HOÁ", "HÓA"))]) == ()


def test_a_figure_said_twice_is_no_difference() -> None:
    (one,) = figures(LINES[:1])
    assert differences([one, one], [one]) == ()


def indexed(store: Store, path: Path, text: str) -> Indexed:
    path.write_text(text, encoding="utf-8")
    (done,) = index_files(store, [path], MemoryVectors(), HashEmbedder())
    return done


def test_indexing_notices_versions_of_one_report(tmp_path: Path) -> None:
    with Store.create_or_open(tmp_path / "kho") as store:
        assert indexed(store, tmp_path / "05.txt", REPORT).kin == ()
        (same,) = indexed(store, tmp_path / "05.md", REPORT.replace("I. Kinh", "## I. Kinh")).kin
        assert (same.relation, same.report, same.counts.total) == (Relation.SAME, "05", 0)

        corrected = REPORT.replace("12.345", "12.435")
        beside = indexed(store, tmp_path / "05-sua.txt", corrected)
        assert [(k.relation, k.report, k.counts) for k in beside.kin] == [
            (Relation.BESIDE, "05", Counts(1, 0, 0)),
            (Relation.BESIDE, "05-2", Counts(1, 0, 0)),
        ]
        replaced = indexed(store, tmp_path / "05.txt", corrected)
        assert replaced.change is Change.CHANGED
        assert [(k.relation, k.report, k.counts.total) for k in replaced.kin] == [
            (Relation.REPLACES, "05", 1),
            (Relation.BESIDE, "05-2", 1),
            (Relation.SAME, "05-sua", 0),
        ]
        assert [row.name for row in store.ledger.reports()] == ["05", "05-2", "05-sua"]


def test_reports_of_other_places_and_periods_are_no_kin(tmp_path: Path) -> None:
    with Store.create_or_open(tmp_path / "kho") as store:
        indexed(store, tmp_path / "a.txt", REPORT)
        assert indexed(store, tmp_path / "b.txt", REPORT.replace("Sơn La", "Lai Châu")).kin == ()
        assert indexed(store, tmp_path / "c.txt", REPORT.replace("tháng 5", "tháng 6")).kin == ()


def test_another_report_of_the_same_place_and_period_is_no_kin(tmp_path: Path) -> None:
    other = "Tình hình giáo dục tỉnh Sơn La tháng 5 năm 2024\n\nToàn tỉnh có 602 trường học với 228.400 học sinh.\n"
    with Store.create_or_open(tmp_path / "kho") as store:
        indexed(store, tmp_path / "a.txt", REPORT)
        assert indexed(store, tmp_path / "b.txt", other).kin == ()
