"""Files made to break or exhaust a reader: one line, soon, with little memory, and nothing written."""

from __future__ import annotations

import io
import random
import resource
import stat
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from index import archives
from index.build import SUFFIXES, Indexed, index_files
from index.documents import read_data
from index.errors import DocumentError
from index.store import Change, Store
from tests.index.office import archive, document, rewritten, small_workbook
from tests.index.pdf_files import raw_pdf
from tests.index.synthetic import FolderVectors, HashEmbedder

SECONDS, MEGABYTES = 20, 500
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
SHEET, BODY = "sheet1.xml", "document.xml"
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def in_sheet(rows: bytes) -> bytes:
    return rewritten(small_workbook(), SHEET, lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>"))


def with_doctype(part: bytes) -> bytes:
    head, mark, rest = part.partition(b"?>")
    return head + mark + DOCTYPE + rest if mark else b"<?xml version='1.0'?>" + DOCTYPE + part


def locked_zip() -> bytes:
    data = bytearray(archive({"a.txt": "Thu đạt 5 tỷ đồng.".encode()}))
    # The flag of encryption in the local header and in the directory.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "xlsx bomb": (".xlsx", lambda: in_sheet(b" " * 290_000_000), "phá hoại"),
    "docx bomb": (".docx", lambda: rewritten(document(), BODY, lambda p: p + b" " * 120_000_000), "phá hoại"),
    "xlsx entities": (".xlsx", lambda: rewritten(small_workbook(), SHEET, with_doctype), "thực thể XML"),
    "docx entities": (".docx", lambda: rewritten(document(), BODY, with_doctype), "thực thể XML"),
    "docx entities in utf-16": (
        ".docx",
        lambda: rewritten(document(), BODY, lambda p: DOCTYPE.decode().encode("utf-16")),
        "thực thể XML",
    ),
    "locked workbook": (".xlsx", lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "locked document": (".docx", lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "old document": (".docx", lambda: COMPOUND, "đời cũ"),
    "cut workbook": (".xlsx", lambda: small_workbook()[:-40], "cắt cụt"),
    "cut document": (".docx", lambda: document()[: len(document()) // 2], "cắt cụt"),
    "empty": (".xlsx", lambda: b"", "hỏng"),
    "other kind": (".docx", small_workbook, "hỏng"),
    "text": (".xlsx", lambda: b"khong phai bang tinh", "hỏng"),
    "deep document": (
        ".docx",
        lambda: document("<w:sdt><w:sdtContent>" * 120 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 120),
        "",
    ),
}


@contextmanager
def bounded() -> Iterator[None]:
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    yield
    assert time.monotonic() - started < SECONDS
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEGABYTES


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_exhaust_a_reader_is_refused_with_one_line(name: str) -> None:
    suffix, make, told = REFUSED[name]
    data = make()
    with bounded():
        if not told:
            assert "12,5" in read_data(Path(f"a{suffix}"), data).text
            return
        with pytest.raises(DocumentError) as raised:
            read_data(Path(f"a{suffix}"), data)
    message = str(raised.value)
    assert told in message and message.startswith(f"a{suffix}: ") and "\n" not in message


@pytest.mark.parametrize(
    ("rows", "unread"),
    [
        (b'<row r="1048576"><c r="XFD1048576"><v>3</v></c></row>', 2),
        (b"".join(b'<row r="%d"><c r="IV%d"><v>3</v></c></row>' % (n, n) for n in range(3, 60_000)), 1),
        (b"".join(b'<row r="%d"><c r="XFD%d"><v>3</v></c></row>' % (n, n) for n in range(3, 60_000)), 2),
    ],
    ids=["one far cell", "long and wide", "beyond the last column"],
)
def test_a_sheet_is_read_by_its_cells_whatever_size_it_claims(rows: bytes, unread: int) -> None:
    data = rewritten(in_sheet(rows), SHEET, lambda p: p.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    with bounded():
        found = read_data(Path("a.xlsx"), data)
    assert "Thu ngân sách (tỷ đồng) | 12,5" in found.text
    assert len(found.unread) == unread


def test_a_merge_of_the_whole_sheet_costs_nothing() -> None:
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    data = rewritten(small_workbook(), SHEET, lambda p: p.replace(b"</sheetData>", merge))
    with bounded():
        assert read_data(Path("a.xlsx"), data).text


def test_macros_are_left_alone() -> None:
    data = io.BytesIO(small_workbook())
    with zipfile.ZipFile(data, "a") as book:
        book.writestr("xl/vbaProject.bin", b"\0macro")
    assert "12,5" in read_data(Path("a.xlsx"), data.getvalue()).text


def picture(form: str) -> bytes:
    data = io.BytesIO()
    Image.new("L", (40, 30), 255).save(data, form)
    return data.getvalue()


PICTURES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".tif": "TIFF", ".tiff": "TIFF"}
FUZZED = [".xlsx", ".docx", ".zip", ".csv", ".html", ".htm", ".txt", ".md", ".pdf", *PICTURES]


def test_every_reader_is_fuzzed() -> None:
    assert set(FUZZED) == set(SUFFIXES)


@pytest.mark.parametrize("suffix", FUZZED)
def test_spoilt_bytes_give_no_traceback(suffix: str) -> None:
    chance = random.Random(4)
    whole = {".xlsx": small_workbook(), ".docx": document(), ".zip": archive({"a.txt": b"1", "b.docx": document()})}
    whole |= {name: picture(form) for name, form in PICTURES.items()} | {".pdf": raw_pdf(b"BT (5 ty) Tj ET")}
    text = "Xã;Năm 2023 (tấn)\nMường B;35\n<table><tr><td>Ngô</td><td>7</td></tr></table>".encode()
    # What a process of its own reads takes longer.
    for _ in range(8 if suffix in PICTURES or suffix == ".pdf" else 60):
        data = bytearray(whole.get(suffix, text))
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            if chance.random() < 0.2:
                del data[chance.randrange(len(data)) :]
            if suffix == ".zip":
                list(archives.open_archive(Path("a.zip"), bytes(data), (".txt", ".docx"), 10**6).members)
            else:
                read_data(Path(f"a{suffix}"), bytes(data))
        except DocumentError as error:
            assert "\n" not in str(error)


def test_merges_and_nesting_of_a_page_cost_nothing() -> None:
    row = '<tr><td rowspan="100000000">Ngô</td><td>12,5</td></tr>'
    wide = f'<table><tr><td colspan="1000000000">Xã</td></tr>{row}</table>'
    with bounded():
        assert "Ngô | 12,5" in read_data(Path("a.html"), wide.encode()).text
        with pytest.raises(DocumentError, match="không có nội dung"):
            read_data(Path("a.html"), b"<div>" * 100_000)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create_or_open(tmp_path / "kho") as opened:
        yield opened


def indexed(store: Store, path: Path, data: bytes) -> list[Indexed]:
    path.write_bytes(data)
    return list(index_files(store, [path], FolderVectors(path.parent / "vectors"), HashEmbedder("hash-1")))


HOSTILE = {
    **{name: (suffix, make) for name, (suffix, make, told) in REFUSED.items() if told},
    "10,000 pages": (".pdf", lambda: raw_pdf(b"BT (Thu) Tj ET", pages=10_000)),
    "locked archive": (".zip", locked_zip),
    "no picture": (".png", lambda: b"\x89PNG\r\n\x1a\n" + bytes(50)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_leaves_the_store_as_it_was(name: str, store: Store, tmp_path: Path) -> None:
    (good,) = indexed(store, tmp_path / "tot.txt", "Thu ngân sách đạt 5 tỷ đồng.".encode())
    before = store.ledger.reports()
    suffix, make = HOSTILE[name]
    with bounded():
        (item,) = indexed(store, tmp_path / f"hong{suffix}", make())
    assert good.row is not None and item.row is None
    assert item.problem is not None and f"hong{suffix}" in item.problem and "\n" not in item.problem
    assert store.ledger.reports() == before


def test_each_member_of_an_archive_is_a_report(store: Store, tmp_path: Path) -> None:
    members = {
        "thang-8/bao-cao.txt": "Thu ngân sách đạt 5 tỷ đồng.".encode(),
        "bieu.xlsx": small_workbook(),
        "anh.gif": b"GIF89a",
        "__MACOSX/bieu.xlsx": b"x",
    }
    items = indexed(store, tmp_path / "goi.zip", archive(members))
    rows = {item.row.name: item.row for item in items if item.row}
    assert set(rows) == {"bao-cao", "bieu"}
    assert rows["bieu"].source == str(tmp_path / "goi.zip" / "bieu.xlsx")
    assert [item.skipped for item in items if item.skipped] == [("anh.gif",)]
    again = indexed(store, tmp_path / "goi.zip", archive(members))
    assert [item.change for item in again] == [Change.UNCHANGED] * 3


def test_a_members_path_leads_nowhere_else(store: Store, tmp_path: Path) -> None:
    report = "Thu ngân sách đạt 5 tỷ đồng.".encode()
    names = dict.fromkeys(("../../ra/ngoai.txt", "/goc/tuyet-doi.txt", "C:\\dia\\o-dia.txt", "a\x1b[2J.txt"), report)
    before = sorted(tmp_path.parent.rglob("*.txt"))
    items = indexed(store, tmp_path / "goi.zip", archive(names))
    shown = [Path(item.source).relative_to(tmp_path / "goi.zip").as_posix() for item in items]
    assert shown == ["ra/ngoai.txt", "goc/tuyet-doi.txt", "dia/o-dia.txt", "a [2J.txt"]
    assert sorted(tmp_path.parent.rglob("*.txt")) == before


def test_a_link_in_an_archive_is_no_report(store: Store, tmp_path: Path) -> None:
    data = io.BytesIO(archive({"tot.txt": "Thu ngân sách đạt 5 tỷ đồng.".encode()}))
    link = zipfile.ZipInfo("noi-khac.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(data, "a") as goi:
        goi.writestr(link, "../../dan-so-dat-99-trieu.txt")
    items = indexed(store, tmp_path / "goi.zip", data.getvalue())
    assert [row.name for row in store.ledger.reports()] == ["tot"]
    assert [item.skipped for item in items if item.skipped] == [("noi-khac.txt",)]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (lambda: archive({"a.txt": bytes(150_000_000)}), "phá hoại"),
        (locked_zip, "mật khẩu"),
        (lambda: archive({"a.txt": b"1"})[:-30], "cắt cụt"),
        # The directory that is found is that of the workbook inside.
        (lambda: archive({"a.txt": b"1", "bieu.xlsx": small_workbook()}, zipfile.ZIP_STORED)[:-60], "cắt cụt"),
        (lambda: archive({"trong.zip": archive({"a.txt": b"1"})}), "không có báo cáo nào"),
        (lambda: archive({f"{n}.txt": b"" for n in range(5_001)}), "5001 mục"),
    ],
    ids=["bomb", "locked", "cut", "cut after a workbook", "nested", "many"],
)
def test_a_hostile_archive_leaves_the_store_alone(
    data: Callable[[], bytes], told: str, store: Store, tmp_path: Path
) -> None:
    with bounded():
        (item,) = indexed(store, tmp_path / "goi.zip", data())
    assert item.problem is not None and told in item.problem and "\n" not in item.problem
    assert store.ledger.reports() == ()


def test_a_broken_member_is_named_and_the_others_are_read(store: Store, tmp_path: Path) -> None:
    data = archive({"hong.docx": document()[:500], "tot.txt": "Thu ngân sách đạt 5 tỷ đồng.".encode()})
    bad, good = indexed(store, tmp_path / "goi.zip", data)
    assert bad.problem is not None and "goi.zip/hong.docx" in bad.problem
    assert good.row is not None and good.row.figures == 1
