"""`traso eval`: asks every question of a set, judges the answers, compares with an earlier run."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

from eval.baseline import Comparison, Standing, compare, kept, read_baseline
from eval.cases import Case, check, load, read
from eval.corpus import REAL, Answerer, Corpus, Engine, describe, read_texts, store_for
from eval.feedback import gold_of, to_do_file, written
from eval.launch import Launched
from eval.marks import Costs, Marks
from eval.metrics import crashed, judge
from eval.page import as_html
from eval.replies import Reply
from eval.report import Part, Result, Run, as_json, counts_table, failure_lines, summary
from eval.sets import BASELINE, QUESTIONS, GoldSet, chosen
from index.errors import TraSoError, UsageError
from qa.commands.arguments import Parser
from qa.commands.output import complain, say, use_utf8
from qa.settings import Settings

__all__ = ["QUESTIONS", "main"]


def parser() -> Parser:
    """The options of `traso eval`."""
    options = Parser(
        prog="traso eval",
        description="Đo độ chính xác trên các câu hỏi có đáp án. Không có tùy chọn: mọi bộ câu hỏi của dự án,\n"
        "mỗi bộ với báo cáo của nó, so với eval/baseline.json.",
    )
    add = options.options.add_argument
    add("--set", type=Path, metavar="TỆP", help="chỉ bộ câu hỏi JSONL này (mặc định: mọi bộ của dự án)")
    add("--corpus", type=Path, nargs="+", metavar="PATH", help="báo cáo để hỏi (mặc định: báo cáo của mỗi bộ)")
    add("--store", metavar="DIR", help="hỏi trên kho có sẵn này thay cho --corpus")
    add("--out", type=Path, metavar="TỆP", help="ghi kết quả thành JSON")
    add("--html", type=Path, metavar="TỆP", help="ghi kết quả thành một trang HTML")
    add("--baseline", type=Path, metavar="TỆP", help="JSON của lần chạy trước; mã thoát 1 nếu kém hơn")
    add("--save-baseline", type=Path, metavar="TỆP", help="ghi mốc so sánh gọn cho các lần chạy sau")
    add("--margin", type=float, default=0.0, metavar="ĐIỂM", help="số điểm %% được phép kém đi (mặc định: 0)")
    add("--check", type=Path, metavar="TỆP", help="chỉ kiểm tra bộ câu hỏi này với báo cáo, không hỏi")
    add("--from-feedback", type=Path, metavar="TỆP", help="góp ý từ trang web thành câu hỏi có đáp án, ghi vào --out")
    add("--ablate", action="store_true", help="chỉ đo việc tìm đoạn: từ ngữ, véc-tơ, kết hợp; --set nhận cả tệp XQuAD")
    add("--verbose", action="store_true", help="in từng câu không đúng; với --ablate: thêm từng loại câu hỏi")
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
    sets = chosen(options.check or options.set, options.corpus, options.store)
    if options.from_feedback:
        return _from_feedback(options.from_feedback, options.out)
    if options.check:
        return _check(sets[0], settings)
    ready_to_write(options.out, options.html, options.save_baseline)
    if options.ablate:
        return _ablate(sets, settings, engine, options.out, options.verbose)
    own = not (options.set or options.corpus or options.store or options.save_baseline)
    baseline = options.baseline or (BASELINE if own and BASELINE.is_file() else None)
    before = read_baseline(baseline) if baseline else None
    run = measure(sets, settings, engine)
    record = as_json(run)
    comparison = compare(Standing.of(record), before, options.margin) if before else None
    _tell(run, comparison, options.verbose)
    if options.out:
        write(options.out, json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    if options.html:
        write(options.html, as_html(run, comparison.lines if comparison else ()))
    if options.save_baseline:
        write(options.save_baseline, json.dumps(kept(record), ensure_ascii=False, indent=1) + "\n")
    return 1 if comparison and comparison.worse else 0


def measure(sets: Sequence[GoldSet], settings: Settings, engine: Engine) -> Run:
    """Ask all questions of all sets.

    Raises:
        TraSoError: a set or its reports cannot be read, or two sets share an id.
    """
    asked = [(each, load(each.questions)) for each in sets]
    _unique([case.id for _, cases in asked for case in cases])
    parts: list[Part] = []
    cold: Launched | None = None
    model: str | None = None
    for each, cases in asked:
        with store_for(each.reports, settings, engine.index) as opened:
            held = describe(opened)
            _warn_of_absent(cases, held)
            with engine.answerer(opened) as ask:
                results = evaluate(cases, ask, held.texts)
            if engine.cold and cold is None:
                cold = engine.cold(next((c for c in cases if c.answerable and not c.history), cases[0]), opened)
        model = model or held.model
        digest = hashlib.sha256(each.questions.read_bytes()).hexdigest()
        parts.append(Part(each.name, results, digest, held.files))
    costs = Costs.of([result.ms for part in parts for result in part.results], cold)
    return Run(tuple(parts), Marks.of(settings, model), costs)


def _unique(ids: Sequence[str]) -> None:
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise UsageError(f"Mã câu hỏi dùng nhiều lần: {', '.join(twice)}; hãy đặt mỗi câu một mã.")


def evaluate(cases: Sequence[Case], ask: Answerer, texts: Mapping[str, str]) -> tuple[Result, ...]:
    """Each case asked and judged, in order; `texts` maps report names to stored texts."""
    return tuple(_result(case, ask, texts) for case in cases)


def _result(case: Case, ask: Answerer, texts: Mapping[str, str]) -> Result:
    start = perf_counter()
    try:
        answer = ask(case)
        taken = 1000 * (perf_counter() - start)
        return Result(judge(case, Reply.read(answer), texts), answer, taken)
    except Exception as error:  # whatever goes wrong, this answer never came, and that is a wrong one
        return Result(crashed(case, error), None, 1000 * (perf_counter() - start))


def _check(gold: GoldSet, settings: Settings) -> int:
    cases, problems = read(gold.questions)
    with store_for(gold.reports, settings, read_texts) as opened:
        problems += check(cases, describe(opened).texts)
    for problem in problems:
        say(problem)
    say(f"{len(cases)} câu hỏi, {len(problems)} chỗ cần sửa.")
    return 1 if problems else 0


def _from_feedback(file: Path, out: Path | None) -> int:
    if out is None:
        raise UsageError("--from-feedback cần --out GOLD.jsonl để ghi các câu hỏi có đáp án.")
    ready_to_write(out, to_do_file(out))
    gold = gold_of(file)
    for items, place in ((gold.ready, out), (gold.to_do, to_do_file(out))):
        if items:
            write(place, written(items))
    say(f"{len(gold.ready)} câu hỏi có đáp án ghi vào {out}; {len(gold.to_do)} câu cần người điền đáp án.")
    if gold.to_do:
        say(f"Hãy điền answers và quote trong {to_do_file(out)}, rồi chạy `traso eval --check {to_do_file(out)}`.")
    return 0


def _ablate(sets: Sequence[GoldSet], settings: Settings, engine: Engine, out: Path | None, verbose: bool) -> int:
    from eval.ablation import ablate, ablation_json, ablation_table

    found = ablate(sets, settings, engine)
    sys.stdout.write(ablation_table(found if verbose else {each.name: found[each.name] for each in sets}))
    if out:
        record = ablation_json(found, sets, Marks.of(settings, None))
        write(out, json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    return 0


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


def _tell(run: Run, comparison: Comparison | None, verbose: bool) -> None:
    for line in failure_lines(run) if verbose else ():
        say(line)
    sys.stdout.write(counts_table(run))
    for line in (*summary(run), *(comparison.lines if comparison else ())):
        say(line)


def write(file: Path, text: str) -> None:
    """Write a result.

    Raises:
        UsageError: it cannot be written there.
    """
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"Không ghi được {file} ({error.strerror}): hãy chọn nơi khác.") from error
