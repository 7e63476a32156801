"""The corpus of marked sentences and reports is the specification of the grammar: every line of it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.build import evidence_of
from index.folding import fold
from index.records import DigitClass
from tests.index.marked import Case, document_cases, heading_length, read_case, reads_again, sentence_cases, wrong

SENTENCES = [case for name in ("forms", "meaning", "styles") for case in sentence_cases(f"figures-{name}.txt")]
NON_FIGURES = sentence_cases("non-figures.txt")
DOCUMENTS = document_cases("documents.txt")


def named(case: Case) -> str:
    return fold(case.place)


@pytest.mark.parametrize("case", SENTENCES, ids=named)
def test_a_sentence_yields_its_marked_figures(case: Case) -> None:
    figures, digits = read_case(case)
    problems = wrong(case, figures, heading_length(case))
    assert not problems, "\n".join(problems)
    assert [d for d in digits if d.digit_class is DigitClass.UNKNOWN] == []
    assert all(map(reads_again, figures))


@pytest.mark.parametrize("case", NON_FIGURES, ids=named)
def test_digits_that_are_no_figures_get_their_class(case: Case) -> None:
    figures, digits = read_case(case)
    start = heading_length(case)
    found = [(case.text[d.span.start - start : d.span.end - start], d.digit_class.value) for d in digits]
    assert found == list(case.classes)
    assert [figure.value for figure in figures] == []


@pytest.mark.parametrize("case", DOCUMENTS, ids=named)
def test_a_report_yields_its_marked_figures(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.txt"
    path.write_text(case.text, "utf-8")
    evidence = evidence_of(path)
    assert evidence.document.text.rstrip("\n") == case.text
    problems = wrong(case, evidence.figures)
    assert not problems, "\n".join(problems)
    assert list(evidence.unknown()) == []


def test_the_corpus_is_large_enough_to_be_a_specification() -> None:
    assert len(SENTENCES) >= 100
    assert len(NON_FIGURES) >= 60
    assert len(DOCUMENTS) >= 4
