"""`traso index` and `traso remove`: the two commands that write to the store."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.build import Indexed, files_in, index_files
from index.codec import ReportRow
from index.errors import UsageError
from index.revisions import Kin, Relation
from index.store import ADDRESS, Change, Store
from qa.commands.comparing import told
from qa.commands.openers import Openers
from qa.commands.output import complain, json_line, say, shown, whole
from qa.commands.reports import record_of, suggestion
from qa.settings import Settings

MOST_NAMED = 5
_OTHER_ADDRESS = re.compile(r"[A-Za-z][A-Za-z\d+.-]+:/")
_DONE = {Change.NEW: "Đã thêm", Change.CHANGED: "Đã thay"}


def index(settings: Settings, openers: Openers, paths: Sequence[str], *, rebuild: bool, as_json: bool) -> int:
    """Add files and folders, skipping unchanged ones; with `rebuild` make all vectors again. 2 when a file failed."""
    if not paths and not rebuild:
        raise UsageError("Hãy cho biết tệp hoặc thư mục báo cáo: `traso index PATH...`.")
    other = next((path for path in paths if _OTHER_ADDRESS.match(path) and not ADDRESS.match(path)), None)
    if other is not None:
        raise UsageError(f"{shown(other)}: chỉ tải được địa chỉ http, https; tệp trên máy thì viết đường dẫn thường.")
    local = [Path(path) for path in paths if not ADDRESS.match(path)]
    urls = [whole(path) for path in paths if ADDRESS.match(path)]
    files: list[Path | str] = [*(files_in(local) if local else ()), *dict.fromkeys(urls)]
    if not paths:
        Store.open(settings.store).close()
    items: list[Indexed] = []
    with Store.create_or_open(settings.store) as store, _progress(len(files)) as (started, embedded):
        vectors = openers.vectors(settings)
        embedder = openers.embedder(settings, preparing())
        if rebuild:
            vectors.reset(embedder.fingerprint)
        for item in index_files(store, files, vectors, embedder, started, embedded, openers.fetch):
            items.append(item)
            tell(item, as_json)
        count = len(store.ledger.reports())
    failed = sum(item.problem is not None for item in items)
    if not as_json:
        say(f"Kho {settings.store} có {count} báo cáo; {len(files)} tệp đã xem, {failed} tệp không đọc được.")
    return 2 if failed else 0


def preparing() -> Callable[[str], None]:
    """Says once, before the first step, that it takes a while."""
    told = False

    def hear(step: str) -> None:
        nonlocal told
        complain(step if told else f"Chuẩn bị mô hình nhúng, khoảng 20 giây, chỉ lần đầu: {step}")
        told = True

    return hear


def tell(item: Indexed, as_json: bool) -> None:
    """One line, or JSON record, for what became of a file, and one for each report that it is kin to."""
    if item.problem is not None:
        complain(item.problem)
    if as_json:
        row = {} if item.row is None else record_of(item.row)
        about = {"path": item.source, "change": item.change, "problem": item.problem, "skipped": list(item.skipped)}
        versions = [{"relation": k.relation, "report": k.report} | k.counts._asdict() for k in item.kin]
        print(json_line(about | {"kin": versions} | row), flush=True)
    elif item.skipped:
        named = ", ".join(item.skipped[:MOST_NAMED])
        say(f"Bỏ qua {len(item.skipped)} mục không phải báo cáo trong {item.source}: {named}.")
    elif item.row is not None:
        say(f"{_DONE[item.change]} {item.row.name} ({item.source}): {_reading(item.row)}.")
        for kin in item.kin:
            say(_relation(item.row.name, kin))
    elif item.problem is None:
        say(f"Không đổi: {item.source}.")


def _relation(name: str, kin: Kin) -> str:
    """What a report that was just read is to one in the store."""
    match kin.relation:
        case Relation.REPLACES:
            what = told(kin.counts) if kin.counts.total else "số liệu không đổi"
            return f"  {name} thay bản đọc trước từ cùng tệp: {what}."
        case Relation.SAME:
            return f"  {name} có cùng số liệu với {kin.report}: cùng một báo cáo ở tệp khác; cả hai được giữ."
        case Relation.BESIDE:
            what = f"{told(kin.counts)}; xem `traso diff {kin.report} {name}`"
            return f"  {name} cùng nhan đề, nơi và kỳ với {kin.report}: {what}; cả hai được giữ."


def _reading(row: ReportRow) -> str:
    """What was read of a file, and what was not."""
    about = ", ".join((row.place or "không rõ địa phương", str(row.period or "không rõ kỳ"), f"“{row.title}”"))
    counts = [(row.pages, "trang"), (row.sheets, "trang tính"), (row.tables, "bảng")]
    found = "".join(f"{count} {what}, " for count, what in counts if count)
    unitless = f", {row.unitless} số liệu thiếu đơn vị" if row.unitless else ""
    unread = f"; chưa đọc: {'; '.join(row.unread)}" if row.unread else ""
    read = f"{found}{row.passages} đoạn, {row.figures} số liệu{unitless}, {row.unknown} chuỗi số chưa rõ"
    return f"{about}; {read}{unread}"


@contextmanager
def _progress(files: int) -> Iterator[tuple[Callable[[str], None], Callable[[ReportRow], None]]]:
    """A bar on the terminal for files read and reports embedded; elsewhere nothing but the lines of `_tell`."""
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    progress = Progress(
        *columns,
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=sys.stdout.isatty(),
        disable=not sys.stderr.isatty(),
    )
    reading = progress.add_task("Đọc báo cáo", total=files, visible=files > 0)
    embedding = progress.add_task("Tạo véc-tơ", total=None)

    def started(source: str) -> None:
        name = source.rstrip("/").replace("\\", "/").rpartition("/")[2]
        progress.update(reading, description=f"Đọc {escape(shown(name))}", advance=1)

    def embedded(row: ReportRow) -> None:
        progress.update(reading, description="Đọc báo cáo")
        progress.update(embedding, description=f"Tạo véc-tơ {escape(shown(row.name))}", advance=1)

    with progress:
        yield started, embedded


def remove(settings: Settings, openers: Openers, name: str) -> int:
    """Remove a report with its vectors; 1 when there is none of that name."""
    wanted = unicodedata.normalize("NFC", name)
    with Store.open(settings.store) as store:
        names = [row.name for row in store.ledger.reports()]
    if wanted in names:
        with Store.create_or_open(settings.store) as store:
            if store.remove(wanted, openers.vectors(settings)):
                say(f"Đã xóa {wanted} khỏi kho {settings.store}.")
                return 0
    complain(f"Không có báo cáo nào tên {name!r}{suggestion(wanted, names)}")
    return 1
