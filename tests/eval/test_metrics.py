"""Each verdict rule by hand-made answers, the comparison of figures, citations, error classes, the bootstrap."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from eval.cases import Case
from eval.metrics import Citing, Failure, Judgement, Verdict, by_category, crashed, failures, interval, judge, tally
from eval.replies import Reply
from eval.values import Quantity, read_number, read_value, same, stands_in

TEXT = "Xã Mường Thử trồng 1.250 ha ngô, tăng 4,5% nhờ giống mới; tháng trước là 980 ha. Họp ngày 02/8/2023."
TEXTS = {"muong-thu": TEXT}
MAIZE = Case("q1", "value", "Trồng bao nhiêu ngô?", answers=(Quantity("1.250", "ha"),), quote=("trồng 1.250 ha ngô",))
NONE = Case("q2", "unanswerable", "Trồng bao nhiêu lúa?", answerable=False)


def figure(value: str, unit: str = "ha", **more: object) -> dict[str, Any]:
    return {"value": value, "unit": unit, "derived": False, **more}


def citation(quote: str, shift: int = 0) -> dict[str, Any]:
    start = TEXT.index(quote) + shift
    return {"id": 1, "report": "muong-thu", "quote": quote, "start": start, "end": start + len(quote)}


def reply(*figures: dict[str, Any], text: str = "", quotes: tuple[str, ...] = (), **more: object) -> Reply:
    cited = [citation(quote) for quote in quotes]
    return Reply.read({"answer": text, "abstained": False, "figures": figures, "citations": cited, **more})


def refusal(*figures: dict[str, Any]) -> Reply:
    return Reply.read({"answer": "Báo cáo không nêu.", "abstained": True, "figures": figures})


RATIO = replace(MAIZE, answers=(Quantity("08/10", "xã"),))
RANGE = replace(MAIZE, answers=(Quantity("2021-2025"),))
PREMISE = Case("q3", "adversarial", "Vì sao giảm?", answerable=False, quote=("tăng 4,5%",), forbidden=("980",))
REASON = Case("q4", "why", "Vì sao tăng?", key_phrases=("giống mới",), quote=("nhờ giống mới",))

VERDICTS: list[tuple[str, Case, Reply, Verdict, Failure | None]] = [
    ("the figure", MAIZE, reply(figure("1.250")), Verdict.RIGHT, None),
    ("without thousand dots", MAIZE, reply(figure("1250")), Verdict.RIGHT, None),
    ("no unit", MAIZE, reply(figure("1.250", "")), Verdict.RIGHT, None),
    ("another scale", MAIZE, reply(figure("1,25", "nghìn ha")), Verdict.RIGHT, None),
    (
        "a scale that makes it another amount",
        MAIZE,
        reply(figure("1.250", "nghìn ha")),
        Verdict.WRONG,
        Failure.WRONG_FIGURE,
    ),
    ("per cent for hectares", MAIZE, reply(figure("1.250", "%")), Verdict.WRONG, Failure.WRONG_FIGURE),
    ("another figure", MAIZE, reply(figure("1.260")), Verdict.WRONG, Failure.WRONG_FIGURE),
    ("words only", MAIZE, reply(text="1.250 ha"), Verdict.WRONG, Failure.MISSING),
    ("refused", MAIZE, refusal(), Verdict.REFUSED, Failure.REFUSED),
    ("refused beside figures", MAIZE, refusal(figure("1.250")), Verdict.REFUSED, Failure.REFUSED),
    (
        "one of two",
        replace(MAIZE, answers=(Quantity("1.250", "ha"), Quantity("4,5", "%"))),
        reply(figure("1.250")),
        Verdict.WRONG,
        Failure.MISSING,
    ),
    (
        "any of two",
        replace(MAIZE, answers=(Quantity("1.250", "ha"), Quantity("4,5", "%")), any_of=True),
        reply(figure("4,50", "%")),
        Verdict.RIGHT,
        None,
    ),
    (
        "another period of the same indicator",
        MAIZE,
        reply(
            figure("980", indicator="Diện tích ngô", period="tháng 7/2023"),
            context=[figure("1.250", indicator="diện tích ngô", period="tháng 8/2023")],
        ),
        Verdict.WRONG,
        Failure.WRONG_PERIOD,
    ),
    (
        "another figure of the gold sentence",
        replace(MAIZE, quote=("trồng 1.250 ha ngô, tăng 4,5%",)),
        reply(figure("4,5", "%")),
        Verdict.WRONG,
        Failure.WRONG_PART,
    ),
    (
        "a figure known to stand beside",
        replace(MAIZE, forbidden=("980",), forbidden_soft=("980",)),
        reply(figure("980")),
        Verdict.WRONG,
        Failure.WRONG_PART,
    ),
    (
        "the planted neighbour",
        replace(MAIZE, forbidden=("980",)),
        reply(figure("980")),
        Verdict.WRONG,
        Failure.FORBIDDEN,
    ),
    (
        "the planted neighbour too",
        replace(MAIZE, forbidden=("980",)),
        reply(figure("1.250"), figure("980")),
        Verdict.WRONG,
        Failure.FORBIDDEN,
    ),
    (
        "the planted neighbour beside",
        replace(MAIZE, forbidden=("980",)),
        reply(figure("1.250"), context=[figure("980")]),
        Verdict.RIGHT,
        None,
    ),
    (
        "a forbidden operand",
        replace(MAIZE, forbidden=("980",)),
        reply(figure("1.250"), figure("980", operand=True)),
        Verdict.RIGHT,
        None,
    ),
    ("two more", MAIZE, reply(figure("1.250"), figure("4,5", "%"), figure("980")), Verdict.RIGHT, None),
    (
        "three more",
        MAIZE,
        reply(figure("1.250"), figure("4,5", "%"), figure("980"), figure("7")),
        Verdict.WRONG,
        Failure.TOO_MANY,
    ),
    ("the same twice is one", MAIZE, reply(figure("1.250"), *[figure("980")] * 5), Verdict.RIGHT, None),
    (
        "three asked allow one more",
        replace(MAIZE, answers=(Quantity("1"), Quantity("2"), Quantity("3"))),
        reply(*(figure(str(n)) for n in range(1, 7))),
        Verdict.RIGHT,
        None,
    ),
    ("a ratio", RATIO, reply(figure("8/10", "xã")), Verdict.RIGHT, None),
    ("a ratio as two figures", RATIO, reply(figure("8", "xã"), figure("10", "xã")), Verdict.RIGHT, None),
    ("half a ratio", RATIO, reply(figure("8", "xã")), Verdict.WRONG, Failure.WRONG_FIGURE),
    ("a ratio that holds the figure", MAIZE, reply(figure("1.250/2.000")), Verdict.RIGHT, None),
    ("a range in words", RANGE, reply(text="giai đoạn 2021 – 2025"), Verdict.RIGHT, None),
    (
        "a date in the quote",
        replace(MAIZE, answers=(Quantity("02/8/2023"),)),
        reply(quotes=("ngày 02/8/2023",)),
        Verdict.RIGHT,
        None,
    ),
    (
        "a date by its day",
        replace(MAIZE, answers=(Quantity("02/8/2023"),)),
        reply(figure("2/8/2023", "")),
        Verdict.RIGHT,
        None,
    ),
    (
        "within the tolerance",
        replace(MAIZE, answers=(Quantity("4,52", "%"),), tolerance=Decimal("0.05")),
        reply(figure("4,5", "%", derived=True)),
        Verdict.RIGHT,
        None,
    ),
    (
        "outside the tolerance",
        replace(MAIZE, answers=(Quantity("4,52", "%"),), tolerance=Decimal("0.01")),
        reply(figure("4,5", "%", derived=True)),
        Verdict.WRONG,
        Failure.WRONG_FIGURE,
    ),
    (
        "says which way",
        replace(MAIZE, direction="tăng"),
        reply(figure("1.250"), text="vượt kế hoạch"),
        Verdict.RIGHT,
        None,
    ),
    (
        "says the other way",
        replace(MAIZE, direction="tăng"),
        reply(figure("1.250"), text="giảm"),
        Verdict.WRONG,
        Failure.DIRECTION,
    ),
    ("the reason quoted", REASON, reply(quotes=("nhờ giống mới",)), Verdict.RIGHT, None),
    ("the reason left out", REASON, reply(text="Do thời tiết."), Verdict.WRONG, Failure.PHRASE),
    ("rightly refused", NONE, refusal(), Verdict.RIGHT, None),
    ("refused with a headline", NONE, refusal(figure("1.250")), Verdict.WRONG, Failure.ANSWERED),
    ("answered all the same", NONE, reply(figure("1.250")), Verdict.WRONG, Failure.ANSWERED),
    ("premise corrected by the quote", PREMISE, reply(figure("4,5", "%"), quotes=("tăng 4,5%",)), Verdict.RIGHT, None),
    ("premise accepted", PREMISE, reply(text="Do mưa.", quotes=("Họp ngày",)), Verdict.WRONG, Failure.ANSWERED),
    ("planted figure", PREMISE, reply(figure("980"), quotes=("tăng 4,5%",)), Verdict.WRONG, Failure.ANSWERED),
]


@pytest.mark.parametrize(
    ("asked", "given", "verdict", "failure"), [v[1:] for v in VERDICTS], ids=[v[0] for v in VERDICTS]
)
def test_verdict_and_error_class(asked: Case, given: Reply, verdict: Verdict, failure: Failure | None) -> None:
    judged = judge(asked, given, TEXTS)
    assert (judged.verdict, judged.failure) == (verdict, failure)
    assert bool(judged.why) == (failure is not None)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (reply(figure("1.250"), quotes=("trồng 1.250 ha",)), Citing.EXACT),
        (reply(figure("1250"), figure("4,50", "%"), quotes=("1.250 ha", "tăng 4,5%")), Citing.EXACT),
        (reply(figure("1.250")), Citing.NONE),
        (reply(figure("1.250"), citations=[citation("1.250 ha", shift=1)]), Citing.NOT_VERBATIM),
        (reply(figure("1.250"), citations=[citation("1.250 ha") | {"report": "nơi khác"}]), Citing.NOT_VERBATIM),
        (reply(figure("1.250"), citations=[{"quote": "1.250 ha", "report": "muong-thu"}]), Citing.NOT_VERBATIM),
        (reply(figure("1.250"), citations=[{"quote": "", "start": 0, "end": 0}]), Citing.NOT_VERBATIM),
        (reply(figure("1.250"), quotes=("tăng 4,5%",)), Citing.UNSUPPORTED),
        (reply(figure("250"), quotes=("1.250 ha",)), Citing.UNSUPPORTED),
        (reply(figure("270", derived=True), quotes=("1.250 ha", "980 ha")), Citing.EXACT),
        (reply(figure("2/8/2023", ""), quotes=("ngày 02/8/2023",)), Citing.EXACT),
    ],
)
def test_citing(given: Reply, expected: Citing) -> None:
    assert judge(MAIZE, given, TEXTS).citing is expected


def test_a_refusal_cites_nothing() -> None:
    judged = judge(MAIZE, refusal(), TEXTS)
    assert judged.citing is None and judged.gold_place is None


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("Xã Mường Thử trồng 1.250 ha ngô", True),
        ("1.250 ha", True),
        ("tháng trước là 980 ha", False),
        ("Họp ngày", False),
    ],
)
def test_gold_place(quote: str, expected: bool) -> None:
    assert judge(MAIZE, reply(figure("1.250"), quotes=(quote,)), TEXTS).gold_place is expected


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("13.040,42", "13040.42"),
        ("1.234.567", "1234567"),
        ("1.234", "1234"),
        ("1.23", "1.23"),
        ("1234.567", "1234.567"),
        ("07", "7"),
        ("1,234,567", "1234567"),
        ("39,11.", "39.11"),
    ],
)
def test_read_number(written: str, amount: str) -> None:
    assert read_number(written) == Decimal(amount)


@pytest.mark.parametrize("written", ["", "bảy", "1.2,3.4", "1 2", "%"])
def test_what_is_no_number(written: str) -> None:
    assert read_number(written) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("162,90", "162,9"),
        ("1888", "1.888"),
        ("99 %", "99%"),
        ("2023 - 2030", "2023–2030"),
        ("8/10", "08/10"),
        ("Quý", "quý"),
    ],
)
def test_values_written_two_ways(one: str, other: str) -> None:
    assert read_value(one) == read_value(other)


def test_amounts_under_two_scales() -> None:
    assert same(Quantity("5.086", "triệu đồng"), Quantity("5,086", "tỷ đồng"))
    assert not same(Quantity("5.086", "triệu đồng"), Quantity("5.086", "tỷ đồng"))


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [("7", "07 dự án", True), ("7", "17 dự án", False), ("8/10", "08/10 xã", True), ("1/5", "11/50 xã", False)],
)
def test_stands_in(written: str, text: str, expected: bool) -> None:
    assert stands_in(written, text) is expected


def judgements() -> list[Judgement]:
    right = judge(MAIZE, reply(figure("1.250"), quotes=("1.250 ha",)), TEXTS)
    wrong = judge(MAIZE, reply(figure("7"), quotes=("980 ha",)), TEXTS)
    return [right] * 7 + [wrong] * 2 + [judge(NONE, refusal(), TEXTS), crashed(MAIZE, ValueError("hỏng"))]


def test_tables_add_up() -> None:
    counts = by_category(judgements())
    assert list(counts) == ["unanswerable", "value"]
    value, everything = counts["value"], tally(judgements())
    assert (value.total, value.right, value.wrong, value.refused, value.cited, value.exact) == (10, 7, 3, 0, 9, 7)
    assert everything.share(Verdict.RIGHT) == pytest.approx(8 / 11)
    assert failures(judgements()) == {"wrong_figure": 2, "crashed": 1, "figure_not_in_quotes": 2}


def test_the_bootstrap_is_repeatable_and_holds_the_share() -> None:
    low, high = interval(judgements(), Verdict.RIGHT)
    assert (low, high) == interval(judgements(), Verdict.RIGHT)
    assert 0 < low < 8 / 11 < high <= 1
    assert interval(judgements(), Verdict.WRONG)[1] < high
    assert interval([], Verdict.RIGHT) == (0, 0)
    low_of_many, high_of_many = interval(judgements() * 50, Verdict.RIGHT, rounds=400)
    assert high - low > 3 * (high_of_many - low_of_many)
