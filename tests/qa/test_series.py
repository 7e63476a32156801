from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]
from PIL import Image

from index.build import evidence_of
from index.store import Store
from qa import chart
from qa.cli import main
from qa.drawing import Drawing, Words, as_svg
from qa.pictures import SCALE, as_png
from tests.qa.test_cli import one_line

HEAD = (
    "Báo cáo tình hình kinh tế - xã hội {place} tháng {month} và {month} tháng năm {year}\n\nI. Kinh tế\n1. Du lịch\n"
)
REPORTS = {
    "lc-2023-08": (
        "tỉnh Lào Cai", 8, 2023,
        "Trong tháng 8, tổng lượng khách du lịch đạt 500.000 lượt, tăng 4,2% so với cùng kỳ năm trước. Lũy kế 8 tháng, "
        "tổng lượng khách du lịch đạt 4.000.000 lượt; trong đó khách quốc tế 310.000 lượt. Đàn trâu có 96.400 con.",
    ),
    "lc-2024-08": (
        "tỉnh Lào Cai", 8, 2024,
        "Trong tháng 8, tổng lượng khách du lịch đạt 600.000 lượt. Lũy kế 8 tháng, lượng khách du lịch đạt 5.000.000 "
        "lượt, tăng 25% so với cùng kỳ năm trước. Doanh thu du lịch 8 tháng đạt 16.850 tỷ đồng.",
    ),
    "lc-2024-09": (
        "tỉnh Lào Cai", 9, 2024,
        "Lượng khách du lịch tháng 8 năm 2024 đạt 612.300 lượt. Lượng khách du lịch 9 tháng đạt 5,6 triệu lượt. Lượng "
        "khách du lịch 8 tháng năm 2024 đạt 5,0 triệu lượt.",
    ),
    "sl-2024-08": ("tỉnh Sơn La", 8, 2024, "Lũy kế 8 tháng, lượng khách du lịch đạt 2.846.700 lượt khách."),
}  # fmt: skip
Run = Callable[..., int]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("chuoi")
    with Store.create_or_open(folder / "kho") as opened:
        for name, (place, month, year, text) in REPORTS.items():
            path = folder / f"{name}.txt"
            path.write_text(HEAD.format(place=place, month=month, year=year) + text + "\n", encoding="utf-8")
            opened.add(evidence_of(path))
    return folder / "kho"


@pytest.fixture
def run(store: Path) -> Run:
    return lambda *argv: main(["series", *argv, "--store", str(store)])


def lines(
    run: Run, capsys: pytest.CaptureFixture[str], words: str
) -> dict[tuple[str, str, str], list[dict[str, object]]]:
    capsys.readouterr()
    assert run(words, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    return {(line["place"], line["stretch"], line["unit"]): line["points"] for line in found["series"]}


def test_months_places_and_units_stand_apart(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    found = lines(run, capsys, "lượng khách du lịch")
    assert set(found) == {
        ("tỉnh Lào Cai", "tháng", "lượt"),
        ("tỉnh Lào Cai", "lũy kế", "lượt"),
        ("tỉnh Sơn La", "lũy kế", "lượt khách"),
    }
    cumulative = found["tỉnh Lào Cai", "lũy kế", "lượt"]
    assert [(p["period"], p["value"]) for p in cumulative] == [
        ("8 tháng 2023", "4.000.000"),
        ("8 tháng 2024", "5.000.000"),
        ("9 tháng 2024", "5,6"),
    ]


def test_growth_is_worked_out_where_the_year_before_stands(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    points = lines(run, capsys, "lượng khách du lịch")["tỉnh Lào Cai", "lũy kế", "lượt"]
    assert [(p["growth_pct"], p["stated_growth"]) for p in points] == [
        (None, None),
        ("25.00", "tăng 25%"),
        (None, None),
    ]


def test_a_rounded_value_is_the_same_and_its_report_is_named(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    points = lines(run, capsys, "lượng khách du lịch")["tỉnh Lào Cai", "lũy kế", "lượt"]
    assert (points[1]["also"], points[1]["note"]) == (["lc-2024-09"], None)


def test_a_value_that_a_later_report_changes_is_flagged(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    before, first, then = lines(run, capsys, "lượng khách du lịch")["tỉnh Lào Cai", "tháng", "lượt"]
    assert (first["value"], first["restated"], first["note"]) == ("600.000", True, "số sau: 612.300 (lc-2024-09)")
    assert (then["value"], then["restated"], then["note"]) == ("612.300", False, "sửa số trước: 600.000 (lc-2024-08)")
    assert (before["value"], then["growth_pct"], first["growth_pct"]) == ("500.000", "22.46", None)


def test_every_point_is_cited_to_the_character(run: Run, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = lines(run, capsys, "lượng khách du lịch")
    with Store.open(store) as opened:
        for points in found.values():
            for point in points:
                text = opened.ledger.document(str(point["report"])).text
                quote = point["citation"]
                assert isinstance(quote, dict)
                assert text[point["start"] : point["end"]] == point["value"]  # type: ignore[misc]
                assert text[quote["start"] : quote["end"]] == quote["quote"]


def test_a_part_is_never_set_in_line_with_the_whole(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    values = {p["value"] for points in lines(run, capsys, "lượng khách du lịch").values() for p in points}
    assert "310.000" not in values
    capsys.readouterr()
    assert run("lượng khách du lịch") == 0
    assert re.search(r"Không gộp vào.*khách quốc tế", capsys.readouterr().out)
    ((point,),) = lines(run, capsys, "khách quốc tế").values()
    assert point["value"] == "310.000"


@pytest.mark.parametrize("words", ["luong khach du lich", "KHÁCH DU LỊCH", "du khách"])
def test_words_are_heard_as_in_questions(run: Run, capsys: pytest.CaptureFixture[str], words: str) -> None:
    assert ("tỉnh Lào Cai", "lũy kế", "lượt") in lines(run, capsys, words)


@pytest.mark.parametrize("words", ["lượng khách du lịch Sơn La", "lượng khách du lịch tỉnh Sơn La 8 tháng năm 2024"])
def test_a_place_and_a_period_restrict(run: Run, capsys: pytest.CaptureFixture[str], words: str) -> None:
    found = lines(run, capsys, words)
    assert set(found) == {("tỉnh Sơn La", "lũy kế", "lượt khách")}


def test_a_month_without_a_year_is_that_of_every_year(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("lượng khách du lịch tháng 8") == 0
    shown = capsys.readouterr().out
    assert "500.000" in shown
    assert "600.000" in shown
    assert "4.000.000" not in shown


def test_periods_that_are_not_held_are_told_from_unknown_names(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("lượng khách du lịch quý II") == 1
    assert "Kho có của:" in capsys.readouterr().out


def test_a_year_restricts(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    points = [p for line in lines(run, capsys, "lượng khách du lịch năm 2023").values() for p in line]
    assert {p["value"] for p in points} == {"500.000", "4.000.000"}


@pytest.mark.parametrize("words", ["lượng khách sạn", "diện tích rừng", "đàn trâu bò lợn gà"])
def test_similar_words_are_no_match(run: Run, capsys: pytest.CaptureFixture[str], words: str) -> None:
    assert run(words) == 1
    assert "Không báo cáo nào có số liệu" in capsys.readouterr().out


@pytest.mark.parametrize("words", ["", "?", "bao nhiêu?"])
def test_words_that_name_nothing_are_bad_use(run: Run, capsys: pytest.CaptureFixture[str], words: str) -> None:
    assert run(words) == 2
    assert "không nêu tên chỉ tiêu" in one_line(capsys.readouterr().err)


def test_the_csv_opens_in_excel(run: Run, tmp_path: Path) -> None:
    assert run("lượng khách du lịch", "--out", str(tmp_path / "chuoi.csv")) == 0
    content = (tmp_path / "chuoi.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    row = next(r for r in rows if r["Kỳ"] == "9 tháng 2024")
    assert (row["Giá trị"], row["Đơn vị"], row["Báo cáo"]) == ("5,6", "triệu lượt", "lc-2024-09")
    assert "5,6 triệu lượt" in row["Trích dẫn"]


def test_the_workbook_has_real_numbers(run: Run, tmp_path: Path) -> None:
    assert run("lượng khách du lịch", "--out", str(tmp_path / "chuoi.xlsx")) == 0
    header, *rows = load_workbook(tmp_path / "chuoi.xlsx").active.iter_rows(values_only=True)
    row = next(r for r in rows if (r[0], r[2]) == ("tỉnh Lào Cai", "8 tháng 2024"))
    assert row[header.index("Giá trị")] == 5_000_000
    assert row[header.index("So cùng kỳ (%), tính")] == 25


def test_the_chart_is_a_readable_picture(run: Run, tmp_path: Path) -> None:
    assert run("lượng khách du lịch", "--out", str(tmp_path / "chuoi.svg")) == 0
    root = ElementTree.parse(tmp_path / "chuoi.svg").getroot()
    texts = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Lượng khách du lịch" in texts
    assert "Tháng (nghìn lượt)" in texts
    assert "tỉnh Lào Cai" in texts
    titles = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}title")]
    assert "tỉnh Lào Cai, tháng 8/2024: 612.300" in titles
    assert not any(title.endswith(" 600.000") for title in titles)


def test_xlsx_needs_a_file(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("lượng khách du lịch", "--format", "xlsx") == 2
    assert "--out" in one_line(capsys.readouterr().err)


def as_svg_of(title: str, panels: list[chart.Panel]) -> str:
    return as_svg(chart.draw(title, panels))


def test_the_chart_is_painted_with_all_vietnamese_letters(run: Run, tmp_path: Path) -> None:
    assert run("lượng khách du lịch", "--out", str(tmp_path / "chuoi.png")) == 0
    with Image.open(tmp_path / "chuoi.png") as picture:
        assert picture.format == "PNG"
        assert picture.width == chart.WIDTH * SCALE
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 20) or ()}
    assert {(255, 255, 255), (0x0B, 0x53, 0x94)} <= colours


LETTERS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"


@pytest.mark.parametrize("bold", [False, True])
def test_every_vietnamese_letter_is_painted_as_itself(bold: bool) -> None:
    def painted(letter: str) -> bytes:
        data = as_png(Drawing("", 40, 40, (Words(5, 30, letter, size=24, bold=bold),)))
        with Image.open(io.BytesIO(data)) as picture:
            return picture.tobytes()

    letters = LETTERS + LETTERS.upper()
    found = {painted(letter) for letter in letters}
    assert len(found) == len(letters)
    assert not found & {painted("\ufffe"), painted(" ")}


def test_a_picture_needs_a_file(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("lượng khách du lịch", "--format", "png") == 2
    assert "--out" in one_line(capsys.readouterr().err)


def curve(*values: str, name: str = "A & <B>") -> chart.Curve:
    return chart.Curve(name, tuple(chart.Dot(f"k{n}", Decimal(value)) for n, value in enumerate(values)))


@pytest.mark.parametrize(
    "values",
    [["0"], ["5"], ["-3", "4"], ["1000000", "1000001"], ["0.01", "0.02"], ["-7", "-7"], ["1e14", "9e14"], ["0", "0"]],
)
def test_any_values_make_a_chart_inside_its_frame(values: list[str]) -> None:
    axis = tuple(f"k{n}" for n in range(len(values)))
    root = ElementTree.fromstring(as_svg_of("Tên <&>", [chart.Panel("Năm", "tấn", axis, (curve(*values),))]))
    dots = list(root.iter("{http://www.w3.org/2000/svg}circle"))
    assert len(dots) == len(values)
    for dot in dots:
        assert 0 < float(dot.attrib["cx"]) < chart.WIDTH
        assert 40 < float(dot.attrib["cy"]) < chart.HEIGHT


def test_numbers_of_the_axis_are_written_the_vietnamese_way() -> None:
    page = as_svg_of("A", [chart.Panel("Năm", "tấn", ("k0", "k1"), (curve("0.5", "2500"),))])
    assert ">2.500<" in page
    assert ">0,5<" in page
    assert "nan" not in page


def test_months_so_far_of_two_years_are_not_joined() -> None:
    dots = (
        chart.Dot("k0", Decimal(9), "2023"),
        chart.Dot("k1", Decimal(1), "2024"),
        chart.Dot("k2", Decimal(2), "2024"),
    )
    page = as_svg_of("A", [chart.Panel("Lũy kế", "lượt", ("k0", "k1", "k2"), (chart.Curve("A", dots),))])
    lengths = [len(points.split()) for points in re.findall(r"points='([^']*)'", page)]
    assert lengths == [1, 2]
