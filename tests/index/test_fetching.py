from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index.build import index_files
from index.errors import DocumentError
from index.fetching import Fetched, Fetcher, is_public
from index.store import Change, Store
from tests.index.office import archive
from tests.index.synthetic import HashEmbedder, MemoryVectors

REPORT = """Tình hình kinh tế - xã hội tỉnh Sơn La tháng 5 năm 2024

I. Kinh tế
Khách đến tỉnh 5 tháng ước đạt 12.345 lượt, tăng 6,5% so với cùng kỳ năm trước.
"""
PAGE = "<html><body><main><article>{}</article></main></body></html>".format(
    "".join(f"<p>{line}</p>" for line in REPORT.splitlines() if line)
)
Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """A web server on this machine; `pages` are what each path answers."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(f"{self.headers['Host']} {self.path}")
                with suppress(OSError):
                    outer.pages[self.path](self)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.port = self._http.server_address[1]
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def url(self, path: str, host: str = "bao-cao.example") -> str:
        return f"http://{host}:{self.port}{path}"


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def sends(data: bytes, kind: str = "text/plain; charset=utf-8", status: int = 200, **headers: str) -> Answer:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.send_response(status)
        for name, value in {"Content-Type": kind, **headers}.items():
            to.send_header(name.replace("_", "-"), value)
        to.end_headers()
        to.wfile.write(data)

    return answer


def local(most: int = 100_000, seconds: float = 5.0) -> Fetcher:
    """Takes every name for this machine, and this machine alone for a public one."""
    return Fetcher(most, seconds, lambda _host, _port: ["127.0.0.1"], lambda address: address == "127.0.0.1")


def refused(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(DocumentError) as error:
        fetcher.fetch(url)
    message = str(error.value)
    assert message.startswith(url)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("path", "kind", "disposition", "name"),
    [
        ("/bao-cao.txt", "text/plain", "", "bao-cao.txt"),
        ("/bao-cao", "text/html; charset=utf-8", "", "bao-cao.html"),
        ("/", "text/html", "", "bao-cao.example.html"),
        ("/x.aspx?id=5", "application/pdf", "", "x.aspx.pdf"),
        (
            "/tai",
            "application/octet-stream",
            'attachment; filename="B\u00e1o c\u00e1o.xlsx"'.encode().decode("latin-1"),
            "Báo cáo.xlsx",
        ),
        ("/tai", "application/octet-stream", "attachment; filename*=UTF-8''B%C3%A1o%20c%C3%A1o.xlsx", "Báo cáo.xlsx"),
        ("/b%C3%A1o.docx", "application/octet-stream", "", "báo.docx"),
        ("/so-lieu.csv", "text/plain", "", "so-lieu.csv"),
        ("/tai", "text/plain", "attachment; filename=../../etc/passwd.txt", "passwd.txt"),
        ("/anh", "image/jpeg", "", "anh.jpg"),
    ],
)
def test_the_type_that_the_server_states_names_the_reader(
    server: Server, path: str, kind: str, disposition: str, name: str
) -> None:
    headers = {"Content_Disposition": disposition} if disposition else {}
    server.pages[path] = sends(b"noi dung", kind, **headers)
    found = local().fetch(server.url(path))
    assert found.data == b"noi dung"
    assert found.name == name


def test_the_host_asked_for_is_named_to_the_server(server: Server) -> None:
    server.pages["/a.txt"] = sends(b"a")
    local().fetch(server.url("/a.txt", "mot.example"))
    assert server.asked == [f"mot.example:{server.port} /a.txt"]


@pytest.mark.parametrize("kind", ["video/mp4", "application/json", "application/octet-stream", ""])
def test_other_content_is_refused(server: Server, kind: str) -> None:
    server.pages["/a"] = sends(b"a", kind)
    assert "chưa đọc được loại nội dung" in refused(local(), server.url("/a"))


def test_redirects_are_followed_and_counted(server: Server) -> None:
    server.pages["/1"] = sends(b"", status=302, Location="/2")
    server.pages["/2"] = sends(b"", status=301, Location=server.url("/3.txt", "khac.example"))
    server.pages["/3.txt"] = sends(b"den noi")
    found = local().fetch(server.url("/1"))
    assert (found.url, found.name, found.data) == (server.url("/1"), "3.txt", b"den noi")
    server.pages["/vong"] = sends(b"", status=302, Location="/vong")
    assert "chuyển tiếp quá 5 lần" in refused(local(), server.url("/vong"))


@pytest.mark.parametrize("target", ["ftp://x.example/a", "file:///etc/passwd", "http://u:p@x.example/"])
def test_redirects_lead_to_the_web_alone(server: Server, target: str) -> None:
    server.pages["/1"] = sends(b"", status=302, Location=target)
    with pytest.raises(DocumentError, match="chỉ tải được địa chỉ http"):
        local().fetch(server.url("/1"))


def test_a_redirect_into_a_private_network_is_refused(server: Server) -> None:
    server.pages["/1"] = sends(b"", status=302, Location="http://noi-bo.example/bi-mat.txt")
    addresses = {"noi-bo.example": ["10.0.0.7"]}
    fetcher = Fetcher(
        1000, 5.0, lambda host, _: addresses.get(host, ["127.0.0.1"]), lambda a: a == "127.0.0.1" or is_public(a)
    )
    with pytest.raises(DocumentError, match="mạng nội bộ"):
        fetcher.fetch(server.url("/1"))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1", "khong-phai", "2001:0:0:0:0:0:f5ff:fffe",
    ],
)  # fmt: skip
def test_addresses_inside_are_not_public(address: str, server: Server) -> None:
    assert not is_public(address)
    fetcher = Fetcher(1000, 5.0, lambda _host, _port: [address])
    assert "mạng nội bộ" in refused(fetcher, server.url("/a.txt"))
    assert server.asked == []


@pytest.mark.parametrize("address", ["8.8.8.8", "203.162.4.191", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


def test_one_private_address_among_several_is_enough(server: Server) -> None:
    fetcher = Fetcher(1000, 5.0, lambda _host, _port: ["8.8.8.8", "127.0.0.1"])
    assert "mạng nội bộ" in refused(fetcher, server.url("/a.txt"))


def test_the_name_is_resolved_once_and_that_address_is_connected_to(server: Server) -> None:
    """A name server that answers otherwise the second time leads nowhere else."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    server.pages["/a.txt"] = sends(b"a")
    fetcher = Fetcher(1000, 5.0, lambda _host, _port: next(answers), lambda address: address == "127.0.0.1")
    assert fetcher.fetch(server.url("/a.txt")).data == b"a"
    assert next(answers) == ["10.0.0.1"]


@pytest.mark.parametrize("stated", [True, False])
def test_a_large_file_is_refused(server: Server, stated: bool) -> None:
    data = b"x" * 5000
    headers = {"Content_Length": "5000"} if stated else {}
    server.pages["/a.txt"] = sends(data, **headers)
    assert "vượt mức" in refused(local(most=1000), server.url("/a.txt"))


@pytest.mark.parametrize("headers_first", [True, False])
def test_a_server_that_drips_is_cut_off(server: Server, headers_first: bool) -> None:
    def drip(to: BaseHTTPRequestHandler) -> None:
        if headers_first:
            to.send_response(200)
            to.send_header("Content-Type", "text/plain")
            to.end_headers()
        else:
            to.wfile.write(b"HTTP/1.0 200 OK\r\nX-Cham: ")
        for _ in range(100):
            to.wfile.write(b"a")
            to.wfile.flush()
            time.sleep(0.05)

    server.pages["/a.txt"] = drip
    start = time.monotonic()
    assert "quá chậm" in refused(local(seconds=0.4), server.url("/a.txt"))
    assert time.monotonic() - start < 3


def test_a_connection_that_breaks_is_told(server: Server) -> None:
    server.pages["/a.txt"] = sends(b"mot nua", Content_Length="5000")
    assert "ngắt giữa chừng" in refused(local(), server.url("/a.txt"))


@pytest.mark.parametrize(("status", "said"), [(404, "mã 404"), (500, "mã 500"), (302, "mã 302")])
def test_other_answers_are_told(server: Server, status: int, said: str) -> None:
    server.pages["/a.txt"] = sends(b"", status=status)
    assert said in refused(local(), server.url("/a.txt"))


def test_packed_content_is_refused(server: Server) -> None:
    server.pages["/a.txt"] = sends(b"\x1f\x8b", Content_Encoding="gzip")
    assert "nén" in refused(local(), server.url("/a.txt"))


def test_what_is_no_web_server_is_told(server: Server) -> None:
    server.pages["/a.txt"] = lambda to: to.wfile.write(b"khong phai http\r\n\r\n") and None
    assert "không tải được" in refused(local(), server.url("/a.txt"))


def test_a_closed_port_and_an_unknown_host_are_told(server: Server) -> None:
    def nowhere(_host: str, _port: int) -> list[str]:
        raise OSError("không có")

    assert "không tìm thấy máy chủ" in refused(Fetcher(10, 5.0, nowhere), server.url("/a.txt"))
    assert "không tải được" in refused(local(), "http://bao-cao.example:1/a.txt")


@pytest.mark.parametrize("url", ["http://", "https://u@x.example/", "http://x.example:99999/", "http://[::1/"])
def test_bad_addresses_are_told(url: str) -> None:
    assert refused(local(), url)


def test_a_fetched_report_is_indexed_under_its_address(server: Server, tmp_path: Path) -> None:
    url = server.url("/son-la.html")
    server.pages["/son-la.html"] = sends(PAGE.encode(), "text/html; charset=utf-8")
    with Store.create_or_open(tmp_path / "kho") as store:

        def index(address: str) -> list[Change]:
            fetch = local().fetch
            return [i.change for i in index_files(store, [address], MemoryVectors(), HashEmbedder(), fetch=fetch)]

        assert index(url) == [Change.NEW]
        assert index(url) == [Change.UNCHANGED]
        (row,) = store.ledger.reports()
        assert (row.name, row.source, row.place) == ("son-la", url, "tỉnh Sơn La")
        server.pages["/son-la.html"] = sends(PAGE.replace("12.345", "12.435").encode(), "text/html; charset=utf-8")
        assert index(url) == [Change.CHANGED]
        assert len(store.ledger.reports()) == 1


def test_a_fetched_archive_is_read_by_its_members(tmp_path: Path) -> None:
    data = archive({"a/mot.txt": REPORT.encode(), "hai.exe": b"MZ"})
    url = "https://x.example/goi.zip"
    with Store.create_or_open(tmp_path / "kho") as store:
        fetch = lambda address: Fetched(address, "goi.zip", data)  # noqa: E731
        items = list(index_files(store, [url], MemoryVectors(), HashEmbedder(), fetch=fetch))
        assert [(item.source, item.skipped) for item in items] == [(f"{url}/a/mot.txt", ()), (url, ("hai.exe",))]
        assert [row.source for row in store.ledger.reports()] == [f"{url}/a/mot.txt"]


def test_an_address_that_fails_leaves_the_others_to_be_read(server: Server, tmp_path: Path) -> None:
    (tmp_path / "mot.txt").write_text(REPORT, encoding="utf-8")
    server.pages["/a.txt"] = sends(b"", status=404)
    files = [server.url("/a.txt"), tmp_path / "mot.txt"]
    with Store.create_or_open(tmp_path / "kho") as store:
        first, second = index_files(store, files, MemoryVectors(), HashEmbedder(), fetch=local().fetch)
    assert first.problem is not None
    assert second.row is not None
