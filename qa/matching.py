"""How well a figure fits what is asked: words, period, basis, unit. Similar wording alone is never enough."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.folding import fold, plain
from index.grammar.patterns import alternatives
from index.grammar.periods import Clock, periods
from index.lexicon import COUNT_NOUNS, MEASURES
from index.records import Figure, Kind, PeriodUnit
from qa.abbreviations import ABBREVIATIONS
from qa.library import Shelf, View, Words, padded
from qa.records import Aim, Ask, Concept, NotFound, Query
from qa.timing import only_planned, period_fit, same_period
from qa.vocabulary import WEAK_SAID, WEAK_WORDS

ALLOWED: dict[Aim, tuple[Kind, ...]] = {
    Aim.LEVEL: (Kind.LEVEL, Kind.PRICE, Kind.RATIO, Kind.SHARE),
    Aim.CHANGE: (Kind.CHANGE_PCT, Kind.CHANGE_ABS, Kind.MULTIPLE, Kind.INDEX),
    Aim.CHANGE_PCT: (Kind.CHANGE_PCT, Kind.CHANGE_ABS, Kind.INDEX),
    Aim.CHANGE_ABS: (Kind.CHANGE_ABS,),
    Aim.MULTIPLE: (Kind.MULTIPLE,),
    Aim.PLAN_PCT: (Kind.PLAN_PCT,),
    Aim.SHARE: (Kind.SHARE, Kind.RATIO),
    Aim.INDEX: (Kind.INDEX, Kind.CHANGE_PCT),
    Aim.RANK: (Kind.RANK,),
    Aim.PAIR: (Kind.LEVEL,),
}
_MONEY = frozenset({"đồng", "usd", "tiền", "tỷ", "triệu", "nghìn", "eur"})
_PEOPLE = frozenset(
    (
        "người|lao động|bệnh nhân|học viên|học sinh|đối tượng|đại biểu|khẩu|nhân khẩu|người chết|người bị "
        "thương|bác sĩ|bác sỹ|điều dưỡng|y sĩ|hội viên|đoàn viên|đảng viên|vận động viên|"
        "chiến sĩ|sinh viên|giáo viên|trẻ|trẻ em|em|cháu|công dân|hành khách|thí sinh|cán bộ"
    ).split("|")
)
_VISITS = frozenset("lượt|lượt khách|lượt người|khách|du khách|hành khách|người|lượt hành khách".split("|"))
_FIRMS = frozenset(("công ty", "doanh nghiệp", "đơn vị", "doanh nghiệp, đơn vị"))
_HOUSES = frozenset(("căn", "căn nhà", "ngôi nhà", "nhà", "ngôi"))
_CASES = frozenset(("ca", "ca mắc", "ca bệnh", "trường hợp", "trường hợp mắc", "bệnh nhân", "người mắc", "người"))
_ALIKE = (_PEOPLE, _VISITS, _FIRMS, _HOUSES, _CASES)
# "Sản phẩm ... có mấy cái?": the thing counted is named before.
_ANY_THING = ("cái", "chiếc")
_GENERAL = frozenset(("cơ sở", "doanh nghiệp", "đơn vị", "công trình", "tổ chức", "cái", "chiếc"))
_COUNTED = re.compile(rf"(?<![^\W_])số (?:lượng )?(?P<noun>{alternatives(COUNT_NOUNS)})(?![^\W_])")
_SCALES = ("nghìn tỷ", "nghìn", "ngàn", "triệu", "tỷ", "vạn")
# A figure answers when no larger share of the question's weight is unmet, and its score is no lower.
MOST_MISSING, LEAST_SCORE = 0.36, 0.33
PASSAGE, HEADING, SENTENCE, CLAUSE, HEAD, OWN = 0.3, 0.4, 0.5, 0.85, 0.9, 1.0
FOCUS = 1.8
LEAST_PLACE = 0.25
# From this length on, syllables in a row are the phrase even where the report glues them: "thươngphẩm".
_GLUED = 9
# A phrase of several words that stand apart: "kim ngạch cà phê xuất khẩu".
APART = 0.55
RIVAL, IMPLIED = 0.1, 0.7
# What an asker's verb tells that the report never uses.
UNHEARD = 0.8


@dataclass(frozen=True, slots=True)
class Match:
    """A figure and how it fits. `score` orders candidates; `missing` is the share of the question's weight unmet."""

    shelf: Shelf
    view: View
    score: float
    missing: float
    unmet: tuple[Concept, ...]

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.view.figure


# Finds the figure that answers one ask, or says why there is none: `finding.find`, handed to what computes.
Finder = Callable[..., Match | NotFound]


@lru_cache(maxsize=20_000)
def present(concept: Concept, words: Words) -> float:
    """1 when an alternative stands in `words` as it is; less without its diacritics or with its syllables glued."""
    best = 0.0
    for alternative in concept.alternatives:
        if f" {alternative} " in words.said:
            return 1.0
        bare = fold(alternative)
        parts = bare.split()
        if f" {bare} " in words.bare:
            best = max(best, 0.9 if len(parts) > 1 or alternative == bare else 0.0)
        elif len(parts) > 2 and alternative == concept.alternatives[0] and _apart(alternative, bare, words):
            best = max(best, APART)
        elif len(parts) > 1 and len(bare) > _GLUED and "".join(parts) in words.bare.replace(" ", ""):
            best = max(best, 0.9)
    return best


def _apart(alternative: str, bare: str, words: Words) -> bool:
    """Whether all syllables of a phrase stand somewhere in `words`, with their marks unless it was typed bare."""
    where = words.bare if alternative == bare else words.said
    return all(f" {syllable} " in where for syllable in alternative.split())


def is_weak(concept: Concept) -> bool:
    """Whether a concept is only an asker's verb or filler."""
    said = concept.alternatives[0]
    return said in WEAK_SAID or all(s in WEAK_WORDS for s in fold(said).split())


def weight(concept: Concept, shelf: Shelf) -> float:
    """What a concept tells in this report: that of its most telling syllable, by its commonest alternative."""
    if is_weak(concept):
        return 0.3
    if concept.verb and not any(shelf.frequencies.get(s) for s in concept.alternatives[0].split()):
        return UNHEARD
    value = max(0.25, min(max(shelf.rarity(s) for s in alternative.split()) for alternative in concept.alternatives))
    if concept.name:
        # A school year has to be there, but says nothing of what is asked.
        return 0.3 if concept.alternatives[0].startswith("năm học ") else max(3.0, value)
    return max(1.6, 1.3 * value) if concept.alternatives[0] in MEASURES else value


def fit(view: View, content: Sequence[Concept], shelf: Shelf) -> tuple[float, float, tuple[Concept, ...]]:
    """Score, unmet share and unmet concepts of a figure's words against the question's."""
    if not content:
        return 0.0, 0.0, ()
    total = met = lost = 0.0
    unmet = []
    asked = _asked_syllables(view, content)
    foreign = [s for s in dict.fromkeys(view.own.said.split()) if fold(s) not in asked]
    shared = any(f" {a} {b} " in view.heading.said for a, b in zip(foreign, foreign[1:], strict=False))
    for concept in content:
        value = weight(concept, shelf) * (FOCUS if concept.focus else 1.0)
        place = max(
            OWN * present(concept, view.own),
            HEAD * present(concept, view.head),
            CLAUSE * present(concept, view.clause),
            SENTENCE * present(concept, view.sentence),
            HEADING * present(concept, view.heading),
            PASSAGE * present(concept, shelf.around(view.figure)),
        )
        if place <= CLAUSE and not present(concept, view.own) and present(concept, view.rivals) == 1.0:
            place = RIVAL if place <= SENTENCE else HEADING
        if place == SENTENCE and present(concept, view.later) == 1.0 and not present(concept, view.before):
            place = RIVAL
        if place <= HEADING and shared and present(concept, view.heading):
            place = RIVAL
        if place < HEADING and implied(concept, view):
            place = IMPLIED
        if not place and is_weak(concept):
            continue
        measured = concept.alternatives[0] in MEASURES and place < SENTENCE
        total += value
        met += value * place
        if measured or place < (HEADING if concept.focus or concept.name else LEAST_PLACE):
            lost += value
            unmet.append(concept)
    if not total:
        return 0.0, 0.0, ()
    return met / total - 0.22 * _surplus(view, asked, shelf), lost / total, tuple(unmet)


_IMPLIED_UNITS = {
    "sản lượng": ("tấn", "kg", "kwh", "chiếc", "m3", "m³", "lít", "cây", "quả", "cái", "bao", "viên", "tạ"),
    "sản xuất": ("tấn", "kg", "kwh", "chiếc", "m3", "m³", "lít", "cái"),
    "diện tích": ("ha", "m2", "m²", "km2"),
    "số lượng": ("con", "người", "hộ", "cái", "chiếc"),
    "đàn": ("con",),
    "kim ngạch": ("usd",),
    "giá trị": ("đồng", "usd"),
    "trị giá": ("đồng", "usd"),
    "doanh thu": ("đồng", "usd"),
    "thu": ("đồng",),
    "tỷ lệ": ("%",),
    "công suất": ("mw", "kw"),
    "tiền": ("đồng", "usd"),
    "số tiền": ("đồng", "usd"),
    "kinh phí": ("đồng", "usd"),
    "lượng": ("tấn", "kg", "lít", "m3", "m³", "kwh"),
    "khối lượng": ("tấn", "kg", "m3", "m³"),
    "quy mô": ("",),
}


def implied(concept: Concept, view: View) -> bool:
    """Whether a measure goes without saying by the unit: tons of cement are an output."""
    units = _IMPLIED_UNITS.get(concept.alternatives[0], ())
    return view.measured_in.endswith(units) or (view.figure.unit or "").lower().endswith(units)


def _asked_syllables(view: View, content: Sequence[Concept]) -> set[str]:
    """The bare syllables of the question's words, and of those synonyms that name the figure."""
    asked = {s for c in content for a in c.alternatives if f" {fold(a)} " in view.own.bare for s in fold(a).split()}
    return asked | {s for c in content for s in fold(c.alternatives[0]).split()}


def _surplus(view: View, asked: set[str], shelf: Shelf) -> float:
    """The share of the figure's own words, by what they tell, that the question does not speak of."""
    own = [(s, max(0.2, shelf.rarity(s))) for s in dict.fromkeys(view.own.said.split())]
    total = sum(w for _, w in own)
    return sum(w for s, w in own if fold(s) not in asked) / total if total else 0.0


def unit_fits(figure: Figure, asked: str) -> bool:
    """Whether a figure's unit answers a question for `asked` ("tỷ", "con", "%"); no unit asked fits all."""
    if not asked:
        return True
    unit = (figure.unit or "").lower()
    if asked == "%":
        return unit in ("%", "‰")
    if "điểm" in asked and "%" in asked:
        return "điểm" in unit or unit == "%"
    numerator, per, denominator = asked.partition("/")
    if per or numerator in _MONEY:
        unit, _, mine = unit.partition("/")
        if per and fold(denominator.strip()) != fold(mine.strip()):
            return False
    want, have = _base(numerator.strip()), _base(unit)
    have = ABBREVIATIONS.get(have, have)
    if want in _MONEY:
        return have in _MONEY or in_money(unit)
    if not want:
        return any(s in unit for s in _SCALES)
    same = (
        fold(want) == fold(have)
        or fold(have).startswith(fold(want))
        or fold(want).startswith(fold(have))
        and bool(have)
        or bool(have)
        and fold(want).endswith(f" {fold(have)}")
    )
    return same or any({want, have} <= group for group in _ALIKE) or want in _ANY_THING and have in COUNT_NOUNS


def in_money(unit: str) -> bool:
    """Whether a unit in small letters is one of money: "tỷ đồng", "triệu usd"."""
    return unit.endswith(("đồng", "usd", "eur"))


def _counts(view: View, asked: str) -> bool:
    """Whether what is counted in a general word is called by the thing asked for: "bệnh viện" among "cơ sở" of care."""
    return bool(asked) and view.figure.unit in _GENERAL and f" {plain(asked)} " in view.own.said


def counts_another(view: View, ask: Ask) -> bool:
    """Whether "Số giáo viên" is asked and the figure counts other things: pupils, schools."""
    asked, unit = _COUNTED.search(plain(ask.words)), view.figure.unit or ""
    if asked is None or view.figure.kind is not Kind.LEVEL or unit not in COUNT_NOUNS or "người" in unit:
        return False
    noun = asked["noun"]
    alike = noun in unit or unit in noun or noun == "người" or {noun, unit} <= _VISITS
    return not alike and f" {noun} " not in (view.own + view.clause).said


def _base(unit: str) -> str:
    for scale in _SCALES:
        if unit == scale:
            return scale if scale in _MONEY else ""
        if unit.startswith(scale + " "):
            return unit[len(scale) + 1 :]
    return unit


_SET_BY_PROVINCE = "tinh giao"
_OWNERS = ("hdnd", "trung uong", "thu tuong", "ubnd", "huyen", "quoc hoi", "bo ")


def basis_fits(figure: Figure, ask: Ask) -> float | None:
    """How a figure's basis fits the one asked: None when it is another ("HĐND tỉnh giao" against "Trung ương giao")."""
    if not ask.basis:
        return 0.0
    want, have = fold(ask.basis), fold(figure.basis or "")
    if figure.kind is Kind.PLAN_PCT:
        owners = [o for o in _OWNERS if o in want]
        resolved = re.search(r"nghi quyet|\bnq\b", want)
        if resolved:
            return 0.1 if re.search(r"nghi quyet|\bnq\b", have) else None if any(o in have for o in _OWNERS) else -0.1
        if not owners:
            # "Dự toán tỉnh giao" does not say which council or committee; a plan that no one is said to set is farther.
            return 0.1 if _SET_BY_PROVINCE in want and _SET_BY_PROVINCE in have else 0.0
        if not have or all(o not in have for o in owners):
            return None if any(o in have for o in _OWNERS) or len(owners) > 1 or not have else -0.2
        met = sum(o in have for o in _OWNERS if o in want)
        return 0.1 * met - 0.05 * sum(o in have for o in _OWNERS if o not in want)
    asked, mine = earlier_kind(ask.basis, figure), earlier_kind(figure.basis or "", figure)
    if asked and mine and asked != mine:
        return None
    return 0.05 if have else 0.0


def other_prices(said: str, view: View) -> bool:
    """Whether a text (question or statement) names one price basis and the figure's sentence the other."""
    asked = padded(said)
    for mine, other in (("gia so sanh", "gia hien hanh"), ("gia hien hanh", "gia so sanh")):
        if f" {mine} " in asked and f" {other} " in view.sentence.bare and f" {mine} " not in view.sentence.bare:
            return True
    return False


def earlier_kind(basis: str, figure: Figure) -> str:
    """What an earlier basis is to the figure's period: "tháng 5/2023" is "cùng kỳ" of May 2024; "" if unclear."""
    low = plain(basis)
    mine = figure.period
    if _DECEMBER.search(low) and (mine is None or mine.last_month != 12):
        return "tháng 12"
    for words, kind in _EARLIER_WORDS:
        if words in low:
            return kind
    if mine is None or not low:
        return ""
    said = next((m.period for m in periods(low, Clock(mine)) if m.period), None)
    year = re.fullmatch(r"(?:năm )?((?:19|20)\d\d)", low.strip())
    if year and int(year[1]) == mine.year - 1:
        return "cùng kỳ"
    if said is None:
        return ""
    if same_period(said, mine):
        # Nothing is compared with itself: "so với quý III" of a third quarter means that of the year before.
        return "cùng kỳ"
    if (
        said.year == mine.year - 1
        and said.last_month == mine.last_month
        or said.unit is PeriodUnit.YEAR
        and said.year == mine.year - 1
    ):
        return "cùng kỳ"
    if said.unit is PeriodUnit.MONTH and said.year == mine.year and said.number == mine.last_month - 1:
        return "tháng trước"
    return str(said)


_DECEMBER = re.compile(r"tháng 12(?= *(?:năm|/|$))")
_EARLIER_WORDS = (
    ("kỳ gốc", "kỳ gốc"),
    ("năm gốc", "kỳ gốc"),
    ("cùng kỳ", "cùng kỳ"),
    ("cùng tháng", "cùng kỳ"),
    ("cùng thời điểm", "cùng kỳ"),
    ("tháng trước", "tháng trước"),
    ("quý trước", "quý trước"),
    ("vụ trước", "cùng kỳ"),
    ("năm trước", "cùng kỳ"),
    ("năm ngoái", "cùng kỳ"),
)


# What is taken in, paid or owed: never what a branch of the economy produces.
MONEY_MEASURES = frozenset({"doanh thu", "kim ngạch", "vốn", "dư nợ", "tổng thu", "tổng chi"})
_MONEY_NAMES = ("kim ngạch ", "doanh thu ", "dư nợ ")


def _measures(figure: Figure, ask: Ask, content: Sequence[Concept]) -> bool:
    """Whether a level's unit can measure what is asked: a revenue is money, an area is hectares."""
    if ask.unit or figure.kind is not Kind.LEVEL or not figure.unit:
        return True
    unit = figure.unit.lower()
    said = next((c.alternatives[0] for c in content if c.alternatives[0] in MEASURES), "")
    first = content[0].alternatives[0] if content else ""
    if said in MONEY_MEASURES or first.startswith(_MONEY_NAMES):
        return _base(unit) in _MONEY or in_money(unit)
    if said == "diện tích":
        return unit.endswith(_IMPLIED_UNITS["diện tích"])
    return said != "sản lượng" or not unit.endswith(("ha", "đồng", "usd", "người"))


def candidates(
    shelf: Shelf,
    query: Query,
    ask: Ask,
    content: Sequence[Concept],
    kinds: Iterable[Kind],
    passages: frozenset[int] | None = None,
) -> list[Match]:
    """The figures of a report that may answer `ask`, best first: kind, unit, period and basis fit, words are scored."""
    allowed, found = frozenset(kinds), []
    for view in shelf.views:
        figure = view.figure
        if figure.kind not in allowed or (passages is not None and figure.passage not in passages):
            continue
        if not unit_fits(figure, ask.unit) and not _counts(view, ask.unit):
            continue
        bonus, basis = period_fit(figure, query, shelf), basis_fits(figure, ask)
        if bonus is None or basis is None:
            continue
        if other_prices(query.text, view) or not _measures(figure, ask, content) or only_planned(figure, query, shelf):
            continue
        score, missing, unmet = fit(view, content, shelf)
        found.append(Match(shelf, view, score + bonus + basis, missing, unmet))
    return sorted(found, key=lambda m: -m.score)
