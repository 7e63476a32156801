"""The gold questions: one JSON object a line becomes a `Case`; `check` holds them against the reports' texts."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from eval.values import NUMBER, Quantity, normal, read_value, stands_in
from index.errors import TraSoError

DIRECTIONS = ("tăng", "giảm")
# Whole and hundred per cent need no source.
_FREE_OPERANDS = {read_value("1"), read_value("100")}


class CaseError(TraSoError):
    """A question set cannot be read."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what is right and what is wrong to answer.

    `answers` must all be headlined (one of them when `any_of`), no value of `forbidden` may be; those in
    `forbidden_soft` stand in the gold sentence itself. `quote` holds exact substrings of the report. `tolerance` is
    absolute, in the answer's unit. `report` restricts the question to one report.
    """

    id: str
    category: str
    question: str
    history: tuple[str, ...] = ()
    report: str | None = None
    answerable: bool = True
    answers: tuple[Quantity, ...] = ()
    forbidden: tuple[str, ...] = ()
    forbidden_soft: tuple[str, ...] = ()
    quote: tuple[str, ...] = ()
    key_phrases: tuple[str, ...] = ()
    direction: str | None = None
    tolerance: Decimal | None = None
    any_of: bool = False
    formula: str | None = None
    note: str = ""


def load(path: Path) -> tuple[Case, ...]:
    """The cases of a JSONL file, in order.

    Raises:
        CaseError: the file cannot be read, holds no question, or a line is no question; names file and line.
    """
    cases, faults = read(path)
    if faults:
        raise CaseError(faults[0])
    return cases


def read(path: Path) -> tuple[tuple[Case, ...], list[str]]:
    """The cases of a JSONL file, and what is wrong with each line that is none.

    Raises:
        CaseError: the file cannot be read or is empty.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"Không đọc được bộ câu hỏi {path}: cần một tệp JSONL mã UTF-8, hãy kiểm tra --set.") from error
    cases, faults = [], []
    for number, line in enumerate(lines, 1):
        try:
            cases += [_case(line, f"{path} dòng {number}")] if line.strip() else []
        except CaseError as fault:
            faults.append(str(fault))
    if not cases and not faults:
        raise CaseError(f"Bộ câu hỏi {path} trống: mỗi dòng phải là một câu hỏi dạng JSON.")
    return tuple(cases), faults


def _case(line: str, place: str) -> Case:
    try:
        item = json.loads(line, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise CaseError(f"{place}: không phải JSON hợp lệ (ký tự {error.pos + 1}), hãy sửa dòng này.") from error
    if not isinstance(item, dict):
        raise CaseError(f"{place}: cần một đối tượng JSON có id và question.")
    return _Fields(item, place).case()


@dataclass(frozen=True, slots=True)
class _Fields:
    """One line's object, read field by field; absent and null are the same."""

    item: Mapping[str, Any]
    place: str

    def case(self) -> Case:
        answers = self.answers()
        return Case(
            id=self.text("id", required=True),
            category=self.text("category") or self.text("type") or "khác",
            question=self.text("question", required=True),
            history=self.texts("history"),
            report=self.text("report") or None,
            answerable=self.flag("answerable", bool(answers)),
            answers=answers,
            forbidden=self.texts("forbidden"),
            forbidden_soft=self.texts("forbidden_soft"),
            quote=self.texts("quote"),
            key_phrases=self.texts("key_phrases"),
            direction=self.text("direction") or None,
            tolerance=self.tolerance(),
            any_of=self.flag("any_of", False),
            formula=self.text("formula") or None,
            note=self.text("note"),
        )

    def wrong(self, name: str, wanted: str) -> CaseError:
        return CaseError(f"{self.place}: trường {name} phải là {wanted}.")

    def text(self, name: str, required: bool = False) -> str:
        value = self.item.get(name)
        if value is None and not required:
            return ""
        if isinstance(value, int) and not isinstance(value, bool) and name == "id":
            return str(value)
        if not isinstance(value, str) or required and not value.strip():
            raise self.wrong(name, "một chuỗi không trống" if required else "một chuỗi")
        return value

    def flag(self, name: str, default: bool) -> bool:
        value = self.item.get(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.wrong(name, "true hoặc false")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.item.get(name)
        values = [value] if isinstance(value, str) else value or []
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise self.wrong(name, "một danh sách chuỗi")
        return tuple(v for v in values if v)

    def answers(self) -> tuple[Quantity, ...]:
        values = self.item.get("answers") or []
        if not isinstance(values, list):
            raise self.wrong("answers", 'một danh sách {"value", "unit"}')
        return tuple(self.answer(value) for value in values)

    def answer(self, item: object) -> Quantity:
        value, unit = (item.get("value"), item.get("unit") or "") if isinstance(item, dict) else (None, "")
        if not isinstance(value, str) or not value.strip() or not isinstance(unit, str):
            raise self.wrong("answers", 'một danh sách {"value", "unit"}, giá trị ghi đúng như trong báo cáo')
        return Quantity(value, unit)

    def tolerance(self) -> Decimal | None:
        value = self.item.get("tolerance")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or value < 0:
            raise self.wrong("tolerance", "một số không âm")
        return Decimal(value)


def check(cases: Sequence[Case], corpus: Mapping[str, str]) -> list[str]:
    """What is wrong with the gold itself, one line each; `corpus` maps a report's name to its stored text."""
    counts = Counter(case.id for case in cases)
    problems = [f"{name}: mã câu hỏi dùng {count} lần." for name, count in counts.items() if count > 1]
    for case in cases:
        problems += [f"{case.id}: {problem}" for rule in _RULES for problem in rule(case, corpus)]
    return problems


def _sources(case: Case, corpus: Mapping[str, str]) -> Iterator[str]:
    if case.report is not None and case.report not in corpus:
        yield f"không có báo cáo “{case.report}” trong kho."
        return
    texts = list(map(_plain, corpus.values() if case.report is None else [corpus[case.report]]))
    for quote in case.quote:
        if not any(_plain(quote) in text for text in texts):
            yield f"câu trích không có nguyên văn trong báo cáo: “{quote}”."


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ")


def _answers(case: Case, _corpus: Mapping[str, str]) -> Iterator[str]:
    if not case.answerable:
        if case.answers:
            yield "không trả lời được mà lại có đáp án."
        return
    if not case.answers and not case.key_phrases:
        yield "trả lời được mà thiếu cả đáp án lẫn cụm từ khóa."
    if not case.quote:
        yield "trả lời được mà thiếu câu trích."
        return
    quoted = " ".join(case.quote)
    for answer in case.answers if case.formula is None else ():
        if not stands_in(answer.value, quoted):
            yield f"đáp án {answer.value} không có trong câu trích."
    for phrase in case.key_phrases:
        if normal(phrase) not in normal(quoted):
            yield f"cụm từ khóa “{phrase}” không có trong câu trích."


def _computation(case: Case, _corpus: Mapping[str, str]) -> Iterator[str]:
    if case.formula is None:
        return
    if case.tolerance is None:
        yield "có công thức mà thiếu sai số cho phép (tolerance)."
    quoted = " ".join(case.quote)
    if case.answers and all(stands_in(answer.value, quoted) for answer in case.answers):
        return
    for operand in NUMBER.findall(case.formula):
        if read_value(operand) not in _FREE_OPERANDS and not stands_in(operand, quoted):
            yield f"số hạng {operand} của công thức không có trong câu trích."


def _fields(case: Case, _corpus: Mapping[str, str]) -> Iterator[str]:
    wanted = {read_value(answer.value) for answer in case.answers}
    for value in case.forbidden:
        if read_value(value) in wanted:
            yield f"số cấm {value} cũng là đáp án."
    for value in case.forbidden_soft:
        if value not in case.forbidden:
            yield f"số {value} có trong forbidden_soft mà không có trong forbidden."
    if case.direction is not None and case.direction not in DIRECTIONS:
        yield f"chiều “{case.direction}” phải là tăng hoặc giảm."
    if case.category == "follow_up" and not case.history:
        yield "câu hỏi nối tiếp mà thiếu history."


_RULES: tuple[Callable[[Case, Mapping[str, str]], Iterator[str]], ...] = (_sources, _answers, _computation, _fields)
