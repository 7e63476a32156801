"""`traso eval`: asks every question of a set, judges the answers, compares with an earlier run."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.cases import Case, check, load
from eval.corpus import REAL, SAMPLES, Answerer, Corpus, Engine, describe, package_version, read_texts, store_for
from eval.metrics import crashed, judge
from eval.page import as_html
from eval.replies import Reply
from eval.report import Result, Run, Standing, as_json, compare, counts_table, failure_lines, read_baseline, summary
from index.errors import TraSoError, UsageError
from qa.commands.arguments import Parser
from qa.commands.output import complain, say, use_utf8
from qa.settings import Settings

QUESTIONS = Path(__file__).with_name("questions.jsonl")


def parser() -> Parser:
    """The options of `traso eval`."""
    options = Parser(prog="traso eval", description="Đo độ chính xác trên một bộ câu hỏi có đáp án.")
    add = options.options.add_argument
    add("--set", type=Path, default=QUESTIONS, metavar="TỆP", help="bộ câu hỏi JSONL (mặc định: của dự án)")
    add("--corpus", type=Path, nargs="+", default=None, metavar="PATH", help="báo cáo để hỏi (mặc định: samples/)")
    add("--store", metavar="DIR", help="hỏi trên kho có sẵn này thay cho --corpus")
    add("--out", type=Path, metavar="TỆP", help="ghi kết quả thành JSON")
    add("--html", type=Path, metavar="TỆP", help="ghi kết quả thành một trang HTML")
    add("--baseline", type=Path, metavar="TỆP", help="JSON của lần chạy trước; mã thoát 1 nếu kém hơn")
    add("--margin", type=float, default=0.0, metavar="ĐIỂM", help="số điểm %% được phép kém đi (mặc định: 0)")
    add("--check", type=Path, metavar="TỆP", help="chỉ kiểm tra bộ câu hỏi này với báo cáo, không hỏi")
    add("--verbose", action="store_true", help="in từng câu không đúng")
    return options


def main(argv: Sequence[str] | None = None, engine: Engine = REAL) -> int:
    """Run the benchmark: 0 done, 1 worse than the baseline or faulty gold, 2 bad use (one line on stderr)."""
    use_utf8()
    try:
        return _run(sys.argv[1:] if argv is None else argv, engine)
    except TraSoError as error:
        complain(str(error))
        return 2


def _run(argv: Sequence[str], engine: Engine) -> int:
    options = parser().parse_args(argv)
    if options.store and options.corpus:
        raise UsageError("--store và --corpus không dùng cùng nhau: hãy chọn kho có sẵn hoặc báo cáo để lập chỉ mục.")
    settings = Settings.read(store=options.store)
    corpus = None if options.store else options.corpus or [SAMPLES]
    if options.check:
        return _check(load(options.check), corpus, settings)
    ready_to_write(options.out, options.html)
    cases = load(options.set)
    baseline = read_baseline(options.baseline) if options.baseline else None
    with store_for(corpus, settings, engine.index) as opened:
        held = describe(opened)
        _warn_of_absent(cases, held)
        with engine.answerer(opened) as ask:
            results = evaluate(cases, ask, held.texts)
    digest = hashlib.sha256(options.set.read_bytes()).hexdigest()
    run = Run(results, digest, held.files, held.model, package_version())
    return _tell(run, options.out, options.html, baseline, options.margin, options.verbose)


def evaluate(cases: Sequence[Case], ask: Answerer, texts: Mapping[str, str]) -> tuple[Result, ...]:
    """Each case asked and judged, in order; `texts` maps report names to stored texts."""
    return tuple(_result(case, ask, texts) for case in cases)


def _result(case: Case, ask: Answerer, texts: Mapping[str, str]) -> Result:
    try:
        answer = ask(case)
        return Result(judge(case, Reply.read(answer), texts), answer)
    except Exception as error:  # whatever goes wrong, this answer never came, and that is a wrong one
        return Result(crashed(case, error), None)


def _check(cases: Sequence[Case], corpus: Sequence[Path] | None, settings: Settings) -> int:
    with store_for(corpus, settings, read_texts) as opened:
        problems = check(cases, describe(opened).texts)
    for problem in problems:
        say(problem)
    say(f"{len(cases)} câu hỏi, {len(problems)} chỗ cần sửa.")
    return 1 if problems else 0


def ready_to_write(*files: Path | None) -> None:
    """Look before a long run whether its result will have a place.

    Raises:
        UsageError: it will not.
    """
    for file in files:
        if file is not None and (file.is_dir() or not file.absolute().parent.is_dir()):
            raise UsageError(f"Không ghi được {file}: thư mục của nó không có hoặc tên này là một thư mục.")


def _warn_of_absent(cases: Sequence[Case], corpus: Corpus) -> None:
    absent = {case.report for case in cases if case.report is not None} - corpus.texts.keys()
    if absent:
        complain(f"Kho không có báo cáo {', '.join(sorted(absent))}: các câu hỏi về chúng sẽ tính là sai.")


def _tell(
    run: Run, out: Path | None, html: Path | None, baseline: Standing | None, margin: float, verbose: bool
) -> int:
    if verbose:
        for line in failure_lines(run):
            say(line)
    sys.stdout.write(counts_table(run))
    for line in summary(run):
        say(line)
    record = as_json(run)
    if out:
        write(out, json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    if html:
        write(html, as_html(run))
    if baseline is None:
        return 0
    comparison = compare(Standing.of(record), baseline, margin)
    for line in comparison.lines:
        say(line)
    return 1 if comparison.worse else 0


def write(file: Path, text: str) -> None:
    """Write a result.

    Raises:
        UsageError: it cannot be written there.
    """
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"Không ghi được {file} ({error.strerror}): hãy chọn nơi khác.") from error
