"""The benchmark end to end with a fake assistant: what it prints and writes, its exit codes, its HTML."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from eval.baseline import read_baseline
from eval.cases import Case, load
from eval.corpus import Answerer, Engine, describe, read_texts
from eval.launch import Launched, launch
from eval.marks import code_sha256, percentile
from eval.run import main, measure
from eval.sets import BASELINE, OWN, SAMPLES, GoldSet, chosen
from index.errors import UsageError
from qa.settings import Settings

TEXT = "Báo cáo tháng 8/2023\n\nXã Mường Thử trồng 1.250 ha ngô. Bản Pá Vạt thu 13 tấn chè.\n"
HOSTILE = '</summary><script>alert("1")</script><img src=x onerror=alert(2)> ngô bao nhiêu?'
SET: list[dict[str, Any]] = [
    {
        "id": "a",
        "category": "value",
        "question": HOSTILE,
        "answers": [{"value": "1.250", "unit": "ha"}],
        "quote": "1.250 ha",
    },
    {
        "id": "b",
        "category": "value",
        "question": "Chè?",
        "answers": [{"value": "13", "unit": "tấn"}],
        "quote": "13 tấn",
    },
    {"id": "c", "category": "unanswerable", "question": "Lúa?", "history": ["Chè?"]},
]
Answers = Mapping[str, Mapping[str, Any]]


def cited(value: str, unit: str, quote: str, text: str = TEXT) -> dict[str, Any]:
    start = text.index(quote)
    place = {"id": 1, "report": "muong-thu", "section": "", "quote": quote, "start": start, "end": start + len(quote)}
    figure = {"value": value, "unit": unit, "derived": False}
    return {"answer": f"{value} {unit} [1]", "abstained": False, "figures": [figure], "citations": [place]}


REFUSED = {"answer": "Báo cáo không nêu.", "abstained": True, "figures": [], "citations": []}
GOOD: Answers = {"a": cited("1.250", "ha", "1.250 ha"), "b": cited("13", "tấn", "13 tấn"), "c": REFUSED}


def engine(answers: Answers, seen: list[Case] | None = None) -> Engine:
    @contextmanager
    def answerer(_settings: Settings) -> Iterator[Answerer]:
        def answer(case: Case) -> Mapping[str, Any]:
            if seen is not None:
                seen.append(case)
            return answers[case.id]

        yield answer

    return Engine(read_texts, answerer)


Bench = Callable[..., tuple[int, str, str]]


@pytest.fixture
def bench(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Bench:
    """Runs `main` on a small corpus and set: (exit code, stdout, stderr)."""
    (tmp_path / "muong-thu.txt").write_text(TEXT, encoding="utf-8")
    questions = tmp_path / "set.jsonl"
    questions.write_text("\n".join(json.dumps(q | {"report": "muong-thu"}) for q in SET), encoding="utf-8")

    def run(*options: str, answers: Answers = GOOD, seen: list[Case] | None = None) -> tuple[int, str, str]:
        argv = ["--set", str(questions), "--corpus", str(tmp_path / "muong-thu.txt"), *options]
        code = main(argv, engine(answers, seen))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_counts_and_json(bench: Bench, tmp_path: Path) -> None:
    out = tmp_path / "run.json"
    answers = {**GOOD, "b": cited("31", "tấn", "13 tấn")}
    code, printed, _ = bench("--out", str(out), answers=answers)
    assert code == 0
    rows = {line.split("  ")[0]: line.split() for line in printed.splitlines()}
    assert rows["value"][1:] == ["2", "50,0%", "50,0%", "0,0%", "1/2"]
    assert rows["unanswerable"][1:] == ["1", "100,0%", "0,0%", "0,0%", "0/0"]
    assert rows["tất cả"][2:] == ["3", "66,7%", "33,3%", "0,0%", "1/2"]
    record = json.loads(out.read_text(encoding="utf-8"))
    assert (record["overall"]["right"], record["overall"]["wrong"]) == (2, 1)
    assert record["failures"] == {"wrong_figure": 1, "figure_not_in_quotes": 1}
    assert [item["verdict"] for item in record["items"]] == ["right", "wrong", "right"]
    assert record["items"][1]["answer"] == answers["b"]
    marks = record["fingerprints"]
    assert marks["sets"]["set"] == hashlib.sha256((tmp_path / "set.jsonl").read_bytes()).hexdigest()
    assert marks["corpus"] == {"muong-thu": hashlib.sha256(TEXT.encode()).hexdigest()}
    assert str(tmp_path) not in out.read_text(encoding="utf-8")


def test_an_answer_is_fingerprinted_and_its_costs_are_measured(bench: Bench, tmp_path: Path) -> None:
    out = tmp_path / "run.json"
    bench("--out", str(out))
    record = json.loads(out.read_text(encoding="utf-8"))
    marks, costs = record["fingerprints"], record["costs"]
    assert marks["code"] == code_sha256() and len(marks["code"]) == 64
    assert marks["settings"] == {"model": "default", "chroma": "thư mục của kho"}
    assert {"python", "system", "torch"} <= set(marks["machine"])
    assert 0 <= costs["p50_ms"] <= costs["p95_ms"] and (costs["cold_s"], costs["cold_mb"]) == (None, None)
    assert all(item["ms"] >= 0 for item in record["items"])
    assert record["categories"]["value"]["interval"]["right"] == [1, 1]


def test_false_answers_are_counted_apart(bench: Bench, tmp_path: Path) -> None:
    out = tmp_path / "run.json"
    _, printed, _ = bench("--out", str(out), answers={**GOOD, "c": GOOD["a"]})
    overall = json.loads(out.read_text(encoding="utf-8"))["overall"]
    assert (overall["unanswerable"], overall["answered"]) == (1, 1)
    assert "báo cáo không nêu: 1/1" in printed


def test_each_question_is_asked_with_its_report_and_history(bench: Bench) -> None:
    seen: list[Case] = []
    bench(seen=seen)
    assert [(case.id, case.report, case.history) for case in seen] == [
        ("a", "muong-thu", ()),
        ("b", "muong-thu", ()),
        ("c", "muong-thu", ("Chè?",)),
    ]


def test_a_crash_is_a_wrong_answer(bench: Bench) -> None:
    code, printed, _ = bench("--verbose", answers={"a": GOOD["a"], "c": REFUSED})
    assert code == 0
    assert "b [value] wrong/crashed: Chè?" in printed and "KeyError" in printed


def test_verbose_tells_question_expected_and_got(bench: Bench) -> None:
    _, printed, _ = bench("--verbose", answers={**GOOD, "b": cited("31", "tấn", "13 tấn")})
    (line,) = [line for line in printed.splitlines() if line.startswith("b [")]
    assert "Chè?" in line and "cần: 13 tấn" in line and "đã nêu 31" in line and "trả lời: 31 tấn [1]" in line


def test_baseline_decides_the_exit_code(bench: Bench, tmp_path: Path) -> None:
    good, worse = tmp_path / "good.json", tmp_path / "worse.json"
    failing = {**GOOD, "b": REFUSED}
    assert bench("--out", str(good))[0] == 0
    assert bench("--baseline", str(good))[0] == 0
    code, printed, _ = bench("--baseline", str(good), "--out", str(worse), answers=failing)
    assert code == 1
    assert "đúng -33,3, sai +0,0 điểm %" in printed and "b: right -> refused" in printed
    assert bench("--baseline", str(good), "--margin", "33.4", answers=failing)[0] == 0
    assert bench("--baseline", str(good), "--margin", "33.3", answers=failing)[0] == 1
    assert bench("--baseline", str(worse))[0] == 0
    guessing = {**GOOD, "b": cited("31", "tấn", "13 tấn")}
    assert bench("--baseline", str(worse), answers=guessing)[0] == 1


def test_a_baseline_of_another_set_is_pointed_out(bench: Bench, tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    bench("--out", str(file))
    record = json.loads(file.read_text(encoding="utf-8"))
    record["fingerprints"]["sets"]["set"] = "0" * 64
    file.write_text(json.dumps(record), encoding="utf-8")
    assert "bộ câu hỏi khác" in bench("--baseline", str(file))[1]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_needs_nothing_else_and_trusts_no_text(bench: Bench, tmp_path: Path) -> None:
    page = tmp_path / "run.html"
    answer = {**cited("<b>7</b>", "<i>ha</i>", "1.250 ha"), "answer": "<script>alert(3)</script>"}
    answer["citations"][0]["section"] = '"><svg onload=alert(4)>'
    bench("--html", str(page), answers={**GOOD, "a": answer})
    html = page.read_text(encoding="utf-8")
    seen = _Tags()
    seen.feed(html)
    assert not {"script", "img", "svg", "i", "link", "iframe"} & set(seen.tags)
    assert not {"onerror", "onload", "src", "href"} & seen.attributes
    text = "".join(seen.words)
    assert HOSTILE in text and "<script>alert(3)</script>" in text and "wrong_figure" in text
    assert "http" not in html


def test_check_says_what_is_wrong_and_asks_nothing(bench: Bench, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.jsonl"
    faulty.write_text(json.dumps(SET[1] | {"report": "muong-thu", "quote": "14 tấn"}), encoding="utf-8")
    seen: list[Case] = []
    code, printed, _ = bench("--check", str(faulty), seen=seen)
    assert code == 1 and seen == []
    assert printed.splitlines()[-1] == "1 câu hỏi, 2 chỗ cần sửa."
    unreadable = "\n".join(["{", json.dumps(SET[2] | {"report": "muong-thu"}), "[1]"])
    faulty.write_text(unreadable, encoding="utf-8")
    code, printed, complaint = bench("--check", str(faulty))
    assert (
        (code, complaint) == (1, "") and "dòng 1" in printed and "dòng 3" in printed and "1 câu hỏi, 2 chỗ" in printed
    )
    assert bench("--check", str(tmp_path / "set.jsonl"))[:2] == (0, "3 câu hỏi, 0 chỗ cần sửa.\n")


def test_an_existing_store_is_asked_as_it_is(bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "store"
    read_texts([tmp_path / "muong-thu.txt"], Settings(store=store))
    assert main(["--set", str(tmp_path / "set.jsonl"), "--store", str(store)], engine(GOOD)) == 0
    assert "100,0%" in capsys.readouterr().out


def two_sets(folder: Path) -> tuple[GoldSet, GoldSet]:
    """Two sets about two reports of one name: only each set's own corpus answers it."""
    made = []
    for name, item in (("mot", SET[0]), ("hai", SET[1])):
        (folder / name).mkdir()
        (folder / name / "muong-thu.txt").write_text(f"{TEXT}\nPhần {name}.\n", encoding="utf-8")
        (folder / f"{name}.jsonl").write_text(json.dumps(item | {"report": "muong-thu"}), encoding="utf-8")
        made.append(GoldSet(name, folder / f"{name}.jsonl", (folder / name,)))
    return made[0], made[1]


def test_each_set_is_asked_in_its_own_corpus(tmp_path: Path) -> None:
    stores: list[tuple[str, list[str]]] = []
    cold: list[str] = []

    @contextmanager
    def answerer(settings: Settings) -> Iterator[Answerer]:
        texts = list(describe(settings).texts.values())

        def answer(case: Case) -> Mapping[str, Any]:
            stores.append((case.id, [text.split()[-1] for text in texts]))
            return GOOD[case.id]

        yield answer

    def cold_start(case: Case, _settings: Settings) -> Launched:
        cold.append(case.id)
        return Launched(1.5, 0, 70.0)

    run = measure(two_sets(tmp_path), Settings(), Engine(read_texts, answerer, cold_start))
    assert stores == [("a", ["mot."]), ("b", ["hai."])]
    assert {name: len(judged) for name, judged in run.by_set.items()} == {"mot": 1, "hai": 1}
    assert cold == ["a"] and (run.costs.cold_s, run.costs.cold_mb) == (1.5, 70.0)


def test_an_id_in_two_sets_is_bad_use(tmp_path: Path) -> None:
    first, second = two_sets(tmp_path)
    second.questions.write_bytes(first.questions.read_bytes())
    with pytest.raises(UsageError, match=r"nhiều lần: a;"):
        measure([first, second], Settings(), engine(GOOD))


def test_a_set_of_the_project_brings_its_reports(tmp_path: Path) -> None:
    by_name = {each.name: each for each in chosen(None, None, None)}
    styles = by_name["styles"]
    assert chosen(styles.questions, None, None) == (styles,)
    other = tmp_path / "other.jsonl"
    assert chosen(other, None, None) == (GoldSet("other", other, (SAMPLES,)),)
    assert chosen(other, [tmp_path], None) == (GoldSet("other", other, (tmp_path,)),)
    assert [each.reports for each in chosen(None, None, "kho")] == [None] * len(OWN)


def test_a_saved_baseline_is_small_and_compares_like_the_whole_run(bench: Bench, tmp_path: Path) -> None:
    small, whole = tmp_path / "small.json", tmp_path / "whole.json"
    assert bench("--save-baseline", str(small), "--out", str(whole))[0] == 0
    record = json.loads(small.read_text(encoding="utf-8"))
    assert set(record) == {"fingerprints", "overall", "sets", "categories", "items"}
    assert record["items"][0] == {"id": "a", "verdict": "right", "failure": None}
    failing = {**GOOD, "b": REFUSED}
    told = [bench("--baseline", str(file), answers=failing)[1].split("so với mốc")[1] for file in (small, whole)]
    assert told[0] == told[1] and "loại value: đúng -50,0, sai +0,0 điểm %" in told[0] and "kém hơn mốc" in told[0]
    assert bench("--baseline", str(small), answers=failing)[0] == 1


def test_the_committed_baseline_is_of_the_committed_sets() -> None:
    standing = read_baseline(BASELINE)
    assert standing.sets == {each.name: hashlib.sha256(each.questions.read_bytes()).hexdigest() for each in OWN}
    assert set(standing.verdicts) == {case.id for each in OWN for case in load(each.questions)}


def test_questions_on_absent_reports_are_announced(bench: Bench, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps(SET[1] | {"report": "noi-khac"}), encoding="utf-8")
    code, _, complaint = bench("--set", str(other))
    assert code == 0 and "noi-khac" in complaint


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--set", "absent.jsonl"], "absent.jsonl"),
        (["--baseline", "absent.json"], "absent.json"),
        (["--out", "absent/run.json"], "run.json"),
        (["--html", "."], "Không ghi được"),
        (["--corpus", "absent"], "absent"),
        (["--store", "somewhere"], "--store và --corpus"),
        (["--margin", "x"], "--margin"),
        (["--frob"], "--frob"),
    ],
)
def test_bad_use_is_one_line_and_two(bench: Bench, options: list[str], said: str) -> None:
    code, printed, complaint = bench(*options)
    assert (code, printed) == (2, "")
    assert said in complaint and complaint.count("\n") == 1


def test_a_missing_store_is_bad_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--store", str(tmp_path / "none")], engine(GOOD)) == 2
    assert "Chưa có kho dữ liệu" in capsys.readouterr().err


def test_percentile() -> None:
    values = [float(n) for n in range(100, 0, -1)]
    assert (percentile(values, 0.5), percentile(values, 0.95), percentile([3.0], 0.95)) == (51.0, 96.0, 3.0)


@pytest.mark.skipif(sys.platform == "win32", reason="the system does not tell a child's memory")
def test_a_launched_command_is_measured_without_its_launcher() -> None:
    ballast = bytearray(b"x") * 150_000_000
    small = launch([sys.executable, "-c", "pass"])
    large = launch([sys.executable, "-c", "x = bytearray(b'x') * 100_000_000; raise SystemExit(3)"])
    assert len(ballast) == 150_000_000
    assert small.peak_mb is not None and large.peak_mb is not None
    assert small.peak_mb < 80 < large.peak_mb
    assert (small.code, large.code) == (0, 3) and small.seconds > 0
