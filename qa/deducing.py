"""Questions for the level of a year before that the report does not state: what to look for, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.folding import plain
from index.grammar.periods import Clock, periods
from index.records import Period

_DEDUCED = re.compile(
    r"(?<![^\W_])(?:(?:có thể |hãy |thử )?(?:suy|tính|ước|quy|truy) (?:ra|ngược|lùi)(?: lại)?(?: (?:ra|được))?|"
    r"suy được)(?![^\W_])"
)
# What is reckoned from: "từ tốc độ tăng", "cứ lấy mức tăng năm nay mà", "và tỷ lệ tăng đi kèm".
_FROM_RATE = re.compile(
    r"(?:,? *(?:và|cứ|mà))*(?:,? *(?<![^\W_])(?:từ|theo|dựa (?:vào|trên)|căn cứ(?: vào)?|lấy|và))?"
    r"(?: (?:cái|con số|số))? *(?:(?:tỷ lệ|tốc độ|mức)(?: %| phần trăm)? (?:tăng|giảm)|% (?:tăng|giảm))(?: trưởng)?"
    r"(?: năm nay| đi kèm| này| đó)*(?: mà)?"
)
_BASED_ON = re.compile(r"(?<![^\W_])(?:căn cứ|dựa (?:vào|trên))(?: vào)?(?![^\W_])")
_YEAR_AGO = re.compile(
    r"(?<![^\W_])(?:của |hồi )?(?:cùng kỳ(?: năm (?:trước|ngoái|\d{4})| \d{4})?|"
    r"năm (?:trước|ngoái)(?: cũng quãng này)?)(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class Deduced:
    """The question without the year before and the way to reckon it; `periods` are those of this year to look in."""

    text: str
    periods: tuple[Period, ...]


def deduced(text: str, clock: Clock) -> Deduced | None:
    """What a question wants reckoned back to the year before; None where it wants no such thing."""
    low, whole = plain(text), clock.cumulative
    if whole is None or not _DEDUCED.search(low):
        return None
    named = [m for m in periods(low, clock) if m.period is not None and m.period.year == whole.year - 1]
    if any(
        m.period is not None and m.period.unit is not whole.unit and m.period != _before(clock.month) for m in named
    ):
        return None
    ago = _YEAR_AGO.search(low)
    if not named and ago is None:
        return None
    holes = [m.span for m in named] + [match.span() for match in (*_YEAR_AGO.finditer(low), *_DEDUCED.finditer(low))]
    holes += [match.span() for pattern in (_FROM_RATE, _BASED_ON) for match in pattern.finditer(low)]
    kept = "".join(c if not any(start <= at < end for start, end in holes) else " " for at, c in enumerate(text))
    now = tuple(replace(m.period, year=whole.year) for m in named if m.period is not None)
    return Deduced(" ".join(kept.split()), now)


def _before(period: Period | None) -> Period | None:
    return replace(period, year=period.year - 1) if period else None
