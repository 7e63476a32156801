"""The words that tell what is asked: how many, how much more, of which plan, which rank, when, why."""

from __future__ import annotations

import re

from index.grammar.patterns import NO_LETTER_AFTER, NO_LETTER_BEFORE, alternatives, whole
from index.lexicon import COUNT_NOUNS, MEASURE_UNITS, MONEY_UNITS, SCALES

_HOW_MANY = rf"{NO_LETTER_BEFORE}(?:khoảng +)?(?:bao +nhiêu|bao +nhiu|mấy|nhiêu){NO_LETTER_AFTER}"
_UNITS = alternatives(
    [*COUNT_NOUNS, *MEASURE_UNITS, *MONEY_UNITS, "lần", "bậc", "tiền", "điểm phần trăm", "điểm", "phần trăm"]
)
ASKED = re.compile(
    rf"{_HOW_MANY}(?: +(?P<scale>{alternatives(SCALES)}){NO_LETTER_AFTER})?(?: *(?P<unit>%|"
    rf"{_UNITS}{NO_LETTER_AFTER}(?: ?/ ?(?:ha|người|hộ|xã|km2|con|kg|tấn|tạ|lít|m2|m3|lượng|tháng|"
    rf"năm){NO_LETTER_AFTER})?))?"
)
CHANGE = re.compile(
    rf"{NO_LETTER_BEFORE}(?:tăng +(?:hay|hoặc|,)? *giảm|tăng|giảm|thay đổi|biến động|đi lên|đi xuống|"
    rf"chênh){NO_LETTER_AFTER}(?! +(?:nghèo|giá))"
)
GROWTH_NAMED = re.compile(
    whole(
        [
            "tốc độ tăng",
            "tốc độ tăng trưởng",
            "mức tăng",
            "mức giảm",
            "tăng trưởng",
            "tăng, giảm",
            "tăng giảm",
            "tăng hay giảm",
            "đi lên hay đi xuống",
            "mức thay đổi",
        ]
    )
)
SHARE = re.compile(whole(["chiếm", "tỷ trọng", "cơ cấu", "tương ứng tỷ lệ"]))
RANK = re.compile(
    rf"{NO_LETTER_BEFORE}(?:thứ +(?:mấy|bao nhiêu|hạng)|hạng +(?:mấy|bao nhiêu)|xếp +(?:thứ|hạng)|đứng "
    rf"+thứ|vị trí +(?:thứ +)?(?:mấy|bao nhiêu|nào)){NO_LETTER_AFTER}"
)
ORDINAL = re.compile(rf"{NO_LETTER_BEFORE}lần +thứ +(?:mấy|bao nhiêu){NO_LETTER_AFTER}")
DATE = re.compile(
    whole(
        [
            "ngày nào",
            "khi nào",
            "bao giờ",
            "thời gian nào",
            "thời điểm nào",
            "hôm nào",
            "ngày mấy",
            "ngày bao nhiêu",
            "ngày tháng nào",
        ]
    )
)
STAGE = re.compile(whole(["giai đoạn nào", "nhiệm kỳ nào", "những năm nào", "thời kỳ nào"]))
WHY = re.compile(
    whole(
        [
            "vì sao",
            "tại sao",
            "do đâu",
            "nhờ đâu",
            "nguyên nhân",
            "lý do",
            "vì đâu",
            "sao lại",
            "mà sao",
            "cớ sao",
            "yếu tố nào",
        ]
    )
)
BARE_WHY = re.compile(
    r"^ *sao +(?!cho|chép|biển|vàng)[^?]{6,}|(?<!thì )(?<!thế )(?<!ra )(?<![^\W_])sao [^?]{4,}(?:thế|vậy) *[?]?$"
)
HOW_IS = re.compile(whole(["thế nào", "ra sao", "thì sao"]))
TEXT = re.compile(
    rf"{NO_LETTER_BEFORE}(?:(?<!thế )(?<!như thế )(?<!khi )(?<!ngày )(?<!lúc )(?<!năm )(?<!tháng )(?<!quý )(?<!kỳ )"
    rf"nào|(?<!cái )gì|kể tên|liệt kê|những ai|là ai|ở đâu){NO_LETTER_AFTER}"
)
PAIR = re.compile(r"(?:trên|so với) tổng(?: số| diện tích)?|^ *trên +\d+ |(?:^| )trên +\d+ ")
NEGATED = re.compile(
    r"(?:bao nhiêu|mấy) +(?P<thing>[^,?]{2,40}?) +(?:còn +)?(?P<not>(?:không|chưa)(?: +(?:được|bị|phải))?) +"
    r"(?!kể|tính|gồm|bao gồm)(?P<what>[^,?]{3,80})"
)
ADD_UP = re.compile(
    r"^(?:hãy |vậy |thế |rồi |thì |còn |nếu )*(?:(?:cộng|gộp)(?: cả| hết)? (?:hai|2|ba|các|chúng|lại|mấy)(?![^\W_])|"
    r"(?:cả )?(?:hai|2)(?: cái| số| loại| con số| chỉ tiêu| khoản)?(?: này| đó| trên)? *(?:cộng|gộp)|"
    r"tổng (?:của )?(?:cả )?(?:hai|2) (?:cái|số|con số|khoản|chỉ tiêu|loại)(?: này| đó| trên)?(?![^\W_]))"
)
