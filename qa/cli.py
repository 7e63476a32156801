"""The command line: parses arguments, calls the command, and turns every error into one line and an exit code.

Nothing heavy is imported until a command needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from index.errors import TraSoError, UsageError
from qa.commands.arguments import Parser, Version
from qa.commands.openers import Openers
from qa.commands.output import FORMATS, complain, use_utf8
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
    return _call(args, Settings.read(store=args.store), openers)


def _call(args: argparse.Namespace, settings: Settings, openers: Openers) -> int:
    match args.command:
        case "index":
            from qa.commands.indexing import index

            return index(settings, openers, args.paths, rebuild=args.rebuild_vectors, as_json=args.json)
        case "remove":
            from qa.commands.indexing import remove

            return remove(settings, openers, args.name)
        case "reports":
            from qa.commands.reports import reports

            return reports(settings, as_json=args.json)
        case "text":
            from qa.commands.reports import text

            return text(settings, args.name)
        case "figures":
            from qa.commands.figures import figures

            return figures(
                settings,
                args.name,
                format=args.format,
                out=args.out,
                everything=args.all,
                coverage=args.coverage,
            )
        case "explain":
            from qa.commands.explaining import explain

            return explain(settings, args.sentence, args.report, args.at)
        case "verify":
            return _verify(args, settings)
        case "check":
            from qa.commands.checking import check

            return check(settings, args.file, args.report, as_json=args.json, page=args.html)
        case "audit":
            from qa.commands.auditing import audit

            return audit(settings, args.name, as_json=args.json)
        case _:
            return _ask(args, settings, openers)


def _ask(args: argparse.Namespace, settings: Settings, openers: Openers) -> int:
    question = " ".join(args.question)
    if bool(args.question) == (args.batch is not None):
        raise UsageError('Hãy cho một câu hỏi, `traso ask "..."`, hoặc một tệp câu hỏi, `traso ask --batch FILE`.')
    from qa.commands.asking import ask, ask_batch

    if args.batch is not None:
        return ask_batch(settings, openers, args.batch, args.report)
    return ask(settings, openers, question, args.report, as_json=args.json)


def _verify(args: argparse.Namespace, settings: Settings) -> int:
    text = " ".join(args.text)
    if bool(args.text) == (args.batch is not None):
        raise UsageError('Hãy cho một đoạn, `traso verify "..."`, hoặc một tệp, `traso verify --batch FILE`.')
    from qa.commands.verifying import verify, verify_batch

    if args.batch is not None:
        return verify_batch(settings, args.batch, args.report)
    return verify(settings, text, args.report, as_json=args.json)


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
    index.values.add_argument("paths", metavar="PATH", nargs="*", help="tệp báo cáo, hoặc thư mục chứa báo cáo")
    index.options.add_argument("--rebuild-vectors", action="store_true", help="tạo lại mọi véc-tơ từ kho")
    index.options.add_argument("--json", action="store_true", help="in mỗi tệp một dòng JSON")

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

    explain = command("explain", "cho thấy từng lớp luật đọc một câu như thế nào")
    explain.values.add_argument("sentence", metavar="CÂU", nargs="?", help="câu cần giải thích")
    explain.options.add_argument("--report", metavar="NAME", help="báo cáo chứa câu (hoặc cho biết kỳ của câu)")
    explain.options.add_argument("--at", metavar="SỐ", type=int, help="vị trí một ký tự của câu trong báo cáo")

    commands.add_parser("serve", help="mở trang web hỏi đáp số liệu (như `python app.py`)")
    commands.add_parser("mcp", help="phục vụ trợ lý dùng giao thức MCP qua đầu vào và đầu ra chuẩn")
    commands.add_parser("eval", help="đo độ chính xác trên bộ câu hỏi (như `python -m eval`)")
    return top
