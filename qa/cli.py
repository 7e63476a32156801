"""The command line: parses arguments, calls the command, and turns every error into one line and an exit code.

Nothing heavy is imported until a command needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from index.errors import TraSoError
from qa.commands.arguments import Parser, Version
from qa.commands.calls import CALLS
from qa.commands.openers import Openers
from qa.commands.output import FORMATS, SERIES_FORMATS, complain, use_utf8
from qa.settings import Settings

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None, openers: Openers | None = None) -> int:
    """Run one command; 0 done, 1 the answer is no, 2 bad use (said in one line on stderr), 130 interrupted.

    `argv` is what follows the program's name, that of this process unless given.
    """
    use_utf8()
    try:
        code = _run(sys.argv[1:] if argv is None else list(argv), openers or Openers())
        sys.stdout.flush()
    except TraSoError as error:
        complain(str(error))
        return 2
    except KeyboardInterrupt:
        complain("Đã dừng theo yêu cầu.")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has had enough; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(f"Máy báo lỗi {error}: hãy kiểm tra quyền truy cập và dung lượng ổ đĩa.")
        return 2
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        complain(f"Lỗi bên trong TraSo ({type(error).__name__}: {error}): hãy báo lại cùng lệnh vừa chạy.")
        return 2
    return code


def _run(argv: list[str], openers: Openers) -> int:
    # The benchmark has a command line of its own.
    if argv[:1] == ["eval"]:
        from eval.run import main as evaluate

        return evaluate(argv[1:])
    # So has the page, which uses this package and not the other way round.
    if argv[:1] == ["serve"]:
        from web.serve import main as serve

        return serve(argv[1:])
    if argv[:1] == ["mcp"]:
        from web.tools import main as serve_tools

        return serve_tools(argv[1:])
    try:
        args = _parser().parse_args(argv)
    except SystemExit as end:
        return int(end.code or 0)
    return CALLS[args.command](args, Settings.read(store=args.store), openers)


def _parser() -> Parser:
    top = Parser(
        prog="traso",
        description="TraSo tra số liệu trong báo cáo kinh tế - xã hội: câu trả lời chính xác, có trích dẫn.",
        epilog="Mã thoát: 0 xong, 1 không có câu trả lời hoặc không tìm thấy, 2 dùng sai hoặc có lỗi.",
    )
    top.options.add_argument("--version", action=Version, nargs=0, help="in phiên bản")
    commands = top.add_subparsers(title="các lệnh", metavar="LỆNH", dest="command", required=True)

    def command(name: str, summary: str) -> Parser:
        parser = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        store = "thư mục kho dữ liệu (mặc định: biến TRASO_STORE, hoặc .traso)"
        parser.options.add_argument("--store", metavar="DIR", help=store)
        return parser

    index = command("index", "đọc báo cáo vào kho; tệp không đổi được bỏ qua")
    index.values.add_argument("paths", metavar="PATH", nargs="*", help="tệp, thư mục, hoặc địa chỉ http(s) của báo cáo")
    index.options.add_argument("--rebuild-vectors", action="store_true", help="tạo lại mọi véc-tơ từ kho")
    index.options.add_argument("--json", action="store_true", help="in mỗi tệp một dòng JSON")

    index.options.add_argument("--watch", action="store_true", help="theo dõi các thư mục đến khi nhấn Ctrl-C")
    index.options.add_argument(
        "--every", metavar="GIÂY", type=int, default=5, help="xem lại sau mỗi GIÂY (mặc định: 5)"
    )

    reports = command("reports", "liệt kê các báo cáo trong kho")
    reports.options.add_argument("--json", action="store_true", help="in mỗi báo cáo một dòng JSON")

    remove = command("remove", "xóa một báo cáo khỏi kho")
    remove.values.add_argument("name", metavar="NAME", help="tên báo cáo, như `traso reports` in ra")

    text = command("text", "in nguyên văn một báo cáo đã lưu, để đối chiếu vị trí trích dẫn")
    text.values.add_argument("name", metavar="NAME", help="tên báo cáo")

    ask = command("ask", "trả lời một câu hỏi, kèm trích dẫn")
    ask.values.add_argument("question", metavar="CÂU HỎI", nargs="*", help="câu hỏi, có dấu hoặc không dấu")
    ask.options.add_argument("--report", metavar="NAME", help="chỉ tra trong báo cáo này")
    ask.options.add_argument("--json", action="store_true", help="in câu trả lời thành một dòng JSON")
    batch = 'đọc các dòng JSON {"id", "question", "history", "report"} ("-": đầu vào chuẩn), in mỗi câu một dòng JSON'
    ask.options.add_argument("--batch", metavar="FILE", help=batch)

    _model_options(ask)

    summary = command("summary", "tóm tắt một báo cáo hoặc một mục bằng các câu có số liệu và trích dẫn")
    summary.values.add_argument("name", metavar="NAME", help="tên báo cáo")
    summary.options.add_argument("--section", metavar="MỤC", help='chỉ mục này: tên, một phần tên, hoặc "I > 2"')
    summary.options.add_argument("--json", action="store_true", help="in mỗi phần một dòng JSON")
    _model_options(summary)

    figures = command("figures", "in bảng số liệu của một báo cáo hoặc tất cả")
    figures.values.add_argument("name", metavar="NAME", nargs="?", help="tên báo cáo")
    form = "table, jsonl, csv (Excel tiếng Việt: UTF-8 có BOM, dấu ; và dấu phẩy thập phân) hoặc xlsx"
    form = f"{form}; không nêu thì theo đuôi --out"
    figures.options.add_argument("--format", choices=FORMATS, metavar="KIỂU", help=form)
    figures.options.add_argument("--out", metavar="FILE", help="ghi vào tệp thay vì in ra")
    which = figures.options.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="mọi chuỗi số kèm loại, không chỉ số liệu")
    which.add_argument("--coverage", action="store_true", help="chỉ đếm chuỗi số theo loại")

    verify = command("verify", "kiểm tra từng số liệu của một đoạn văn theo các báo cáo; mã thoát 1 khi có số sai")
    verify.values.add_argument("text", metavar="ĐOẠN VĂN", nargs="*", help="đoạn văn cần kiểm tra")
    verify.options.add_argument("--report", metavar="NAME", help="chỉ đối chiếu với báo cáo này")
    verify.options.add_argument("--json", action="store_true", help="in kết quả thành một dòng JSON")
    batch = 'đọc các dòng JSON {"id", "text", "report"} ("-": đầu vào chuẩn), in mỗi đoạn một dòng JSON'
    verify.options.add_argument("--batch", metavar="FILE", help=batch)

    check = command("check", "kiểm tra từng số liệu của một tệp dự thảo theo các báo cáo; mã thoát 1 khi có số sai")
    check.values.add_argument("file", metavar="FILE", help="tệp dự thảo, mọi định dạng mà `traso index` đọc được")
    check.options.add_argument("--report", metavar="NAME", help="chỉ đối chiếu với báo cáo này")
    check.options.add_argument("--json", action="store_true", help="in mỗi số liệu một dòng JSON")
    check.options.add_argument("--html", metavar="FILE", help="ghi trang HTML: dự thảo được tô màu, nguồn ở bên cạnh")

    audit = command("audit", "tìm chỗ số liệu của một báo cáo không khớp nhau; mã thoát 1 khi tìm thấy")
    audit.values.add_argument("name", metavar="NAME", nargs="?", help="tên báo cáo; không nêu thì xét tất cả")
    audit.options.add_argument("--json", action="store_true", help="in mỗi chỗ một dòng JSON")
    diff = command("diff", "so số liệu của hai báo cáo, hoặc của báo cáo với một tệp chưa đưa vào kho")
    diff.values.add_argument("before", metavar="A", help="tên báo cáo hoặc tệp, bản trước")
    diff.values.add_argument("after", metavar="B", help="tên báo cáo hoặc tệp, bản sau")
    diff.options.add_argument("--json", action="store_true", help="in mỗi khác biệt một dòng JSON")

    series = command("series", "một chỉ tiêu qua các kỳ và các nơi của mọi báo cáo")
    series.values.add_argument("indicator", metavar="CHỈ TIÊU", help="tên chỉ tiêu, có thể kèm nơi và kỳ")
    form = "table, csv, xlsx, json, svg hoặc png (biểu đồ); không nêu thì theo đuôi --out"
    series.options.add_argument("--format", choices=SERIES_FORMATS, metavar="KIỂU", help=form)
    series.options.add_argument("--out", metavar="FILE", help="ghi vào tệp thay vì in ra")

    explain = command("explain", "cho thấy từng lớp luật đọc một câu như thế nào")
    explain.values.add_argument("sentence", metavar="CÂU", nargs="?", help="câu cần giải thích")
    explain.options.add_argument("--report", metavar="NAME", help="báo cáo chứa câu (hoặc cho biết kỳ của câu)")
    explain.options.add_argument("--at", metavar="SỐ", type=int, help="vị trí một ký tự của câu trong báo cáo")

    commands.add_parser("serve", help="mở trang web hỏi đáp số liệu (như `python app.py`)")
    commands.add_parser("mcp", help="phục vụ trợ lý dùng giao thức MCP qua đầu vào và đầu ra chuẩn")
    commands.add_parser("eval", help="đo độ chính xác trên bộ câu hỏi (như `python -m eval`)")
    return top


def _model_options(parser: Parser) -> None:
    model = "mô hình ngôn ngữ viết lời văn, như openai:TÊN hay ollama:TÊN (mặc định: biến TRASO_LLM; hoặc không dùng)"
    parser.options.add_argument("--llm", metavar="MÔ HÌNH", help=model)
    parser.options.add_argument(
        "--llm-url", metavar="URL", help="địa chỉ máy chủ mô hình (mặc định: biến TRASO_LLM_URL)"
    )
