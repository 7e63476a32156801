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
# The published facts, once more: a monthly sample holds these figures and no others, besides the dates of its title.
PUBLISHED = {
    "dien-bien-2022-10": "1.207,73 9,38 1.143,61 94,69 16,78 9.520,23 11,09 2.363,59 7.127,52",
    "dien-bien-2023-08-thong-ke": "46.717,48 104,35 20.925,75 25.791,73 2.767,52",
    "dien-bien-2023-10": "21.720,45 18,84 70.710,48 12.346,53 56.837,08 9.373,92 381,17",
    "dien-bien-2023-12": "14.912,39 7,1 2.432,44 3.584,2 4,26 8.230,66",
    "dien-bien-2024-05": "9.820,03 0,94 0,98 1.962,55 12.050,06 37.664,28 6,15",
    "dien-bien-2024-08": "44.771,38 2,04 98,95 21.294,03 23.477,35 4,98 1.687,46",
    "dien-bien-2024-09": "11.423,4 10,55 11,29 9,09 1.574,1 2.323,2 9,48 19,71 7.006,35 519,79 5/63 3/14",
    "dien-bien-2025-01": "708,03 6.853,52 30,06 2.234,15",
}
PUBLISHED_FIGURE = re.compile(r"\d[\d.]*,\d+|\d+/\d+")
UNPUBLISHED = re.compile(r"cùng kỳ|năm trước|năm ngoái|tháng trước|\b(?:ước|nhờ|do|vì)\b", re.IGNORECASE)
# Numbers that a sample may hold besides its figures: dates, base years and the numbers of headings.
NAMED_NUMBER = re.compile(r"(?i:tháng|năm|giá so sánh) \d+|\d+ (?i:tháng)|^(?:<h\d>)?\d\. |</?h\d>|utf-8", re.MULTILINE)
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


@pytest.mark.parametrize("name", PUBLISHED)
def test_monthly_sample_holds_the_published_figures_and_no_others(name: str) -> None:
    text = TEXTS[name]
    assert sorted(PUBLISHED_FIGURE.findall(text)) == sorted(PUBLISHED[name].split())
    assert not NUMBER.findall(NAMED_NUMBER.sub("", PUBLISHED_FIGURE.sub("", text)))


@pytest.mark.parametrize("name", PUBLISHED)
def test_monthly_sample_names_no_basis_estimate_or_cause_that_was_not_published(name: str) -> None:
    assert not UNPUBLISHED.findall(TEXTS[name])


def test_every_sample_but_the_full_report_has_its_published_figures_listed() -> None:
    assert set(PUBLISHED) == set(TEXTS) - {"dien-bien-2023-08"}


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
