"""The page's feedback becomes gold: what was right as questions ready to ask, the rest for a person to fill in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from eval.cases import CaseError

Line = Mapping[str, Any]
# The figures that stood in a wrong answer are hints for the person, not facts.
_TO_DO = "Cần người điền answers, quote (hoặc answerable: false)."


@dataclass(frozen=True, slots=True)
class Gold:
    """Items as `eval.cases` reads them; those in `to_do` miss their answers until a person has filled them in."""

    ready: tuple[dict[str, object], ...]
    to_do: tuple[dict[str, object], ...]


def gold_of(file: Path) -> Gold:
    """The items of a feedback log; of several lines on one question the last counts.

    Raises:
        CaseError: the file cannot be read, or a line is no feedback; names file and line.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"Không đọc được tệp góp ý {file}: cần tệp feedback.jsonl trong kho của trang web.") from error
    last: dict[str, Line] = {}
    for number, words in enumerate(lines, 1):
        if words.strip():
            line = _line(words, f"{file} dòng {number}")
            last[_id(line)] = line
    ready, to_do = [], []
    for name, line in last.items():
        item = _ready(name, line) if line["verdict"] == "right" else None
        if item is not None:
            ready.append(item)
        else:
            to_do.append(_unfinished(name, line))
    return Gold(tuple(ready), tuple(to_do))


def written(items: Sequence[Mapping[str, object]]) -> str:
    """The items as JSON lines."""
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)


def to_do_file(out: Path) -> Path:
    """Where the unfinished items of `out` go: GOLD.jsonl -> GOLD.todo.jsonl."""
    return out.with_name(f"{out.stem}.todo{out.suffix}")


def _line(words: str, place: str) -> Line:
    try:
        line = json.loads(words)
    except json.JSONDecodeError as error:
        raise CaseError(f"{place}: không phải JSON hợp lệ (ký tự {error.pos + 1}).") from error
    known = isinstance(line, dict) and line.get("verdict") in ("right", "wrong")
    if not known or not isinstance(line.get("question"), str) or not isinstance(line.get("answer"), dict):
        raise CaseError(f"{place}: không phải một góp ý của trang web (cần question, answer và verdict).")
    return line  # type: ignore[no-any-return]


def _id(line: Line) -> str:
    asked = json.dumps([line["question"], line.get("history", []), line.get("reports", [])])
    return f"gop-y-{hashlib.sha256(asked.encode()).hexdigest()[:10]}"


def _base(name: str, line: Line) -> dict[str, object]:
    """What is known however the answer was: the question and where it was asked."""
    answer = line["answer"]
    reports = line.get("reports") or []
    cited = list(dict.fromkeys(c["report"] for c in answer.get("citations", ())))
    # A question has one report or all of them; one that was asked of some is asked of the one that answers.
    report = reports[0] if len(reports) == 1 else cited[0] if reports and len(cited) == 1 else None
    carried = bool(answer.get("carried"))
    return {
        "id": name,
        "category": "follow_up" if carried else "feedback",
        "question": line["question"],
        "history": list(line.get("history", ())) if carried else [],
        **({"report": report} if report else {}),
    }


def _ready(name: str, line: Line) -> dict[str, object] | None:
    """The item of an answer that was right; None where its gold cannot be told from it."""
    answer, base = line["answer"], _base(name, line)
    note = {"note": line["note"]} if line.get("note") else {}
    if answer.get("abstained"):
        return {**base, "answerable": False, **note}
    quotes = [c["quote"] for c in answer.get("citations", ())]
    figures = answer.get("figures", ())
    derived = [f for f in figures if f.get("derived")]
    several = len(line.get("reports") or []) > 1 and "report" not in base
    if not quotes or several or len(derived) > 1 or (derived and len(figures) > 1):
        return None
    gold: dict[str, object] = {"answerable": True, "quote": quotes}
    if not figures:
        return {**base, **gold, "key_phrases": quotes, **note}
    gold["answers"] = [{"value": f["value"], "unit": f.get("unit") or ""} for f in figures]
    if derived:
        gold |= {"formula": derived[0]["formula"], "tolerance": _half_of_last(derived[0]["value"])}
    return {**base, **gold, **note}


def _half_of_last(value: str) -> float:
    """Half of the last digit of a number that is written the Vietnamese way: "12,34" -> 0.005."""
    decimals = len(value.partition(",")[2])
    return float(Decimal(5).scaleb(-decimals - 1))


def _unfinished(name: str, line: Line) -> dict[str, object]:
    """The item of an answer that was wrong: the question, and in the note what was answered and said of it."""
    said = f"Góp ý: {line['note']}." if line.get("note") else ""
    answered = f"TraSo đã trả lời: {' '.join(str(line['answer'].get('answer', '')).split())}"
    base = _base(name, line)
    return {
        **base,
        "answerable": True,
        "answers": [],
        "quote": [],
        "note": " ".join(filter(None, (_TO_DO, said, answered))),
    }
