from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval import bench
from eval.generated import MONTH, TOURISTS, reports
from index.build import evidence_of
from index.places import PROVINCES

PASSAGES = 16


def test_made_up_reports_are_varied_and_always_the_same() -> None:
    count = 2 * len(PROVINCES)
    made = list(reports(count, PASSAGES))
    assert made == list(reports(count, PASSAGES))
    assert len({report.name for report in made}) == count
    assert {report.province for report in made} == set(PROVINCES)
    assert len({(report.year, report.month) for report in made}) == 2
    assert len({report.levels[TOURISTS] for report in made}) == count


@pytest.mark.parametrize("number", [0, 70])
def test_a_made_up_report_is_read_as_it_was_made(tmp_path: Path, number: int) -> None:
    report = list(reports(number + 1, 60))[-1]
    path = tmp_path / f"{report.name}.txt"
    path.write_text(report.text, encoding="utf-8")
    evidence = evidence_of(path)
    about = evidence.document
    assert about.place is not None
    assert about.place.endswith(report.province)
    assert about.period is not None
    assert (about.period.year, about.period.last_month) == (report.year, report.month)
    assert abs(len(evidence.passages) - 60) <= 2
    assert list(evidence.unknown()) == []
    values = {figure.value for figure in evidence.figures}
    assert set(report.levels.values()) <= values
    assert MONTH in report.levels


def test_the_benchmark_compares_many_with_few(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "do.json"
    argv = ["--reports", "8", "--passages", str(PASSAGES), "--embedded", "0", "--json", str(out)]
    assert bench.main(argv) == 0
    printed = capsys.readouterr().out
    assert "hỏi, p95, 8 báo cáo" in printed
    measures = {m["name"]: m for m in json.loads(out.read_text(encoding="utf-8"))["measures"]}
    assert measures["đoạn trong 8 báo cáo"]["value"] >= 8 * (PASSAGES - 2)
    assert measures["hỏi, p95, 8 báo cáo"]["ratio"] > 0
    right = measures["đúng báo cáo và số liệu, khi câu hỏi nêu nơi và kỳ, 8 báo cáo"]
    assert right["value"] == 100


@pytest.mark.parametrize("argv", [["--reports", "0"], ["--reports", "5", "--passages", "1"], ["--reports", "x"]])
def test_counts_that_make_no_sense_are_bad_use(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(argv) == 2
    assert capsys.readouterr().err.count("\n") == 1
