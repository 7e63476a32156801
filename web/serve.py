"""`traso serve`: the command line of the page."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from pathlib import Path

from index.errors import UsageError
from qa.commands.arguments import Parser
from qa.commands.output import say
from qa.settings import Settings

_LOCAL = ("127.0.0.1", "localhost", "::1")


def main(argv: Sequence[str]) -> int:
    """Serve the page, or add a user to the file of users.

    Raises:
        TraSoError: the store cannot be opened, the options make no sense, the address is taken.
    """
    try:
        args = parser().parse_args(list(argv))
    except SystemExit as end:
        return int(end.code or 0)
    if args.add_user is not None:
        return _add_user(args.auth_file, args.add_user)
    from web.access import read_users
    from web.server import MEGABYTE, Serving, serve

    if args.max_upload < 1 or args.rate < 0 or not 0 < args.port < 65536:
        raise UsageError("--max-upload cần ít nhất 1, --rate không âm, --port từ 1 đến 65535.")
    base = "/" + args.base_path.strip("/") if args.base_path.strip("/") else ""
    serving = Serving(
        host=args.host,
        port=args.port,
        base=base,
        users=dict(read_users(Path(args.auth_file))) if args.auth_file else None,
        largest_upload=args.max_upload * MEGABYTE,
        per_minute=args.rate,
    )
    if serving.users is None and args.host not in _LOCAL:
        say("Lưu ý: mọi máy trong mạng vào được trang này; dùng --auth-file để đòi đăng nhập.")
    say("Đang mở trang TraSo, vài giây…")
    address = f"http://{args.host}:{args.port}{base}/"
    from qa.commands.modelling import chosen

    settings = chosen(Settings.read(store=args.store), args.llm, args.llm_url)
    serve(settings, serving, lambda: say(f"Trang TraSo: {address} (Ctrl+C để dừng)"))
    return 0


def parser() -> Parser:
    """The options."""
    found = Parser(prog="traso serve", description="Mở trang web hỏi đáp số liệu.")
    add = found.options.add_argument
    add("--store", metavar="DIR", help="thư mục kho dữ liệu (mặc định: biến TRASO_STORE, hoặc .traso)")
    add("--llm", metavar="MÔ HÌNH", help="mô hình ngôn ngữ viết lời văn, ví dụ ollama:TÊN (mặc định: biến TRASO_LLM)")
    add("--llm-url", metavar="URL", help="địa chỉ của mô hình (mặc định: biến TRASO_LLM_URL)")
    add("--host", metavar="ĐỊA CHỈ", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định: chỉ máy này)")
    add("--port", metavar="CỔNG", type=int, default=7860, help="cổng (mặc định: 7860)")
    add("--base-path", metavar="ĐƯỜNG DẪN", default="", help="phần đường dẫn đứng trước trang, ví dụ /traso")
    add("--auth-file", metavar="FILE", help="tệp người dùng: chỉ người trong tệp vào được")
    add("--add-user", metavar="TÊN", help="thêm người dùng (hoặc đổi mật khẩu) vào --auth-file rồi thoát")
    add("--max-upload", metavar="MB", type=int, default=50, help="tệp tải lên lớn nhất, MB (mặc định: 50)")
    add("--rate", metavar="SỐ", type=int, default=120, help="lượt hỏi mỗi phút của một người, 0: không hạn chế")
    return found


def _add_user(auth_file: str | None, name: str) -> int:
    from web.access import add_user

    if auth_file is None:
        raise UsageError("--add-user cần --auth-file FILE.")
    add_user(Path(auth_file), name, _password(name))
    say(f"Đã ghi người dùng {name} vào {auth_file}.")
    return 0


def _password(name: str) -> str:
    """Typed twice on a terminal, otherwise one line of stdin."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass(f"Mật khẩu của {name}: ")
    if getpass.getpass("Nhập lại: ") != first:
        raise UsageError("Hai lần nhập không giống nhau.")
    return first
