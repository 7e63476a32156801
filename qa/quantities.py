"""Whether a stated number agrees with a report's: same unit, and exact, rightly rounded or rightly bounded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from index.folding import plain
from index.lexicon import SCALES
from index.records import Figure

_SCALE = re.compile(rf"(?P<s>{'|'.join(sorted(map(re.escape, SCALES), key=len, reverse=True))})(?![^\W_])\.? *")
# What one of a unit is in the family's smallest.
_MEASURES: dict[str, tuple[str, Decimal]] = {
    "tấn": ("khối lượng", Decimal(1000)), "tạ": ("khối lượng", Decimal(100)), "kg": ("khối lượng", Decimal(1)),
    "yến": ("khối lượng", Decimal(10)), "ha": ("diện tích", Decimal(10000)), "héc ta": ("diện tích", Decimal(10000)),
    "hecta": ("diện tích", Decimal(10000)), "km2": ("diện tích", Decimal(1000000)), "m2": ("diện tích", Decimal(1)),
    "km²": ("diện tích", Decimal(1000000)), "m²": ("diện tích", Decimal(1)), "km": ("chiều dài", Decimal(1000)),
    "m": ("chiều dài", Decimal(1)), "mét": ("chiều dài", Decimal(1)), "kwh": ("điện", Decimal(1)),
    "mwh": ("điện", Decimal(1000)), "gwh": ("điện", Decimal(1000000)), "kw": ("công suất", Decimal(1)),
    "mw": ("công suất", Decimal(1000)), "mwp": ("công suất", Decimal(1000)), "m3": ("thể tích", Decimal(1000)),
    "m³": ("thể tích", Decimal(1000)), "lít": ("thể tích", Decimal(1)),
}  # fmt: skip
_MONEY = {
    "đ": "đồng", "vnd": "đồng", "đồng việt nam": "đồng", "đồng": "đồng", "đô la mỹ": "usd", "đô la": "usd",
    "usd": "usd", "eur": "eur", "euro": "eur",
}  # fmt: skip
_SAME: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split("|"))
    for group in (
        "người|lao động|học viên|học sinh|khẩu|nhân khẩu|đối tượng|bệnh nhân|em|cháu|trẻ|trẻ em|công dân|sinh viên|"
        "người chết|người bị thương|cán bộ|đại biểu|thí sinh|giáo viên",
        "lượt|lượt khách|lượt người|khách|du khách|hành khách|lượt hành khách|người|khách du lịch",
        "vụ|vụ việc|vụ án|vụ cháy|vụ tai nạn|trường hợp",
        "ca|ca mắc|ca bệnh|trường hợp|ca dương tính",
        "doanh nghiệp|dn|công ty|đơn vị",
        "hợp tác xã|htx",
        "suất|suất quà|phần quà|phần",
        "thủ tục hành chính|thủ tục|tthc|hồ sơ",
        "giấy|giấy chứng nhận|gcn|giấy phép",
        "con|con gia cầm|con lợn|con trâu|con bò",
        "hộ|hộ gia đình|gia đình|hộ dân",
        "xe|chiếc|ô tô|xe máy|phương tiện",
        "cơ sở|đơn vị|trường",
        "tỉnh|tỉnh, thành phố|tỉnh, thành|địa phương",
        "điểm phần trăm|điểm %|đpt",
        "%|phần trăm",
        "hk.km|hkkm|hk-km|hành khách.km|lượt khách.km|lượt hk.km|khách.km|người.km|hành khách/km|hk/km",
        "tấn.km|tấn/km|tấn-km|t.km|tkm",
    )
)
_BASE_UNIT = ("%", "phần trăm", "điểm phần trăm", "điểm %", "đpt", "lần", "bậc", "‰")
_CLOSE, _CLOSEST, _ROUGH = Decimal("0.03"), Decimal("0.12"), Decimal("0.2")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in its smallest unit: `value` of `unit`; `step` is what one of the last written digit is worth."""

    value: Decimal
    unit: str
    step: Decimal


def quantity(number: Decimal, written: str, unit: str | None) -> Quantity:
    """The amount of a number as written, with its unit's scale taken in."""
    low = " ".join(plain(unit or "").split())
    scale = Decimal(1)
    if (match := _SCALE.match(low)) and not low.startswith("tỷ lệ"):
        scale, low = SCALES[match["s"]], low[match.end() :]
        low = low or "đồng"
    name, per, divisor = low.partition("/")
    name = _MONEY.get(name.strip(), name.strip())
    family, size = _MEASURES.get(name, (name, Decimal(1)))
    exponent = number.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    step = Decimal(1).scaleb(-places) * scale * size
    return Quantity(number * scale * size, family + (f"/{divisor.strip()}" if per else ""), step)


def of_figure(figure: Figure) -> Quantity:
    """The amount of a figure."""
    return quantity(figure.number, figure.value, figure.unit)


def same_unit(one: str, other: str) -> bool:
    """Whether two base units count the same things; a missing one says nothing, except beside a relative one."""
    if one == other:
        return True
    if not one or not other:
        return not {one, other} & set(_BASE_UNIT)
    if any(one in group and other in group for group in _SAME):
        return True
    if {one, other} & ({"đồng", "usd", "eur", *_BASE_UNIT} | {family for family, _ in _MEASURES.values()}):
        return False
    return one.startswith(f"{other} ") or other.startswith(f"{one} ")


# What such a word stands before is a little more than the truth.
_FROM_BELOW = ("gần", "dưới", "nhiều nhất")


def agrees(said: Quantity, bound: str, real: Quantity, real_bound: str = "") -> bool:
    """Whether what is said is true of what the report has: equal, rightly rounded, or rightly bounded."""
    a, b = said.value, real.value
    if a == b:
        if real_bound and bound:
            return (bound in _FROM_BELOW) == (real_bound in _FROM_BELOW) or "khoảng" in (bound, real_bound)
        return bound in ("", "khoảng", "ít nhất", "nhiều nhất") or bool(real_bound)
    gap = abs(a - b)
    if b == 0 or a == 0:
        return False
    part = gap / abs(b)
    round_step = _round_step(said)
    match bound:
        case "hơn" | "ít nhất":
            return b > a and gap < round_step and part <= _limit(said)
        case "gần" | "nhiều nhất":
            return b < a and gap < round_step and part <= _limit(said)
        case "khoảng":
            return (gap <= round_step and part <= _CLOSE) or (_rounds_to(b, a, said.step) and part <= _CLOSEST)
        case _:
            return said.step > real.step and _rounds_to(b, a, said.step)


def _rounds_to(value: Decimal, said: Decimal, step: Decimal) -> bool:
    return (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step == said


def _round_step(said: Quantity) -> Decimal:
    """What one of the last digit that is no zero is worth: 100 for "700", 0.1 for "6,2"."""
    digits = said.value.normalize()
    exponent = digits.as_tuple().exponent
    last = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return max(last, said.step)


def _limit(said: Quantity) -> Decimal:
    """How far a bound may be from the truth: a single digit says little more than its own size."""
    return _ROUGH if len(said.value.normalize().as_tuple().digits) == 1 else _CLOSEST
