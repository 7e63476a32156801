from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from index.store import Store
from qa.cli import main
from qa.commands.openers import Openers
from qa.records import Answer, Answered, Citation, Code, NotFound
from qa.settings import Settings
from tests.index.office import archive, workbook
from tests.index.synthetic import FolderVectors, HashEmbedder

PROJECT = Path(__file__).parents[2]
MAY = """Tình hình kinh tế - xã hội tỉnh Sơn La tháng 5 năm 2024

I. Kinh tế
1. Du lịch
Khách đến tỉnh 5 tháng ước đạt 12.345 lượt, tăng 6,5% so với cùng kỳ năm trước.
"""
JUNE = MAY.replace("tháng 5", "tháng 6").replace("5 tháng", "6 tháng").replace("12.345", "15.678")
HEAVY = ["torch", "chromadb", "sentence_transformers", "transformers", "underthesea", "langchain_core", "gradio"]
NAMES = ["son-la-05", "son-la-06"]


@dataclass
class FakeAssistant:
    """Knows one figure, and remembers what it was asked."""

    failure: BaseException | None = None
    asked: list[tuple[str, tuple[str, ...], str | None, str]] = field(default_factory=list)
    closed: bool = False

    def ask(self, question: str, history: Sequence[str] = (), report: str | None = None, id: str = "") -> Answer:
        if self.failure:
            raise self.failure
        self.asked.append((question, tuple(history), report, id))
        if "khách" not in question:
            return Answer(id, question, "Báo cáo không nêu.", NotFound(Code.ABSENT, "Báo cáo không nêu."))
        quote = "ước đạt\x1b[31m 12.345 lượt"
        citation = Citation(1, "son-la-05", "I. Kinh tế", quote, 0, len(quote))
        text = "12.345 lượt [1].\nLưu ý: Số ước tính."
        return Answer(id, question, text, Answered((), warnings=("Số ước tính.",)), (citation,))

    def close(self) -> None:
        self.closed = True


def openers(assistant: FakeAssistant | None = None, model: str = "hash-1") -> Openers:
    return Openers(
        assistant=lambda _: assistant or FakeAssistant(),
        vectors=lambda settings: FolderVectors(settings.store / "chroma"),
        embedder=lambda _settings, _progress: HashEmbedder(model),
    )


def run(*argv: str, assistant: FakeAssistant | None = None, model: str = "hash-1") -> int:
    return main(argv, openers(assistant, model))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two reports in `bao-cao` and their store in `kho`."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "bao-cao").mkdir()
    for name, text in zip(NAMES, (MAY, JUNE), strict=True):
        (folder / "bao-cao" / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run("index", str(folder / "bao-cao"), "--store", str(folder / "kho")) == 0
    return folder


@pytest.fixture
def store(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The common store, to read; commands find it by TRASO_STORE."""
    monkeypatch.setenv("TRASO_STORE", str(built / "kho"))
    return built / "kho"


@pytest.fixture
def own(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of its own, to write."""
    shutil.copytree(built / "kho", tmp_path / "kho")
    monkeypatch.setenv("TRASO_STORE", str(tmp_path / "kho"))
    return tmp_path / "kho"


def contents(folder: Path) -> dict[str, bytes]:
    files = (p for p in folder.rglob("*") if p.is_file() and p.suffix != ".lock")
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


def traso(*argv: str, code: str = "") -> subprocess.CompletedProcess[bytes]:
    start = ["-c", code] if code else ["-m", "qa"]
    return subprocess.run([sys.executable, *start, *argv], cwd=PROJECT, capture_output=True, check=False)


def one_line(text: str) -> str:
    assert text.count("\n") == 1
    assert text.startswith("traso: ")
    assert "Traceback" not in text
    return text


# -- index, reports, remove, text ------------------------------------------------------------------------------


def test_index_tells_what_was_read_and_skips_what_is_unchanged(
    built: Path, own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "son-la-07.txt"
    copy.write_text(MAY, encoding="utf-8")
    assert run("index", str(built / "bao-cao"), str(copy)) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.count("Không đổi") == 2
    assert re.search(r"Đã thêm son-la-07 .*Sơn La, tháng 5/2024.*2 số liệu, 0 chuỗi số chưa rõ", out)
    copy.write_text(JUNE, encoding="utf-8")
    assert run("index", str(copy), "--json") == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["change"], record["name"], record["figures"], record["problem"]) == ("changed", "son-la-07", 2, None)


def test_index_tells_what_of_a_workbook_was_read_and_keeps_it(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fill(book: Workbook) -> None:
        book.active.title = "Biểu 2"
        for row in (["Biểu 2. Sản lượng ngô năm 2023"], ["Xã", "Năm 2023 (tấn)", "Lớp học"], ["Mường B", 1234.5, 3]):
            book.active.append(row)
        book.create_sheet("Nháp").sheet_state = "hidden"

    path = tmp_path / "bieu.xlsx"
    path.write_bytes(workbook(fill))
    assert run("index", str(path)) == 0
    out, _ = capsys.readouterr()
    assert "1 trang tính, 1 bảng, 1 đoạn, 2 số liệu, " in out.replace("1 số liệu thiếu đơn vị, ", "")
    assert "chưa đọc: trang tính ẩn “Nháp”" in out
    assert run("reports", "--json") == 0
    record = next(r for r in map(json.loads, capsys.readouterr().out.splitlines()) if r["name"] == "bieu")
    assert (record["sheets"], record["tables"], record["pages"]) == (1, 1, 0)
    assert record["unread"] == ["trang tính ẩn “Nháp”"]


def test_index_reads_an_archive_and_names_what_it_skips(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "goi.zip"
    path.write_bytes(archive({"a/son-la-zip.txt": MAY.encode(), "anh.gif": b"x"}))
    assert run("index", str(path)) == 0
    out, err = capsys.readouterr()
    assert err == "" and "Đã thêm son-la-zip" in out
    assert f"Bỏ qua 1 mục không phải báo cáo trong {path}: anh.gif." in out
    path.write_bytes(archive({"a.txt": MAY.encode()})[:-25])
    assert run("index", str(path)) == 2
    assert "bị hỏng" in one_line(capsys.readouterr().err)


@pytest.mark.parametrize("address", ["file:///etc/hosts", "ftp://example.vn/bao-cao.pdf", "file:/etc/hosts"])
def test_index_fetches_from_the_web_alone(address: str, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("index", address) == 2
    assert "chỉ tải được địa chỉ http, https" in one_line(capsys.readouterr().err)


def test_index_goes_on_past_a_bad_file(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(MAY, encoding="utf-8")
    assert run("index", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")) == 2
    out, err = capsys.readouterr()
    assert "a.txt" in one_line(err)
    assert "Đã thêm b " in out
    assert run("text", "b") == 0
    assert capsys.readouterr().out == MAY


def test_rebuilt_vectors_are_of_the_model_at_hand(own: Path) -> None:
    before = FolderVectors(own / "chroma").texts()
    assert run("index", "--rebuild-vectors", model="hash-2") == 0
    after = FolderVectors(own / "chroma")
    assert (after.fingerprint(), after.texts()) == ("hash-2", before)


def test_the_first_use_says_once_that_the_model_takes_a_while(
    own: Path, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def prepare(_: Settings, progress: Callable[[str], None]) -> HashEmbedder:
        progress("bước một")
        progress("bước hai")
        return HashEmbedder()

    tools = Openers(vectors=lambda s: FolderVectors(s.store / "chroma"), embedder=prepare)
    assert main(["index", str(built / "bao-cao")], tools) == 0
    first, second = capsys.readouterr().err.splitlines()
    assert "20 giây" in first and "bước một" in first
    assert second == "traso: bước hai"


def test_reports_are_listed(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("reports", "--json") == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(r["name"], r["period"], r["figures"], r["unknown"]) for r in records] == [
        ("son-la-05", "tháng 5/2024", 2, 0),
        ("son-la-06", "tháng 6/2024", 2, 0),
    ]
    assert run("reports") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[1].startswith("son-la-05  tháng 5/2024")


def test_remove_takes_the_report_and_its_vectors(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("remove", "son-la-05") == 0
    assert set(FolderVectors(own / "chroma").texts()) == {"son-la-06"}
    capsys.readouterr()
    assert run("remove", "son-la-05") == 1
    assert "son-la-06" in one_line(capsys.readouterr().err)


@pytest.mark.parametrize(
    ("typed", "end"),
    [("Sơn La 05", "có phải son-la-05 hay son-la-06?"), ("-06", "có phải son-la-06?"), ("x", "`traso reports`.")],
)
def test_an_unknown_name_gets_near_ones(store: Path, typed: str, end: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("text", "--", typed) == 2
    assert one_line(capsys.readouterr().err).endswith(f"{end}\n")


def test_text_is_exact(store: Path) -> None:
    assert traso("text", "son-la-05").stdout == MAY.encode()


def test_a_console_of_another_encoding_gets_utf8(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    monkeypatch.setenv("PYTHONUTF8", "0")
    assert traso("text", "son-la-05").stdout == MAY.encode()
    assert "Không có báo cáo" in traso("text", "x").stderr.decode()


# -- ask -------------------------------------------------------------------------------------------------------


def test_an_answer_is_printed_with_its_citations(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assistant = FakeAssistant()
    assert run("ask", "Lượng", "khách?", "--report", "son-la-05", assistant=assistant) == 0
    assert capsys.readouterr().out.splitlines() == [
        "12.345 lượt [1].",
        "Lưu ý: Số ước tính.",
        "[1] son-la-05 > I. Kinh tế: “ước đạt [31m 12.345 lượt”",
    ]
    assert assistant.asked == [("Lượng khách?", (), "son-la-05", "")]
    assert assistant.closed


def test_a_refusal_exits_with_one(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "GRDP?") == 1
    assert capsys.readouterr() == ("Báo cáo không nêu.\n", "")


def test_ask_prints_one_line_of_json(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "GRDP?", "--json") == 1
    answer = json.loads(one_json_line(capsys.readouterr().out))
    assert (answer["question"], answer["abstained"]) == ("GRDP?", True)


def one_json_line(text: str) -> str:
    assert text.count("\n") == 1
    return text


def test_a_batch_is_answered_in_order(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        {"id": "b", "question": "Bao nhiêu khách?", "history": ["Trước?"], "report": "son-la-06", "answers": []},
        {"id": "a", "question": "GRDP?"},
        {"question": "Nửa đôi \ud800 khách?", "report": None},
    ]
    path = tmp_path / "câu hỏi.jsonl"
    path.write_text("\ufeff" + "\n\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    assistant = FakeAssistant()
    assert run("ask", "--batch", str(path), "--report", "son-la-05", assistant=assistant) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(a["id"], a["abstained"]) for a in answers] == [("b", False), ("a", True), ("5", False)]
    assert assistant.asked == [
        ("Bao nhiêu khách?", ("Trước?",), "son-la-06", "b"),
        ("GRDP?", (), "son-la-05", "a"),
        ("Nửa đôi \ufffd khách?", (), "son-la-05", "5"),
    ]


BAD_LINES = {
    b"{": "JSON",
    b"[" * 100_000: "JSON",
    b"[]": "JSON",
    b'{"id": "1"}': "question",
    b'{"question": 5}': "question",
    b'{"question": "x", "history": ["a", 1]}': "history",
    b'{"question": "x", "report": 1}': "report",
    b'{"question": "x", "report": "son-la-5"}': "son-la-05",
    b'{"question": "\xff"}': "UTF-8",
}


@pytest.mark.parametrize(("line", "told"), BAD_LINES.items(), ids=[line[:40].decode("latin-1") for line in BAD_LINES])
def test_a_bad_line_is_named_after_the_good_ones_are_answered(
    store: Path, line: bytes, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"question": "khach"}\n' + line + b"\n")))
    assert run("ask", "--batch", "-") == 2
    out, err = capsys.readouterr()
    assert json.loads(one_json_line(out))["question"] == "khach"
    assert "dòng 2" in one_line(err)
    assert told in err


# -- figures, explain ------------------------------------------------------------------------------------------


def test_figures_of_one_or_all_reports(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("figures", "son-la-06", "--format", "jsonl") == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(r["report"], r["number"], r["class"]) for r in records] == [
        ("son-la-06", "15678", "figure"),
        ("son-la-06", "6.5", "figure"),
    ]
    assert all(JUNE[r["start"] : r["end"]] == r["text"] for r in records)
    assert run("figures", "--all", "--format", "jsonl") == 0
    everything = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["report"] for r in everything] == sorted(r["report"] for r in everything)
    assert {r["class"] for r in everything} > {"figure"}
    assert run("figures") == 0
    assert capsys.readouterr().out.count("\n") == 1 + 4


def test_coverage_counts_classes(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("figures", "--coverage", "--format", "jsonl") == 0
    counts = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(c["report"], c["figure"], c["unknown"]) for c in counts] == [("son-la-05", 2, 0), ("son-la-06", 2, 0)]
    assert run("figures", "--coverage") == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("tất cả")


@pytest.mark.parametrize(
    ("name", "start"), [("a.csv", b"\xef\xbb\xbf"), ("a.xlsx", b"PK"), ("a.jsonl", b"{"), ("a", b"b")]
)
def test_a_file_takes_its_format_from_its_name(store: Path, tmp_path: Path, name: str, start: bytes) -> None:
    assert run("figures", "--out", str(tmp_path / name)) == 0
    assert (tmp_path / name).read_bytes().startswith(start)


def test_explain_shows_each_layer(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sentence = "Thực hiện Đề án 06, doanh thu 5 tháng đạt 1,5 tỷ đồng, tăng 2% so với cùng kỳ."
    assert run("explain", sentence, "--report", "son-la-05") == 0
    out = capsys.readouterr().out
    for expected in (
        r"“06” .* → tên riêng\n +ngữ cảnh “named”",
        r"“1,5” .* → số liệu\n +lượng “1,5 tỷ đồng” .*money",
        r"“5 tháng” .* luật months → 5 tháng 2024",
        r"“cùng kỳ” .* earlier",
        r"chỉ tiêu: .*doanh thu",
    ):
        assert re.search(expected, out), expected
    assert run("explain", sentence) == 0
    assert "luật months → không định kỳ nào" in capsys.readouterr().out


def test_explain_finds_the_sentence_at_an_offset(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explain", "--report", "son-la-05", "--at", str(MAY.index("6,5%"))) == 0
    out = capsys.readouterr().out
    assert out.startswith("Câu “Khách đến tỉnh")
    assert "thuộc số: “12.345”" in out
    assert run("explain", "--report", "son-la-05", "--at", str(MAY.index("Du lịch"))) == 0
    assert "“1” [" in capsys.readouterr().out


# -- bad use ---------------------------------------------------------------------------------------------------

BAD_USE = (
    "",
    "chào",
    "index",
    "index không-có",
    "text",
    "text son",
    "text a b",
    "reports --kho x",
    "figures son-la-5",
    "figures --format pdf",
    "figures --format xlsx",
    "figures --coverage --format csv",
    "figures --all --coverage",
    "figures --out không-có/a.csv",
    "ask",
    "ask x --report son-la-5",
    "ask x --batch y",
    "ask --batch không-có",
    "ask --batch .",
    "explain",
    "explain --at 3",
    "explain --at x",
    "explain x --at 3",
    "explain --report son-la-05 --at 99999",
    "explain --report son-la-05 --at -1",
    "reports --store không-có",
    "remove x --store không-có",
    "index --rebuild-vectors --store không-có",
)


@pytest.mark.parametrize("line", BAD_USE)
def test_bad_use_is_one_line(
    store: Path, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = contents(store)
    assert run(*line.split()) == 2
    out, err = capsys.readouterr()
    assert out == ""
    one_line(err)
    assert contents(store) == before
    assert list(tmp_path.iterdir()) == []


BAD_FILES = {
    "rong.txt": b"",
    "trang.md": b" \n\t\n",
    "nhi-phan.txt": bytes(range(256)) * 20,
    "anh.html": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "mot-dong.txt": b"1.234,5 ha, " * 450_000,
    "hong.txt": "Khách đạt 5 lượt".encode()[:-3] + b"\xe1\xbb",
    "bang.xyz": b"a;b",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_one_line_and_nothing_is_lost(
    own: Path, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(own)
    (tmp_path / name).write_bytes(BAD_FILES[name])
    assert run("index", str(tmp_path / name)) == 2
    assert name in one_line(capsys.readouterr().err)
    assert contents(own) == before


def test_a_folder_without_reports_is_one_line(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "thu-muc").mkdir()
    (tmp_path / "thu-muc" / "anh.gif").write_bytes(b"GIF89a")
    before = contents(own)
    assert run("index", str(tmp_path / "thu-muc")) == 2
    assert "thu-muc" in one_line(capsys.readouterr().err)
    assert contents(own) == before


def test_a_store_of_another_model_is_one_line(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(own)
    (tmp_path / "moi.txt").write_text(MAY, encoding="utf-8")
    assert run("index", str(tmp_path / "moi.txt"), model="hash-2") == 2
    assert "--rebuild-vectors" in one_line(capsys.readouterr().err)
    assert contents(own) == before


@pytest.mark.parametrize("command", ["index", "remove"])
def test_a_second_writer_is_one_line(own: Path, built: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(own)
    with Store.create_or_open(own):
        assert run(command, str(built / "bao-cao") if command == "index" else "son-la-05") == 2
    assert "đang ghi" in one_line(capsys.readouterr().err)
    assert contents(own) == before


def test_a_damaged_store_is_one_line(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "ledger.sqlite").write_bytes(b"no ledger at all" * 100)
    for command in ("reports", "text x", "figures", "ask x --report y"):
        assert run(*command.split()) == 2
        one_line(capsys.readouterr().err)


@pytest.mark.parametrize(
    ("failure", "code"), [(KeyboardInterrupt(), 130), (ValueError("hai\ndòng"), 2), (OSError(28, "hết chỗ"), 2)]
)
def test_no_failure_shows_a_traceback(
    store: Path, failure: BaseException, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("ask", "x", assistant=FakeAssistant(failure)) == code
    one_line(capsys.readouterr().err)


# -- the process -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["--help", "index --help", "ask --help", "--version"])
def test_help_is_vietnamese_and_exits_with_zero(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*command.split()) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("traso " if command == "--version" else "Cách dùng: traso")
    assert not re.search(r"usage|options|arguments|show this", out)


@pytest.mark.parametrize("command", ["--help", "reports", "text son-la-05", "figures", "remove không-có"])
def test_reading_loads_nothing_heavy(store: Path, command: str) -> None:
    code = (
        "import sys; from qa.cli import main; main(sys.argv[1:]); "
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    assert traso(*command.split(), code=code).stderr.decode().splitlines()[-1] == "[]"


def test_a_reader_that_leaves_is_no_error(store: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        command = [sys.executable, "-m", "qa", "figures"]
        ended = subprocess.run(command, cwd=PROJECT, stdout=writing, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")
