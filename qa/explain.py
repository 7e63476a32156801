"""How a sentence was understood, layer by layer: rule names and the text that each rule took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.documents import normalise
from index.errors import UsageError
from index.folding import plain as to_plain
from index.grammar.amounts import Amount, amounts_of
from index.grammar.comparisons import Basis, bases
from index.grammar.numbers import Literal, literals
from index.grammar.periods import Clock, PeriodMention, periods
from index.nonfigures import context_of
from index.reading import read_figures
from index.records import DigitClass, Document, Evidence, Figure, Passage, Period, Section, Span
from index.words import sentences
from qa.figures_table import CLASS_WORDS, KIND_WORDS


@dataclass(frozen=True, slots=True)
class Node:
    """A finding in words, and what it consists of."""

    words: str
    children: tuple[Node, ...] = ()

    def lines(self, depth: int = 0) -> Iterator[str]:
        """The tree as lines, each level set in by two blanks."""
        yield "  " * depth + self.words
        for child in self.children:
            yield from child.lines(depth + 1)


def explain_sentence(sentence: str, period: Period | None) -> Node:
    """The findings in a sentence that stands alone, read as if in a report of that period.

    Raises:
        UsageError: there is nothing but blanks.
    """
    text = normalise(sentence).strip()
    if not text:
        raise UsageError("Câu cần giải thích còn trống.")
    span = Span(0, len(text))
    document = Document("", "", "", "", text, "", None, period, None)
    return _tree(document, (Section(0, None, 0, "", "", None, span, ()),), (Passage(0, 0, span, ()),), span)


def explain_place(evidence: Evidence, offset: int) -> Node:
    """The findings in the sentence of a report that holds the character at `offset`; a heading is its own sentence.

    Raises:
        UsageError: the text has no character there.
    """
    document = evidence.document
    if not 0 <= offset < len(document.text):
        raise UsageError(f"Vị trí {offset} nằm ngoài báo cáo {document.name}: chọn từ 0 đến {len(document.text) - 1}.")
    spans = (s for p in evidence.passages for s in sentences(document.text, p.span))
    line = Span(document.text.rfind("\n", 0, offset) + 1, (document.text + "\n").find("\n", offset))
    span = next((s for s in spans if s.start <= offset < s.end), line)
    return _tree(document, evidence.sections, evidence.passages, span)


def _tree(document: Document, sections: tuple[Section, ...], passages: tuple[Passage, ...], span: Span) -> Node:
    text, plain = document.text, to_plain(document.text)
    clock = Clock(document.period)
    figures, digits = read_figures(document, sections, passages, sentences)
    classes = {d.span: d.digit_class for d in digits}
    layers = (
        ("Chuỗi số", (_literal(x, text, plain, classes) for x in literals(text, plain) if span.meets(x.span))),
        ("Kỳ", (_period(m, text) for m in periods(plain, clock) if span.meets(m.span))),
        ("Gốc so sánh", (_basis(b, text) for b in bases(plain) if span.meets(b.extent))),
        ("Số liệu", (_figure(f, text) for f in figures if span.meets(f.span))),
    )
    known = f"kỳ báo cáo {document.period}" if document.period else "không rõ kỳ báo cáo"
    return Node(f"Câu {_quoted(span, text)} ({known})", tuple(_layer(name, found) for name, found in layers))


def _layer(name: str, found: Iterable[Node]) -> Node:
    children = tuple(found)
    return Node(f"{name}:" if children else f"{name}: không có", children)


def _quoted(span: Span, text: str) -> str:
    return f"“{span.of(text)}” [{span.start}:{span.end}]"


def _literal(literal: Literal, text: str, plain: str, classes: dict[Span, DigitClass]) -> Node:
    found = [label for span, label in classes.items() if literal.span.holds(span)]
    labels = ", ".join(dict.fromkeys(CLASS_WORDS[label] for label in found))
    words = f"{_quoted(literal.span, text)} dạng {literal.shape} → {labels or 'nằm trong chuỗi khác'}"
    if DigitClass.FIGURE in found or DigitClass.UNKNOWN in found:
        return Node(words, tuple(_amount(amount, text) for amount in amounts_of(literal, text, plain)))
    context = context_of(literal, plain)
    by_context = context is not None and context.digit_class in found
    return Node(words, (Node(f"ngữ cảnh “{context.name}”"),) if context and by_context else ())


def _amount(amount: Amount, text: str) -> Node:
    parts = (
        f"số {amount.number:f}",
        f"đơn vị {amount.unit or 'không có'} ({amount.unit_class})",
        f"mức độ {amount.qualifier}" if amount.qualifier else "",
        f"phần {amount.pair} của cặp" if amount.pair else "",
        f"trên {amount.denominator:f}" if amount.denominator is not None else "",
        "thứ hạng" if amount.rank else "",
    )
    taken = Span(amount.span.start, amount.extent.end)
    return Node(f"lượng {_quoted(taken, text)}: {', '.join(filter(None, parts))}")


def _period(mention: PeriodMention, text: str) -> Node:
    meaning = f"{mention.period}" if mention.period else "không định kỳ nào"
    return Node(f"{_quoted(mention.span, text)} luật {mention.rule} → {meaning}")


def _basis(basis: Basis, text: str) -> Node:
    link = "có từ nối" if basis.linked else "không có từ nối"
    return Node(f"{_quoted(basis.span, text)} loại {basis.kind}, {link}")


def _figure(figure: Figure, text: str) -> Node:
    fields = (
        ("số", f"{figure.number:f}"),
        ("trên", "" if figure.denominator is None else f"{figure.denominator:f}"),
        ("đơn vị", figure.unit),
        ("loại", f"{KIND_WORDS[figure.kind]} ({figure.kind})"),
        ("chỉ tiêu", figure.indicator),
        ("phần thừa hưởng của chỉ tiêu", figure.head),
        ("kỳ", figure.period),
        ("so với", figure.basis),
        ("chiều", figure.direction),
        ("mức độ", figure.qualifier),
        ("địa phương", figure.place),
        ("ước tính", "có" if figure.estimate else ""),
        ("kế hoạch", "có" if figure.plan else ""),
        ("thuộc số", _quoted(figure.of, text) if figure.of else ""),
        ("mệnh đề đã đọc", _quoted(figure.clause, text)),
    )
    return Node(_quoted(figure.span, text), tuple(Node(f"{name}: {content}") for name, content in fields if content))
