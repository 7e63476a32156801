"""`traso verify`, `traso check` and `traso audit`: what they print, their exit codes, and hostile drafts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.build import evidence_of
from index.errors import UsageError
from index.records import Span
from index.store import Store
from qa.auditing import audited
from qa.claims import Frame, as_given, read_claims
from qa.cli import main
from qa.draft_page import page_of
from qa.judging import Judge
from qa.library import Library
from qa.rewriting import Change, changed
from qa.spelt import spelt_numbers
from tests.qa.reports import AUGUST

WRONG = """Tình hình kinh tế - xã hội tỉnh Hòa Sơn 6 tháng đầu năm 2024

I. Kinh tế
1. Đầu tư
Vốn đầu tư công đã giải ngân 900/1.200 triệu đồng, đạt 85% kế hoạch. Tổng đàn gia súc 3.000 con, gồm: đàn trâu 1.000 \
con, đàn bò 1.200 con, đàn lợn 900 con.
Tổng mức bán lẻ hàng hóa ước đạt 1.200 tỷ đồng, tăng 30% so với cùng kỳ năm 2023 (1.000 tỷ đồng).
Chỉ số cải cách hành chính xếp thứ 65/63 tỉnh, thành phố. Khu vực dịch vụ chiếm 140% GRDP.
2. Du lịch
Lượng khách du lịch quốc tế đạt 5.000 lượt, tăng 10% so với cùng kỳ.
Thu ngân sách nhà nước trên địa bàn đạt 800 tỷ đồng, bằng 50% dự toán HĐND tỉnh giao (1.500 tỷ đồng).
3. Đánh giá
Lượng khách du lịch quốc tế đạt 5.600 lượt.
"""
RIGHT = (
    WRONG.replace("85%", "75%")
    .replace("3.000 con", "3.100 con")
    .replace("30%", "20%")
    .replace("65/63", "35/63")
    .replace("140%", "40%")
    .replace("50%", "53,3%")
    .replace("5.600", "5.000")
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three small reports, without vectors."""
    folder = tmp_path_factory.mktemp("kiem-tra")
    with Store.create_or_open(folder / "kho") as store:
        for name, text in (("lao-cai-08", AUGUST), ("sai", WRONG), ("dung", RIGHT)):
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
            store.add(evidence_of(folder / f"{name}.txt"))
    return folder


@pytest.fixture
def store(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRASO_STORE", str(built / "kho"))
    return built


def test_verify_says_each_figure_in_a_line(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Lũy kế 8 tháng, khách du lịch đạt hơn 5,2 triệu lượt, tăng 12,7% so với cùng kỳ năm trước."
    assert main(["verify", text, "--report", "lao-cai-08"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "2 số liệu: 2 đúng."
    assert printed[1].startswith("- 5,2 triệu lượt: đúng.")
    assert "5.214.600" in printed[2]


def test_verify_ends_with_1_for_a_contradiction(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "Khách quốc tế 8 tháng đạt 612.300 lượt.", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["label"] == "contradicted"
    (figure,) = found["figures"]
    assert set(figure) == {"text", "label", "why", "citation"}
    assert figure["text"] == "612.300 lượt"
    assert figure["citation"]["value"] == "486.200"


def test_verify_batch_answers_in_order(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        {"id": "b", "text": "Tổng đàn bò có 22.750 con.", "report": "lao-cai-08"},
        {"id": "a", "text": "Kính thưa các đồng chí.", "report": None},
        {"text": "Có 77 kính thiên văn."},
    ]
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    assert main(["verify", "--batch", str(file)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [f["id"] for f in found] == ["b", "a", "3"]
    assert [f["label"] for f in found] == ["supported", "supported", "unsourced"]
    assert found[1]["figures"] == []
    text = (store / "lao-cai-08.txt").read_text("utf-8")
    citation = found[0]["figures"][0]["citation"]
    assert text[citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["verify"], "traso verify"),
        (["verify", "Có 3 xã.", "--batch", "x"], "traso verify"),
        (["verify", "Có 3 xã.", "--report", "khong-co"], "khong-co"),
        (["verify", "--batch", "khong-co.jsonl"], "khong-co.jsonl"),
        (["check", "khong-co.txt"], "khong-co.txt"),
        (["audit", "khong-co"], "khong-co"),
    ],
)
def test_bad_use_is_one_line(argv: list[str], said: str, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert said in printed.err


@pytest.mark.parametrize("line", ["{", "[]", '{"text": 3}', '{"text": "Có 3 xã.", "report": 7}'])
def test_a_bad_line_of_a_batch_is_named(
    line: str, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text(line, encoding="utf-8")
    assert main(["verify", "--batch", str(file)]) == 2
    assert "dòng 1" in capsys.readouterr().err


DRAFT = """DIỄN VĂN

Kính thưa các đồng chí!
Tổng đàn bò có 22.750 con, tổng đàn trâu có 69.400 con.
Có <script>alert()</script> 12 kính thiên văn \x1b[m.
"""


def test_check_marks_a_draft_in_place(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "dien-van.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    page = tmp_path / "trang.html"
    assert main(["check", str(draft), "--report", "lao-cai-08", "--html", str(page)]) == 1
    printed = capsys.readouterr().out
    assert "22.750 con [đúng], tổng đàn trâu có 69.400 con [sai]." in printed
    assert "12 kính [không có nguồn]" in printed
    assert "\x1b" not in printed
    html = page.read_text("utf-8")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert 'class="contradicted"' in html
    assert "96.400" in html
    assert "http" not in html.replace("http-equiv", "")


def test_check_as_json_gives_the_places(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "dien-van.txt"
    draft.write_text(DRAFT, encoding="utf-8")
    assert main(["check", str(draft), "--report", "lao-cai-08", "--json"]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [DRAFT[f["start"] : f["end"]] for f in found] == [f["text"] for f in found]
    assert [f["label"] for f in found] == ["supported", "contradicted", "unsourced"]


def test_the_page_escapes_the_words_of_reports(built: Path) -> None:
    with Store.open(built / "kho") as store:
        verdicts = Judge(Library(store.ledger)).judge("Tổng đàn bò có 22.750 con.", "lao-cai-08")
    page = page_of("<b>", "Tổng đàn bò có 22.750 con.", verdicts)
    assert "<title>&lt;b&gt;</title>" in page
    assert "default-src 'none'" in page


def test_a_report_agrees_with_itself(built: Path) -> None:
    with Store.open(built / "kho") as store:
        verdicts = Judge(Library(store.ledger)).judge(as_given(AUGUST), "lao-cai-08")
    assert len(verdicts) > 20
    assert [(v.claim.text, v.why) for v in verdicts if v.label != "supported"] == []


def test_audit_finds_each_disagreement(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "sai", "--json"]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    kinds = sorted(f["kind"] for f in found)
    assert kinds == ["growth", "impossible", "impossible", "share", "share", "sum", "twice"]
    assert all(WRONG[f["citation"]["start"] : f["citation"]["end"]] == f["citation"]["quote"] for f in found)
    assert any("1.000 + 1.200 + 900 = 3.100" in f["computation"] for f in found)


def test_audit_is_silent_where_all_agrees(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "dung"]) == 0
    assert "không thấy" in capsys.readouterr().out


def test_audit_finds_nothing_in_the_samples(tmp_path: Path) -> None:
    samples = sorted((Path(__file__).parents[2] / "samples").iterdir())
    with Store.create_or_open(tmp_path / "mau") as store:
        for path in samples:
            store.add(evidence_of(path))
        library = Library(store.ledger)
        found = {row.name: audited(library.shelf(row.name)) for row in library.rows}
    assert len(found) == len(samples)
    assert set(found.values()) == {()}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("sáu nghìn không trăm chín mươi lăm lao động", "6.095 lao động"),
        ("một phẩy tám lần", "1,8 lần"),
        ("đứng thứ hai mươi hai trong cả nước", "đứng thứ 22 trong cả nước"),
        ("bảy trăm nghìn lượt khách", "700 nghìn lượt khách"),
        ("xảy ra chín vụ cháy", "xảy ra 9 vụ cháy"),
        ("tám tháng đầu năm", "tám tháng đầu năm"),
        ("hai bên, ba mặt, đầu tư công, không bao giờ", "hai bên, ba mặt, đầu tư công, không bao giờ"),
        ("năm hai nghìn không trăm hai mươi ba", "năm hai nghìn không trăm hai mươi ba"),
        ("một trong những năm qua", "một trong những năm qua"),
    ],
)
def test_numbers_in_words(text: str, read: str) -> None:
    assert changed(text, spelt_numbers(text)).text == read


def test_changes_lead_back_to_their_characters() -> None:
    made = changed("abc def ghi", [Change(Span(4, 7), "XXXXX"), Change(Span(5, 8), "no")])
    assert made.text == "abc XXXXX ghi"
    assert made.origin(Span(0, 3)) == Span(0, 3)
    assert made.origin(Span(5, 6)) == Span(4, 7)
    assert made.origin(Span(10, 13)) == Span(8, 11)
    assert made.image(Span(8, 11)) == Span(10, 13)


def test_a_title_and_chrome_state_nothing() -> None:
    text = "Lượt xem: 1.327\nKết quả\nTỉnh có 12 xã.\n"
    assert [c.text for c in read_claims(text, None, Frame((Span(0, 15),)))] == ["12 xã"]


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    from qa.commands.verifying import library_of

    with Store.create_or_open(tmp_path / "trong") as store, pytest.raises(UsageError, match="traso index"):
        library_of(store)
