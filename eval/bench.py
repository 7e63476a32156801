"""`python -m eval.bench`: how long indexing and answering take, and how much memory, on this machine."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from statistics import median

from eval import bench_many
from eval.bench_many import Measure
from eval.cases import Case, load
from eval.corpus import assistant, describe, index_reports, store_for
from eval.generated import LEAST_PASSAGES, PASSAGES
from eval.launch import launch, peak_mb
from eval.marks import package_version, percentile
from eval.run import ready_to_write, write
from eval.sets import QUESTIONS, SAMPLES
from index.errors import TraSoError, UsageError
from qa.commands.arguments import Parser
from qa.commands.output import complain, table, use_utf8
from qa.settings import Settings

EMBEDDED = 40


def seconds(action: Callable[[], object]) -> float:
    """How long an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def indexing(paths: Sequence[Path], settings: Settings) -> Iterator[Measure]:
    """The time to index each report, reading and embedding, with the model loaded before."""
    from index.build import files_in

    yield Measure("nạp mô hình nhúng", seconds(lambda: embedding(settings)("Nạp mô hình")), "s")
    for path in files_in(paths):
        yield Measure(f"lập chỉ mục {path.name}", seconds(partial(index_reports, [path], settings)), "s")


def embedding(settings: Settings) -> Callable[[str], object]:
    """What embeds one question and does nothing else."""
    from index.embedding import Embedder

    embedder = Embedder.load(settings.model, settings.cache)
    return lambda question: embedder.queries([question])


def answering(cases: Sequence[Case], settings: Settings, unit: float) -> Iterator[Measure]:
    """The latency of a warm assistant over the cases; `unit` is the time to embed a question, in seconds."""
    with assistant(settings) as ask:
        ask(cases[0])
        taken = [seconds(partial(ask, case)) for case in cases]
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        value = percentile(taken, share)
        yield Measure(f"trả lời, đã nạp sẵn, {name}", 1000 * value, "ms", value / unit)


def fresh(name: str, command: Sequence[str], runs: int, unit: float | None) -> Iterator[Measure]:
    """The wall time (median) and peak memory (largest) of a command in a process of its own.

    Raises:
        UsageError: the command fails.
    """
    done = [launch([sys.executable, "-m", "qa", *command]) for _ in range(runs)]
    if any(run.code not in (0, 1) for run in done):
        raise UsageError(f"Lệnh `traso {' '.join(command)}` không chạy được: hãy chạy riêng lệnh đó để xem lỗi.")
    value = median(run.seconds for run in done)
    yield Measure(f"{name}, tiến trình mới", value, "s", value / unit if unit else None)
    peaks = [run.peak_mb for run in done if run.peak_mb is not None]
    if peaks:
        yield Measure(f"{name}, bộ nhớ cao nhất", max(peaks), "MB")


def measure(cases: Sequence[Case], settings: Settings, runs: int) -> Iterator[Measure]:
    """Everything about answering from the store of `settings`."""
    embed = embedding(settings)
    embed(cases[0].question)
    unit = median(seconds(partial(embed, case.question)) for case in cases[:EMBEDDED])
    yield Measure("chỉ nhúng câu hỏi, p50", 1000 * unit, "ms", 1.0)
    yield from answering(cases, settings, unit)
    if (own := peak_mb()) is not None:
        yield Measure("bộ nhớ cao nhất của lần đo này", own, "MB")
    case = next((case for case in cases if not case.history), cases[0])
    within = ["--report", case.report] if case.report else []
    yield from fresh("traso ask", ["ask", case.question, *within, "--store", str(settings.store)], runs, unit)
    yield from fresh("traso --help", ["--help"], runs, None)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; 0 done, 2 bad use (one line on stderr)."""
    use_utf8()
    try:
        _run(sys.argv[1:] if argv is None else argv)
    except TraSoError as error:
        complain(str(error))
        return 2
    return 0


def _run(argv: Sequence[str]) -> None:
    parser = Parser(prog="python -m eval.bench", description="Đo thời gian và bộ nhớ trên máy này.")
    add = parser.options.add_argument
    add("--set", type=Path, default=QUESTIONS, metavar="TỆP", help="bộ câu hỏi JSONL (mặc định: của dự án)")
    add("--corpus", type=Path, nargs="+", metavar="PATH", help="báo cáo để lập chỉ mục (mặc định: samples/)")
    add("--store", metavar="DIR", help="hỏi trên kho có sẵn này, không đo lập chỉ mục")
    add("--runs", type=int, default=5, metavar="N", help="số lần chạy mỗi lệnh (mặc định: 5)")
    add("--json", type=Path, metavar="TỆP", help="ghi kết quả thành JSON")
    add("--reports", type=int, metavar="N", help="đo với N báo cáo tự dựng so với 5, thay cho các phép đo trên")
    add("--passages", type=int, default=PASSAGES, metavar="N", help="số đoạn mỗi báo cáo tự dựng (mặc định: 200)")
    add("--embedded", type=int, default=10, metavar="N", help="số báo cáo tự dựng để đo việc nhúng; 0: không đo")
    options = parser.parse_args(argv)
    if options.runs < 1:
        raise UsageError("--runs phải từ 1 trở lên.")
    ready_to_write(options.json)
    if options.reports is not None:
        _many(options.reports, options.passages, options.embedded, options.json)
        return
    found: list[Measure] = []
    paths = None if options.store else options.corpus or [SAMPLES]
    settings = Settings.read(store=options.store)
    with store_for(paths, settings, lambda paths, own: found.extend(indexing(paths, own))) as opened:
        held = describe(opened)
        cases = [case for case in load(options.set) if case.report is None or case.report in held.texts]
        if not cases:
            raise UsageError(f"Không câu hỏi nào của {options.set} hỏi về báo cáo trong kho: hãy chọn --set khác.")
        found += measure(cases, opened, options.runs)
    _print(found, "so với nhúng")
    if options.json:
        marks = {"corpus": dict(held.files), "model": held.model, "version": package_version("traso")}
        _write(options.json, marks, found)


def _many(reports: int, passages: int, embedded: int, out: Path | None) -> None:
    """The benchmark of many reports.

    Raises:
        UsageError: the counts make no sense.
    """
    if reports < 1 or passages < LEAST_PASSAGES or embedded < 0:
        raise UsageError(f"--reports phải từ 1, --passages từ {LEAST_PASSAGES}, --embedded từ 0 trở lên.")
    found = list(bench_many.measure(reports, passages, embedded, Settings.read()))
    _print(found, "so với ít")
    if out:
        _write(out, {"reports": reports, "passages": passages, "version": package_version("traso")}, found)


def _print(found: Sequence[Measure], compared: str) -> None:
    rows = [(m.name, f"{m.value:.2f}", m.unit, f"{m.ratio:.2f}" if m.ratio else "") for m in found]
    sys.stdout.write(table(("phép đo", "giá trị", "đơn vị", compared), rows, right=("giá trị", compared)))


def _write(path: Path, marks: Mapping[str, object], found: Sequence[Measure]) -> None:
    record = {"fingerprints": marks, "measures": [asdict(m) for m in found]}
    write(path, json.dumps(record, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
