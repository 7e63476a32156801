"""Made-up evidence, and working stand-ins for the embedding model and the vector store."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.folding import SYLLABLE
from index.records import (
    DigitClass,
    DigitString,
    Document,
    Evidence,
    Figure,
    Kind,
    Passage,
    Period,
    PeriodUnit,
    Section,
    Span,
)

DIMENSIONS = 64
PRINTED = re.compile(r"\d[\d.,]*\d|\d")
AUGUST = Period(PeriodUnit.MONTHS, 2023, number=8)


def evidence(name: str, lines: Sequence[str], heading: str = "I. Kinh tế", source: str | None = None) -> Evidence:
    """A report of one section, one passage a line, each printed number a figure."""
    text = heading + "\n" + "\n".join(lines)
    document = Document(
        name=name,
        source=source or f"/bao-cao/{name}.txt",
        format="txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        title=f"Báo cáo {name}",
        place="Điện Biên",
        period=AUGUST,
        posted="2023-08-22",
        chrome=(Span(0, 1),),
    )
    label, _, words = heading.partition(" ")
    section = Section(0, None, 1, label, words, Span(0, len(heading)), Span(0, len(text)), (heading,))
    passages: list[Passage] = []
    figures: list[Figure] = []
    start = len(heading) + 1
    for number, line in enumerate(lines):
        span = Span(start, start + len(line))
        passages.append(Passage(number, 0, span, (heading,)))
        spans = (Span(start + m.start(), start + m.end()) for m in PRINTED.finditer(line))
        figures += [_figure(text, printed, passages[-1]) for printed in spans]
        start = span.end + 1
    digits = [DigitString(figure.span, DigitClass.FIGURE) for figure in figures]
    return Evidence(document, (section,), tuple(passages), tuple(figures), (*digits, *digits[:1]))


def _figure(text: str, span: Span, passage: Passage) -> Figure:
    value = span.of(text)
    number = Decimal(value.replace(".", "").replace(",", "."))
    return Figure(
        span,
        value,
        number,
        "lượt",
        Kind.LEVEL,
        indicator=text[passage.span.start : span.start].strip(),
        period=AUGUST,
        clause=passage.span,
        sentence=passage.span,
        passage=passage.number,
    )


def report(number: int, edition: int = 0) -> Evidence:
    """The synthetic report of that number: some dozens of passages, the same ones for the same arguments."""
    lines = [
        f"- Lượng khách du lịch đợt {line} của huyện {number} đạt {(number + 1) * 1000 + line + edition} lượt."
        for line in range(20 + number % 7 * 10)
    ]
    return evidence(f"bao-cao-{number}", lines)


class HashEmbedder:
    """Texts that share syllables get near vectors; no model."""

    def __init__(self, fingerprint: str = "hash-1") -> None:
        self.fingerprint = fingerprint
        self.embedded: list[str] = []

    def passages(self, texts: list[str], /) -> NDArray[np.float32]:
        self.embedded += texts
        rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for syllable in SYLLABLE.findall(text.lower()):
                row[hashlib.sha256(syllable.encode()).digest()[0] % DIMENSIONS] += 1
        return rows


class MemoryVectors:
    """Vectors in a dictionary."""

    def __init__(self) -> None:
        self.model: str | None = None
        self.rows: dict[str, tuple[str, list[tuple[int, str]], NDArray[np.float32]]] = {}

    def fingerprint(self) -> str | None:
        return self.model

    def reset(self, fingerprint: str, /) -> None:
        self.model = fingerprint
        self.rows.clear()

    def add(
        self, report: str, digest: str, passages: Sequence[tuple[int, str]], vectors: NDArray[np.float32], /
    ) -> None:
        assert len(passages) == len(vectors)
        # As with Chroma, rows whose key is known stay as they were, and nothing added is nothing known.
        if passages:
            self.rows.setdefault(digest, (report, list(passages), vectors))

    def remove(self, digest: str, /) -> None:
        self.rows.pop(digest, None)

    def digests(self) -> set[str]:
        return set(self.rows)

    def texts(self) -> dict[str, list[tuple[int, str]]]:
        """Report -> its (number, text) pairs."""
        return {name: passages for name, passages, _ in self.rows.values()}


class FolderVectors(MemoryVectors):
    """Vectors as one file a document, put in place whole: they outlive a killed process."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        folder.mkdir(exist_ok=True)
        for path in folder.glob("*.json"):
            name, passages, vectors = json.loads(path.read_text("utf-8"))
            self.rows[path.stem] = (name, [(number, text) for number, text in passages], np.array(vectors, np.float32))
        model = folder / "model"
        self.model = model.read_text("utf-8") if model.exists() else None

    def reset(self, fingerprint: str, /) -> None:
        for digest in list(self.rows):
            self.remove(digest)
        (self._folder / "model").write_text(fingerprint, "utf-8")
        super().reset(fingerprint)

    def add(
        self, report: str, digest: str, passages: Sequence[tuple[int, str]], vectors: NDArray[np.float32], /
    ) -> None:
        super().add(report, digest, passages, vectors)
        part = self._folder / f"{digest}.part"
        part.write_text(json.dumps([report, list(passages), vectors.tolist()]), "utf-8")
        part.replace(self._folder / f"{digest}.json")

    def remove(self, digest: str, /) -> None:
        super().remove(digest)
        (self._folder / f"{digest}.json").unlink(missing_ok=True)
