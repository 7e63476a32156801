"""Numbers and dates of a workbook as its formats show them, written the Vietnamese way: 1234.5 -> "1.234,5"."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?,. ]*")
_SWAP = str.maketrans(",.", ".,")
_GENERAL_DIGITS = 11


def shown(value: object, form: str) -> str:
    """The words of a cell with `value` under the number format `form`; "" for what has no words."""
    if isinstance(value, bool):
        return "Đúng" if value else "Sai"
    if isinstance(value, int | float):
        return _number(value, form)
    if isinstance(value, datetime | date | time):
        return _moment(value, form.lower())
    if isinstance(value, timedelta):
        return str(value)
    return value if isinstance(value, str) else ""


def _number(value: int | float, form: str) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    number = Decimal(repr(value))
    sections = _sections(form)
    if form.lower() in ("general", "@", "") or not sections:
        return _general(number)
    negative = number < 0
    if number == 0 and len(sections) > 2:
        section, sign = sections[2], ""
    elif negative and len(sections) > 1:
        section, sign = sections[1], ""
    else:
        section, sign = sections[0], "-" if negative else ""
    written, is_zero = _by_section(abs(number), section)
    return written if is_zero else sign + written


def _sections(form: str) -> list[str]:
    """The parts of a format between semicolons that stand outside quotes."""
    parts, start, quoted = [], 0, False
    for at, char in enumerate(form):
        quoted ^= char == '"'
        if char == ";" and not quoted:
            parts.append(form[start:at])
            start = at + 1
    return [*parts, form[start:]] if form else []


def _by_section(number: Decimal, section: str) -> tuple[str, bool]:
    """A number that is not negative by one section of a format, and whether it rounds to zero."""
    plain, literals = _without_literals(section)
    digits = _DIGITS.search(plain)
    if digits is None:
        if "general" in plain.lower():
            return _general(number), False
        return _with_literals(plain, literals).strip(), False
    mask = digits[0].rstrip()
    if "%" in plain:
        number *= 100
    whole, _, decimals = mask.partition(".")
    for _ in range(len(mask) - len(mask.rstrip(","))):
        number /= 1000
    least, most = decimals.count("0"), sum(decimals.count(c) for c in "0#?")
    rounded = number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    grouped = "," in whole.rstrip(",") or " " in whole.strip()
    text = f"{rounded:,f}" if grouped else f"{rounded:f}"
    if most > least and "." in text:
        head, _, tail = text.partition(".")
        tail = tail[:least] + tail[least:].rstrip("0")
        text = f"{head}.{tail}" if tail else head
    before = _with_literals(plain[: digits.start()], literals)
    after = _with_literals(plain[digits.start() + len(mask) :], literals)
    return f"{before}{text.translate(_SWAP)}{after}".strip(), rounded == 0


def _without_literals(section: str) -> tuple[str, list[str]]:
    """A section with a mark for each of its quoted words, colours and fillers, and the words that these stand for."""
    literals: list[str] = []

    def mark(match: re.Match[str]) -> str:
        literals.append(match[1] or match[2] or "")
        return "\x01"

    return _LITERAL.sub(mark, section), literals


def _with_literals(text: str, literals: list[str]) -> str:
    while "\x01" in text and literals:
        text = text.replace("\x01", literals.pop(0), 1)
    return text


def _general(number: Decimal) -> str:
    """A number without a format: as many digits as it needs, at most eleven, never grouped."""
    if abs(number) >= Decimal(10) ** 15:
        return f"{number:f}".partition(".")[0]
    places = max(0, _GENERAL_DIGITS - len(f"{abs(number):f}".partition(".")[0]))
    text = f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text).translate(_SWAP)


def _moment(value: datetime | date | time, form: str) -> str:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    day, month, year = f"{value.day:02d}", f"{value.month:02d}", str(value.year)
    bare = _LITERAL.sub(" ", form)
    if "d" not in bare and "y" in bare:
        return f"{month}/{year}" if "m" in bare else year
    text = f"{day}/{month}" if "d" in bare and "y" not in bare else f"{day}/{month}/{year}"
    if isinstance(value, datetime) and "h" in bare and (value.hour or value.minute):
        text += f" {value.hour:02d}:{value.minute:02d}"
    return text
