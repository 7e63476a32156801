"""A report fetched from the web, on request only: bounded in size, time and redirects, never from a private network.

The address that a name resolves to is checked and then connected to itself, so that a second answer of the name server
cannot lead elsewhere; every redirect is checked anew.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from index.archives import SUFFIXES as ARCHIVES
from index.archives import safe_parts
from index.errors import DocumentError
from index.readers import READERS

SECONDS, MAX_REDIRECTS, CHUNK = 60.0, 5, 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# What servers call the formats that are read; a type that says nothing leaves it to the name in the address.
_TYPES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md", "text/csv": ".csv",
    "application/pdf": ".pdf", "application/zip": ".zip", "application/x-zip-compressed": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "image/png": ".png", "image/jpeg": ".jpg", "image/tiff": ".tiff",
}  # fmt: skip
_VAGUE = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/force-download"})
_FILE_NAME = re.compile(r"filename\*=(?:UTF-8|utf-8)''([^;]+)|filename=\"([^\"]+)\"|filename=([^;\s]+)")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_READABLE = frozenset({*READERS, *ARCHIVES})


class Fetched(NamedTuple):
    """A file of the web: the address it was asked for by, a file name with the suffix of its format, its content."""

    url: str
    name: str
    data: bytes


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them.

    Raises:
        OSError: it has none.
    """
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Whether an address belongs to the public Internet: not private, loopback, link-local, reserved or multicast."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast and not found.is_reserved


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches files. Tests give their own name server, and allow the loopback address of their own server."""

    most: int
    seconds: float = SECONDS
    resolve: Callable[[str, int], Sequence[str]] = resolve
    allowed: Callable[[str], bool] = is_public

    def fetch(self, url: str) -> Fetched:
        """The file at an http or https address.

        Raises:
            DocumentError: it cannot be had, is too large, takes too long, or is in no format that is read.
        """
        deadline = time.monotonic() + self.seconds
        place = url
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._get(place, deadline)
            if isinstance(answer, Fetched):
                return answer._replace(url=url)
            if urlsplit(place).scheme == "https" and urlsplit(answer).scheme == "http":
                raise DocumentError(f"{url}: bị chuyển từ https sang http không an toàn; hãy tải tệp bằng trình duyệt")
            place = answer
        raise DocumentError(f"{url}: bị chuyển tiếp quá {MAX_REDIRECTS} lần; hãy dùng địa chỉ cuối cùng của tệp")

    def _get(self, url: str, deadline: float) -> Fetched | str:
        """The file, or where the server says that it is."""
        parts, port = _parts(url)
        connection = self._connection(url, parts, port, deadline)
        # Each read may take its time, so that a server could drip for ever: the whole is cut off.
        clock = threading.Timer(max(deadline - time.monotonic(), 0.01), _cut, [connection.sock])
        clock.daemon = True
        clock.start()
        try:
            with closing(connection):
                target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                headers = {"Host": parts.netloc, "User-Agent": "TraSo", "Accept-Encoding": "identity", "Accept": "*/*"}
                connection.request("GET", _ascii(target), headers=headers)
                with connection.getresponse() as response:
                    return self._answer(url, response, deadline)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _failed(url, error, deadline) from error
        finally:
            clock.cancel()

    def _connection(self, url: str, parts: SplitResult, port: int, deadline: float) -> http.client.HTTPConnection:
        host = parts.hostname or ""
        try:
            addresses = list(dict.fromkeys(self.resolve(host, port)))
        except (OSError, UnicodeError) as error:
            raise DocumentError(
                f"{url}: không tìm thấy máy chủ {host}; hãy kiểm tra địa chỉ và kết nối mạng"
            ) from error
        if not addresses or not all(map(self.allowed, addresses)):
            raise DocumentError(
                f"{url}: địa chỉ thuộc mạng nội bộ nên không được tải; hãy lưu tệp về máy rồi đọc tệp đó"
            )
        left = max(deadline - time.monotonic(), 0.01)
        try:
            sock = socket.create_connection((addresses[0], port), timeout=left)
            if not self.allowed(sock.getpeername()[0]):
                sock.close()
                raise _private(url)
            if parts.scheme == "https":
                sock = ssl.create_default_context().wrap_socket(sock, server_hostname=host)
        except OSError as error:
            raise _failed(url, error, deadline) from error
        connection = http.client.HTTPConnection(host, port, timeout=left)
        connection.sock = sock
        return connection

    def _answer(self, url: str, response: http.client.HTTPResponse, deadline: float) -> Fetched | str:
        # Cut off in its head or body, an answer looks like one that ends there.
        if time.monotonic() >= deadline:
            raise TimeoutError
        if response.status in _REDIRECTS and (place := response.getheader("Location")):
            return urljoin(url, place)
        if response.status != 200:
            raise DocumentError(f"{url}: máy chủ trả lời mã {response.status}; hãy kiểm tra địa chỉ bằng trình duyệt")
        if (response.getheader("Content-Encoding") or "identity").lower() != "identity":
            raise DocumentError(f"{url}: máy chủ gửi nội dung nén không yêu cầu; hãy tải tệp bằng trình duyệt")
        name = _name(url, response.getheader("Content-Type") or "", response.getheader("Content-Disposition") or "")
        stated = response.getheader("Content-Length") or ""
        if stated.isdigit() and int(stated) > self.most:
            raise self._too_large(url)
        data = bytearray()
        while chunk := response.read1(CHUNK):
            data += chunk
            if len(data) > self.most:
                raise self._too_large(url)
        if time.monotonic() >= deadline:
            raise TimeoutError
        if stated.isdigit() and len(data) < int(stated):
            raise DocumentError(f"{url}: kết nối bị ngắt giữa chừng; hãy thử lại")
        return Fetched(url, name, bytes(data))

    def _too_large(self, url: str) -> DocumentError:
        return DocumentError(f"{url}: tệp vượt mức {self.most / 1e6:.0f} MB; hãy tách thành tệp nhỏ hơn")


def _parts(url: str) -> tuple[SplitResult, int]:
    """The parts of an address that may be fetched, and its port."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise DocumentError(f"{url}: địa chỉ không hợp lệ; hãy viết như https://example.vn/bao-cao.pdf") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
        raise DocumentError(f"{url}: chỉ tải được địa chỉ http, https không kèm tên đăng nhập")
    return parts, port


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _private(url: str) -> DocumentError:
    return DocumentError(f"{url}: địa chỉ thuộc mạng nội bộ nên không được tải; hãy lưu tệp về máy rồi đọc tệp đó")


def _failed(url: str, error: Exception, deadline: float) -> DocumentError:
    if isinstance(error, TimeoutError) or time.monotonic() >= deadline:
        return DocumentError(f"{url}: máy chủ trả lời quá chậm; hãy thử lại hoặc tải tệp bằng trình duyệt")
    if isinstance(error, ssl.SSLError):
        return DocumentError(f"{url}: chứng chỉ của máy chủ không tin được ({error.reason}); hãy kiểm tra địa chỉ")
    reason = " ".join(str(getattr(error, "strerror", None) or error).split()) or type(error).__name__
    return DocumentError(f"{url}: không tải được ({reason}); hãy kiểm tra địa chỉ và kết nối mạng")


def _ascii(target: str) -> str:
    """A path as it may be sent: letters beyond ASCII and blanks escaped, escapes left as they are."""
    return "".join(c if "!" <= c <= "~" else "".join(f"%{byte:02X}" for byte in c.encode()) for c in target)


def _name(url: str, content_type: str, disposition: str) -> str:
    """A file name with the suffix of the format that the server states, else of the one that the address has."""
    match = _FILE_NAME.search(disposition)
    said = unquote(next(filter(None, match.groups()), "")) if match else ""
    with suppress(UnicodeError):
        # Many servers send UTF-8 in a head, which is read as Latin-1.
        said = said.encode("latin-1").decode("utf-8")
    parts = urlsplit(url)
    names = [name for name in (said, unquote(parts.path)) if name]
    given = next((list(safe_parts(name))[-1:] for name in names if safe_parts(name)), [])
    path = PurePosixPath(given[0] if given else parts.hostname or "trang")
    kind = content_type.partition(";")[0].strip().lower()
    suffix = path.suffix.lower()
    if kind in _TYPES:
        suffix = suffix if _TYPES.get(kind) == suffix or (kind, suffix) == ("text/html", ".htm") else _TYPES[kind]
    elif kind == "text/plain":
        suffix = suffix if suffix in (".md", ".csv", ".txt") else ".txt"
    elif kind not in _VAGUE or suffix not in _READABLE:
        raise DocumentError(f"{url}: chưa đọc được loại nội dung {kind or 'không rõ'}; hãy chọn tệp báo cáo khác")
    stem = path.stem if path.suffix.lower() in _READABLE else path.name
    return f"{stem}{suffix}"
