"""Made-up reports in any number, over provinces and months, with what they say of each indicator: for measuring.

The figures are drawn at random and belong to no place; the same arguments give the same reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from index.places import CITIES, PROVINCES

FIRST_YEAR = 2019
PASSAGES, LEAST_PASSAGES = 200, 10
_CROPS = (
    "lúa mùa|ngô|khoai lang|sắn|lạc|đậu tương|mía|rau các loại|chè búp|cà phê nhân|cao su|hồ tiêu|điều|cam|bưởi|xoài"
)
_HERDS = "trâu|bò|lợn|dê|gia cầm"
_GOODS = (
    "xi măng|gạch nung|điện thương phẩm|nước máy|đá xây dựng|than sạch|quặng sắt|thức ăn chăn nuôi|tinh bột sắn|"
    "đường kính|bia hơi|phân bón NPK|giấy bìa|gỗ xẻ|dược liệu|phôi thép"
)
_EXPORTS = (
    "gạo|chè|cà phê|cao su|hạt điều|thủy sản|hàng dệt may|giày dép|gỗ và sản phẩm gỗ|linh kiện điện tử|clinker|"
    "rau quả|hạt tiêu|máy móc thiết bị"
)
_TAXES = (
    "thuế bảo vệ môi trường|lệ phí trước bạ|thuế thu nhập cá nhân|tiền sử dụng đất|phí và lệ phí|tiền thuê đất|"
    "thu xổ số kiến thiết|thuế sử dụng đất phi nông nghiệp"
)
_PUPILS = "mầm non|tiểu học|trung học cơ sở|trung học phổ thông|giáo dục thường xuyên"
_ILLS = "sốt xuất huyết|tay chân miệng|thủy đậu|viêm gan|lao phổi|cúm mùa|sởi|tiêu chảy cấp"
_WORKS = "quốc lộ|đường tỉnh|đường huyện|cầu dân sinh|hồ chứa nước|trạm bơm|trường học|trạm y tế"
# Heading, what is told one by one, its sentence; {0} is the thing, {1} its level, {2} the growth, {3} up or down.
_TOPICS = (
    ("I. Kinh tế|1. Trồng trọt", _CROPS, "Diện tích gieo trồng {0} {4} {1} ha, {3} {2}% so với cùng kỳ năm trước."),
    ("|2. Sản lượng cây trồng", _CROPS, "Sản lượng {0} {4} {1} tấn, {3} {2}% so với cùng kỳ năm trước."),
    ("|3. Chăn nuôi", _HERDS, "Tổng đàn {0} {4} {1} con, {3} {2}% so với cùng kỳ năm trước."),
    ("|4. Sản phẩm chăn nuôi", _HERDS, "Sản lượng thịt {0} hơi xuất chuồng {4} {1} tấn, {3} {2}%."),
    ("|5. Công nghiệp", _GOODS, "Sản xuất {0} {4} {1} tấn, {3} {2}% so với cùng kỳ năm trước."),
    ("|6. Tiêu thụ", _GOODS, "Lượng {0} tồn kho {4} {1} tấn, {3} {2}% so với cùng thời điểm năm trước."),
    ("|7. Xuất khẩu", _EXPORTS, "Kim ngạch xuất khẩu {0} {4} {1} triệu USD, {3} {2}% so với cùng kỳ năm trước."),
    ("|8. Nhập khẩu", _EXPORTS, "Kim ngạch nhập khẩu {0} {4} {1} triệu USD, {3} {2}% so với cùng kỳ năm trước."),
    ("|9. Thu ngân sách", _TAXES, "Thu từ {0} {4} {1} tỷ đồng, {3} {2}% so với cùng kỳ năm trước."),
    ("II. Xã hội|1. Giáo dục", _PUPILS, "Số học sinh {0} {4} {1} học sinh, {3} {2}% so với năm học trước."),
    ("|2. Y tế", _ILLS, "Số ca mắc {0} {4} {1} ca, {3} {2}% so với cùng kỳ năm trước."),
    ("III. Đầu tư|1. Công trình", _WORKS, "Vốn đầu tư cho {0} giải ngân {4} {1} tỷ đồng, {3} {2}%."),
)
_SIZES = (1, 1, 1, 1, 1, 1, 2, 3, 5, 8)
_VERBS = ("đạt", "ước đạt", "là")
_TOURISTS = "Lượng khách du lịch {5} {4} {1} lượt, {3} {2}% so với cùng kỳ năm trước."
# The one indicator that every report tells, and questions about it, for a place and months.
TOURISTS = "lượng khách du lịch"
MONTH = "tháng"


@dataclass(frozen=True, slots=True)
class Made:
    """One made-up report: its name, province, year, month and text; `levels` are values as printed, by indicator.

    Levels are those since the beginning of the year; that of the month alone stands under MONTH.
    """

    name: str
    province: str
    year: int
    month: int
    text: str
    levels: Mapping[str, str]


def reports(count: int, passages: int = PASSAGES) -> Iterator[Made]:
    """`count` reports: every province at one month, then all at the next, each of about `passages` passages."""
    for number in range(count):
        turn, at = divmod(number, len(PROVINCES))
        # Months far apart first, so that few reports already span several years.
        year, month = FIRST_YEAR + turn % 6, 2 + (turn * 5) % 11
        yield _made(PROVINCES[at], year, month, passages, Random(number))


def write(folder: Path, count: int, passages: int = PASSAGES) -> list[Made]:
    """Write `count` reports as text files into `folder`; what was written."""
    made = list(reports(count, passages))
    for report in made:
        (folder / f"{report.name}.txt").write_text(report.text, encoding="utf-8")
    return made


def _made(province: str, year: int, month: int, passages: int, chance: Random) -> Made:
    whole = f"{'thành phố' if province in CITIES else 'tỉnh'} {province}"
    lines = [f"Báo cáo tình hình kinh tế - xã hội {whole} tháng {month} và {month} tháng năm {year}"]
    levels: dict[str, str] = {}
    written = 0
    for heading, things, sentence in _TOPICS:
        lines += ["", *filter(None, heading.split("|"))]
        named = things.split("|")
        chance.shuffle(named)
        while named and written < passages - 2:
            # Most passages are one line; some are paragraphs, as in real reports.
            told = [named.pop() for _ in range(min(len(named), chance.choice(_SIZES)))]
            said = [_told(sentence, thing, chance) for thing in told]
            lines.append(f"- {' '.join(words for words, _ in said)}")
            for thing, (_, value) in zip(told, said, strict=True):
                levels[sentence.partition(" {4}")[0].format(thing).lower()] = value
            written += 1
    lines += ["", "IV. Du lịch"]
    for key, when in ((MONTH, f"tháng {month}"), (TOURISTS, f"{month} tháng")):
        words, levels[key] = _told(_TOURISTS.replace("{5}", when), "", chance)
        lines.append(words)
    lines += ["", "V. Các xã"]
    for number in range(1, passages - written - 1):
        words, _ = _told("Thu nhập bình quân của xã {0} {4} {1} nghìn đồng, {3} {2}%.", _commune(number), chance)
        lines.append(f"- {words}")
    name = f"{province.lower().replace(' - ', '-').replace(' ', '-')}-{year}-{month:02}"
    return Made(name, province, year, month, "\n".join(lines) + "\n", levels)


def _commune(number: int) -> str:
    first, second = divmod(number, len(_SYLLABLES))
    return f"{_SYLLABLES[first % len(_SYLLABLES)]} {_SYLLABLES[second]}"


_SYLLABLES = "Mường|Tân|Phú|An|Bình|Hòa|Long|Thanh|Xuân|Đông|Nam|Sơn|Lộc|Vĩnh|Hưng|Mỹ".split("|")


def _told(sentence: str, thing: str, chance: Random) -> tuple[str, str]:
    """A sentence with figures, and its level as printed."""
    level = f"{chance.randrange(10_000, 9_000_000):,}".replace(",", ".")
    growth = f"{chance.randrange(1, 30)},{chance.randrange(1, 10)}"
    way = chance.choice(("tăng", "giảm"))
    return sentence.format(thing, level, growth, way, chance.choice(_VERBS)), level
