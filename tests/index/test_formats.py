"""One report in every format gives the same figures."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from html import escape
from pathlib import Path

import docx
import pytest

from index.build import evidence_of
from index.records import Figure

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def as_docx(text: str) -> bytes:
    document = docx.Document()
    for line in lines_of(text):
        document.add_paragraph(line)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def as_page(text: str) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in lines_of(text))
    return f"<html><head><title>Báo cáo</title></head><body><div>{body}</div></body></html>".encode()


WRITERS: dict[str, Callable[[str], bytes]] = {".md": str.encode, ".html": as_page, ".docx": as_docx}


def meaning(figure: Figure) -> tuple[str, ...]:
    return (figure.value, str(figure.unit), figure.kind.value, figure.indicator, str(figure.period))


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_report_says_the_same_in_every_format(sample: Path, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"{sample.stem}{suffix}"
    path.write_bytes(WRITERS[suffix](sample.read_text(encoding="utf-8")))
    expected = Counter(map(meaning, evidence_of(sample).figures))
    assert expected.total() > 0
    assert Counter(map(meaning, evidence_of(path).figures)) == expected
