from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.generated import MONTH, TOURISTS, Made, write
from index.build import evidence_of
from index.folding import fold
from index.ledger import Ledger
from index.places import PROVINCES
from index.store import Store
from qa.chain import Assistant
from qa.choice import Shortlist
from qa.library import Library
from qa.place_names import PlaceNames
from qa.records import Answer, Answered
from qa.settings import Settings

TURNS = 3
PLACES = ("An Giang", "Huế", "Thừa Thiên Huế", "Quảng Bình", "Bà Rịa - Vũng Tàu", "Hồ Chí Minh", "Yên Bái")
FORMS = (
    "Lượng khách du lịch {month} tháng năm {year} của {place} là bao nhiêu?",
    "Lượng khách du lịch {place} {month}T/{year}?",
    "{place}: lượng khách du lịch {month} tháng đầu năm {year}?",
    "{month} tháng {year}, {place} đón bao nhiêu lượt khách du lịch?",
    "Lượng khách du lịch lũy kế đến hết tháng {month}/{year} của {place}",
)
TYPED = [
    ("Bà Rịa - Vũng Tàu", ("BR-VT", "BRVT", "Bà Rịa Vũng Tàu")),
    ("Hồ Chí Minh", ("TP HCM", "TPHCM", "TP.HCM", "HCM", "Sài Gòn")),
    ("Thừa Thiên Huế", ("TT Huế", "TT-Huế", "TTH", "Thừa Thiên - Huế")),
    ("Đắk Lắk", ("Đắc Lắc", "Dak Lak", "Đăk Lăk")),
    ("Kon Tum", ("Kontum",)),
    ("Hòa Bình", ("Hoà Bình", "HOÀ BÌNH")),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, int], Made]:
    """By province and turn, as written into `folder`."""
    folder = tmp_path_factory.mktemp("nhieu")
    found = write(folder, TURNS * len(PROVINCES), 24)
    with Store.create_or_open(folder / "kho") as store:
        for report in found:
            store.add(evidence_of(folder / f"{report.name}.txt"))
    FOLDERS.append(folder)
    return {(report.province, number // len(PROVINCES)): report for number, report in enumerate(found)}


FOLDERS: list[Path] = []


@pytest.fixture(scope="module")
def assistant(made: dict[tuple[str, int], Made]) -> Iterator[Assistant]:
    opened = Assistant.open(Settings(store=FOLDERS[-1] / "kho"))
    yield opened
    opened.close()


def given(answer: Answer) -> list[tuple[str, str]]:
    outcome = answer.outcome
    return [(f.report, f.value) for f in outcome.figures] if isinstance(outcome, Answered) else [("", answer.text)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("place", PLACES)
def test_place_and_period_choose(
    assistant: Assistant, made: dict[tuple[str, int], Made], place: str, form: str
) -> None:
    for turn in range(TURNS):
        report = made[place, turn]
        answer = assistant.ask(form.format(place=place, month=report.month, year=report.year))
        assert given(answer) == [(report.name, report.levels[TOURISTS])]


@pytest.mark.parametrize("place", PLACES)
def test_a_question_without_diacritics_finds_its_place(
    assistant: Assistant, made: dict[tuple[str, int], Made], place: str
) -> None:
    report = made[place, 1]
    typed = f"luong khach du lich {fold(place)} {report.month} thang {report.year} bao nhieu"
    assert given(assistant.ask(typed)) == [(report.name, report.levels[TOURISTS])]


@pytest.mark.parametrize(("place", "typed"), [(place, name) for place, names in TYPED for name in names])
def test_places_are_heard_as_people_type_them(
    assistant: Assistant, made: dict[tuple[str, int], Made], place: str, typed: str
) -> None:
    report = made[place, 2]
    question = f"Lượng khách du lịch {report.month} tháng năm {report.year} của {typed}?"
    answer = assistant.ask(question)
    assert given(answer) == [(report.name, report.levels[TOURISTS])]
    assert answer.question == question


def test_initials_of_several_places_choose_none(assistant: Assistant, made: dict[tuple[str, int], Made]) -> None:
    report = made["Quảng Ninh", 0]
    answer = assistant.ask(f"Lượng khách du lịch {report.month} tháng năm {report.year} của QN?")
    assert not isinstance(answer.outcome, Answered)


def test_the_month_alone_is_told_from_the_months_so_far(
    assistant: Assistant, made: dict[tuple[str, int], Made]
) -> None:
    report = made["Yên Bái", 1]
    answer = assistant.ask(f"Lượng khách du lịch tháng {report.month}/{report.year} ở Yên Bái?")
    assert given(answer) == [(report.name, report.levels[MONTH])]


def test_without_a_period_the_latest_of_the_place_answers_and_is_named(
    assistant: Assistant, made: dict[tuple[str, int], Made]
) -> None:
    latest = max((made["Yên Bái", turn] for turn in range(TURNS)), key=lambda r: (r.year, r.month))
    told = assistant.ask("Lượng khách du lịch Yên Bái lũy kế?")
    assert given(told) == [(latest.name, latest.levels[TOURISTS])]
    assert f"({latest.name})" in told.text


def test_without_place_and_period_the_latest_that_can_answer_does(
    assistant: Assistant, made: dict[tuple[str, int], Made]
) -> None:
    latest = max((r.year, r.month) for r in made.values())
    (name, value), *_ = given(assistant.ask("Lượng khách du lịch lũy kế?"))
    report = next(r for r in made.values() if r.name == name)
    assert (report.year, report.month) == latest
    assert report.levels[TOURISTS] == value


def test_a_period_that_no_report_has_is_refused(assistant: Assistant) -> None:
    assert not isinstance(assistant.ask("Lượng khách du lịch Huế 3 tháng năm 2010?").outcome, Answered)


def test_a_place_that_no_report_is_about_is_refused(assistant: Assistant) -> None:
    answer = assistant.ask("Lượng khách du lịch của huyện Than Uyên là bao nhiêu?")
    assert not isinstance(answer.outcome, Answered)


def test_the_store_is_searched_only_when_the_first_reports_do_not_answer() -> None:
    names = [f"r{number:03}" for number in range(100)]
    searched: list[int] = []

    def search() -> set[str]:
        searched.append(1)
        return {"r002", "r050", "r099"}

    chosen = Shortlist(names, search)
    assert chosen
    assert next(iter(chosen)) == "r000"
    assert searched == []
    assert [*chosen] == [*names[:6], "r050", "r099"]
    assert len(chosen) == 8
    assert len(searched) == 1
    assert [*Shortlist(names[:12], search)] == names[:12]
    assert not Shortlist((), search)


def test_only_the_shelves_used_last_stay_open(made: dict[tuple[str, int], Made]) -> None:
    with Ledger.open(FOLDERS[-1] / "kho" / "ledger.sqlite", write=False) as ledger:
        library = Library(ledger, keep=2)
        first, second, third = (made["Huế", turn].name for turn in range(3))
        kept = library.shelf(first)
        library.shelf(second)
        assert library.shelf(first) is kept
        library.shelf(third)
        assert library.shelf(first) is kept
        assert list(library._shelves) == [third, first]
        assert library.shelf(second).text == ledger.document(second).text


def test_initials_are_no_place_where_they_are_a_word_or_stand_for_two() -> None:
    names = PlaceNames(["tỉnh Điện Biên", "tỉnh Quảng Ninh", "tỉnh Quảng Nam", "tỉnh Ninh Bình"])
    assert names.spelled("Đàn trâu ĐB?") == "Đàn trâu Điện Biên?"
    assert names.spelled("Thu NSNN của QN") == "Thu NSNN của QN"
    assert names.spelled("Số 12/QĐ-ĐB") == "Số 12/QĐ-ĐB"
    assert names.spelled("luong khach dien bien?") == "luong khach Điện Biên?"
    assert names.spelled("Khách điện biên") == "Khách điện biên"
    english = "How many tourists came to Dien Bien in 8 months?"
    assert names.spelled(english) == english
