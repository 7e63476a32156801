"""What counts as the same figure: values and units as written, read so that they compare."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

SCALES = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}

NUMBER = re.compile(r"[-+]?\d[\d.,]*")
_GROUPS = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+")
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_PAIR = re.compile(r"(\d[\d.,]*)\s*([/-])\s*(\d[\d.,]*)")
_NUMBER_AND_WORDS = re.compile(r"(\d[\d.,]*)\s*\D.*")
_SPELLINGS = str.maketrans({"–": "-", "−": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Number:
    """A size without its sign: the direction says that."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class Pair:
    """A ratio "08/10" or a range "2021 - 2025"."""

    mark: str
    left: Decimal | None
    right: Decimal | None

    @property
    def parts(self) -> tuple[Number, ...]:
        """Its two numbers."""
        return tuple(Number(part) for part in (self.left, self.right) if part is not None)


@dataclass(frozen=True, slots=True)
class Date:
    """A day, however its zeros are written."""

    day: int
    month: int
    year: int


@dataclass(frozen=True, slots=True)
class Words:
    """A value that is no number."""

    text: str


Value = Number | Pair | Date | Words


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value as written and its unit ("" when it has none)."""

    value: str
    unit: str = ""


def normal(text: str) -> str:
    """`text` in one spelling, lower case and single blanks, for comparing."""
    lowered = unicodedata.normalize("NFC", text).translate(_SPELLINGS).lower()
    return " ".join(lowered.replace("kỳ", "kì").replace("luỹ", "lũy").split())


def joined(text: str) -> str:
    """`text` without blanks around its dashes: "2021 - 2025" is "2021-2025"."""
    return re.sub(r"\s*-\s*", "-", text)


def read_number(token: str) -> Decimal | None:
    """A number written the Vietnamese way, or plainly the English way ("1,234.5"); None when it is none."""
    bare = token.strip().rstrip(".,")
    if not NUMBER.fullmatch(bare):
        return None
    dots, commas = bare.count("."), bare.count(",")
    if dots and commas:
        thousands = "," if bare.rfind(".") > bare.rfind(",") else "."
    elif commas:
        thousands = "." if commas == 1 else ","
    else:
        thousands = "." if dots > 1 or _GROUPS.fullmatch(bare) else ","
    try:
        return Decimal(bare.replace(thousands, "").replace(",", "."))
    except InvalidOperation:
        return None


def read_value(written: str) -> Value:
    """What `written` says; a unit that is glued to it is left out."""
    text = re.sub(r"(\d)\s*%$", r"\1", normal(written))
    if date := _DATE.fullmatch(text):
        return Date(int(date[1]), int(date[2]), int(date[3]))
    if pair := _PAIR.fullmatch(text):
        return Pair(pair[2], read_number(pair[1]), read_number(pair[3]))
    amount = read_number(text)
    if amount is None and (number := _NUMBER_AND_WORDS.fullmatch(text)):
        amount = read_number(number[1])
    return Words(text) if amount is None else Number(abs(amount))


def same(gold: Quantity, given: Quantity, tolerance: Decimal | None = None) -> bool:
    """Whether `given` says what `gold` says: the same amount under any scale, or within `tolerance` in gold's unit.

    A ratio says both its numbers.
    """
    wanted, got = read_value(gold.value), read_value(given.value)
    if isinstance(wanted, Number) and isinstance(got, Pair):
        return got.mark == "/" and wanted in got.parts
    if wanted == got:
        return _compatible(gold.unit, given.unit)
    if not isinstance(wanted, Number) or not isinstance(got, Number):
        return False
    close = tolerance is not None and abs(wanted.amount - got.amount) <= tolerance
    return close or _amount(wanted, gold.unit) == _amount(got, given.unit)


def stands_in(written: str, text: str) -> bool:
    """Whether `text` holds the value, its numbers in whatever spelling ("07" for "7", "1883" for "1.883")."""
    value = read_value(written)
    match value:
        case Number():
            return value in _numbers(text)
        case Pair():
            return len(value.parts) == 2 and _numbers(text).issuperset(value.parts)
        case Date():
            return any(read_value(date[0]) == value for date in _DATE.finditer(text))
        case Words():
            return normal(written) in normal(text)


def _numbers(text: str) -> set[Value]:
    return {read_value(token) for token in NUMBER.findall(normal(text))}


def _compatible(wanted: str, got: str) -> bool:
    if not wanted.strip() or not got.strip():
        return True
    scales = [[word for word in normal(unit).split() if word in SCALES] for unit in (wanted, got)]
    return scales[0] == scales[1] and _percent(wanted) == _percent(got)


def _percent(unit: str) -> bool:
    return "%" in unit or normal(unit) in ("điểm phần trăm", "phần trăm")


def _amount(number: Number, unit: str) -> Decimal:
    amount = number.amount
    for word in normal(unit).split():
        if word not in SCALES:
            break
        amount *= Decimal(10) ** SCALES[word]
    return amount
