"""The samples and the gold questions hold together: every answer stands, word for word, in the project's own text."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted((ROOT / "samples").iterdir())
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in SAMPLES}
QUESTIONS: list[dict[str, Any]] = [
    json.loads(line) for line in (ROOT / "eval/questions.jsonl").read_text(encoding="utf-8").splitlines()
]
PUBLISHERS = ("Cục Thống kê tỉnh Điện Biên", "Sở Kế hoạch và Đầu tư tỉnh Điện Biên")
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
by_id = pytest.mark.parametrize("item", QUESTIONS, ids=[item["id"] for item in QUESTIONS])
by_sample = pytest.mark.parametrize("path", SAMPLES, ids=[path.name for path in SAMPLES])


def quotes(item: dict[str, Any]) -> list[str]:
    quote = item["quote"]
    return [part for part in (quote if isinstance(quote, list) else [quote]) if part]


def figures(text: str) -> set[str]:
    return {number.lstrip("0") or "0" for number in NUMBER.findall(text)}


def evaluate(formula: str) -> float:
    """The value of a formula over Vietnamese numbers: "38,94 - 13,96" is 24.98."""
    plain = NUMBER.sub(lambda m: m[0].replace(".", "").replace(",", ".").lstrip("0"), formula)
    assert re.fullmatch(r"[\d.+\-*/() ]+", plain), formula
    return float(eval(plain, {"__builtins__": {}}))


@by_sample
def test_sample_is_nfc_utf8(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert not text.startswith("\ufeff") and "\r" not in text and "\u00a0" not in text


@by_sample
def test_sample_names_author_publisher_and_place(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "dự án TraSo" in text
    assert any(publisher in text for publisher in PUBLISHERS)


def test_names_are_unique_and_all_are_asked_about() -> None:
    assert len(TEXTS) == len(SAMPLES) >= 7
    assert {item["report"] for item in QUESTIONS} == set(TEXTS)


def test_ids_are_unique() -> None:
    ids = [item["id"] for item in QUESTIONS]
    assert len(ids) == len(set(ids)) >= 160


@by_id
def test_quotes_and_sections_stand_in_the_sample(item: dict[str, Any]) -> None:
    text = TEXTS[item["report"]]
    for quote in quotes(item):
        assert quote in text
    for heading in filter(None, item["section"].split(" > ")):
        assert heading in text
    for phrase in item.get("key_phrases", []):
        assert phrase in " ".join(quotes(item)) or phrase in item["question"]


@by_id
def test_answers_stand_in_the_quotes(item: dict[str, Any]) -> None:
    assert bool(item["answerable"]) or not item["answers"]
    assert quotes(item) or not item["answerable"]
    if "formula" in item:
        return
    quoted = " ".join(quotes(item))
    for answer in item["answers"]:
        assert answer["value"] in quoted


@pytest.mark.parametrize("item", [q for q in QUESTIONS if "formula" in q], ids=lambda q: q["id"])
def test_computed_answers_follow_from_quoted_operands(item: dict[str, Any]) -> None:
    (answer,) = item["answers"]
    assert evaluate(item["formula"]) == pytest.approx(evaluate(answer["value"]), abs=item["tolerance"] + 1e-6)
    assert figures(item["formula"]) - {"1", "100"} <= figures(" ".join(quotes(item)))


@by_id
def test_forbidden_figures_are_never_answers(item: dict[str, Any]) -> None:
    wanted = {answer["value"] for answer in item["answers"]}
    assert not wanted & set(item["forbidden"])
    assert set(item["forbidden_soft"]) <= set(item["forbidden"])
    assert "direction" not in item or item["direction"] in {"tăng", "giảm"}
