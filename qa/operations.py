"""Questions that want something worked out: which operation, by its tell-tale words."""

from __future__ import annotations

import re

from qa.cues import NEGATED
from qa.records import Operation

# What may stand between two cues; without a bound a long question would take its length cubed.
_GAP = r"[^?]{0,120}?"
_RULES: tuple[tuple[Operation, str, str], ...] = (
    (
        Operation.LARGER_CHANGE,
        (
            r"(?:hay|hoặc) +.{2,60}(?:tăng|giảm) +(?:nhiều|mạnh|cao|nhanh|sâu) +hơn(?! +bao)|"
            r"(?:và|hay|hoặc|với) .{2,80}[,:] *[^,]{0,30}nào +[^,]{0,20}(?:nhiều|mạnh|cao|nhanh|sâu|lớn|ít|thấp|nhỏ) +"
            r"hơn(?! +bao| +\d)(?!.*chênh)"
        ),
        "",
    ),
    (
        Operation.REST_OF_PLAN,
        (
            rf"(?<![^\W_])(?:còn|phải|thiếu|hụt|cách)(?![^\W_]){_GAP}(?:bao nhiêu|mấy|bao xa){_GAP}"
            r"(?:nữa|mới|cho)(?: mới| thì| là)* "
            r"(?:đủ|đạt|tròn|xong|hoàn thành|cán đích|bằng|tới)(?![^\W_])|"
            rf"(?:để|muốn) (?:hoàn thành|đạt|đủ) {_GAP}(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu){_GAP}"
            r"(?:thêm|nữa|còn phải)(?: [^\W\d_]+){0,3} (?:bao nhiêu|mấy)|"
            rf"còn (?:thiếu|hụt|cách) (?:{_GAP}(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu){_GAP}"
            r"(?:bao nhiêu|bao xa|mấy)|"
            rf"(?:bao nhiêu|mấy){_GAP}(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu))|"
            r"còn +(?:lại +)?(?:phải +)?(?:thu +|giải ngân +|thanh toán +|thực hiện +)?(?:thêm +)?bao "
            r"nhiêu.*(?:chưa|nữa)|chưa +(?:giải ngân|thanh toán|đạt|thực hiện|hoàn thành).*bao nhiêu|còn "
            r"thiếu bao nhiêu"
        ),
        "",
    ),
    (Operation.COMPLEMENT, NEGATED.pattern, ""),
    (
        Operation.DIFFERENCE,
        (
            r"(?:nhiều|cao|lớn|ít|thấp|nhỏ|rộng|dài|đông|nặng|tăng +cao|tăng +nhanh) +hơn +.{2,80}(?:bao "
            r"nhiêu|mấy)|(?:nhiều|cao|lớn|ít|thấp) +hơn +bao nhiêu|chênh (?:nhau|lệch)|hơn kém nhau|"
            r"[^\W\d_] hơn +(?!bao|mấy|so|cùng|năm|tháng|quý|kế|dự|trước).{3,40}(?:bao nhiêu|mấy)|xuất siêu "
            r"(?:được |đạt |là |khoảng )*bao nhiêu|nhập siêu (?:được |đạt |là |khoảng )*bao nhiêu|"
            r"hụt bao nhiêu.*so với năm|bên (?!nào)[^,?]{2,40} hơn (?:bên )?[^,?]{2,40}? (?:bao nhiêu|mấy)|"
            r"so với (?!cùng kỳ|năm|tháng|quý|kế hoạch|dự toán)[^,?]{2,30} thì [^,?]{2,40} hơn (?:bao nhiêu|mấy)"
        ),
        "",
    ),
    (
        Operation.EXTREME,
        (
            r"(?:nào|ai|đâu)(?: +.{0,60})? +(?:cao|nhiều|lớn|mạnh|đông|nhanh)(?: [^,?]{2,40})? nhất|"
            r"(?:cao|nhiều|lớn|mạnh|đông) nhất(?: [^,?]{1,20})? là (?:.{0,25} )?(?:nào|gì|ở đâu|ai)|dẫn đầu"
        ),
        "max",
    ),
    (
        Operation.EXTREME,
        (
            r"(?:nào|ai|đâu)(?: +.{0,60})? +(?:thấp|ít|nhỏ|chậm|kém|yếu)(?: [^,?]{2,40})? nhất|"
            r"(?:thấp|ít|nhỏ|kém|yếu) nhất là (?:.{0,20} )?(?:nào|gì|ở đâu)"
        ),
        "min",
    ),
    (
        Operation.PER_UNIT,
        (
            r"(?:bình quân|trung bình|đổ đồng|chia đều|tính ra)(?: ra| thì| của)* (?:mỗi|một|1) (?!ngày|tháng|năm|quý)|"
            r"(?<![^\W_])(?:mỗi|một|1) +(?!ngày|tháng|năm|quý).{2,60}(?:bình quân|trung bình|đổ đồng)"
        ),
        "",
    ),
    (
        Operation.YEAR_PLAN,
        (
            r"(?:^|thì |, *|vậy )(?:kế hoạch|dự toán|chỉ tiêu)(?! đạt)[^,?]{0,60}?(?:là |khoảng |được giao |"
            r"giao )?bao nhiêu(?! *(?:%|phần trăm))"
        ),
        "",
    ),
    (
        Operation.MEMBERS,
        (
            r"(?<![^\W_])(?:từng|lần lượt|các khu vực|các nhóm|những khoản|mỗi khoản|mỗi loại|chia theo|"
            r"phân theo|các thành phần|gồm những|những nhóm)(?![^\W_])|"
            r"^(?:nêu |cho biết )?cơ cấu(?![^\W_])(?!.*(?:tỷ trọng|bao nhiêu|mấy))"
        ),
        "",
    ),
)
_NTH = re.compile(
    r"(?<!lần )(?<![^\W_])(?:(?:đứng|xếp|về)(?: hạng| vị trí)?(?: thứ)?|hạng|"
    r"(?:lớn|cao|nhiều|đông|rộng|mạnh|nhanh)(?: nhất)? thứ) "
    r"(?P<nth>hai|nhì|ba|tư|bốn|năm|2|3|4|5)(?! *(?:năm|tháng|quý|liên tiếp|trên|/))(?![^\W_])"
)
_NUMBERS = {"hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5}
_WHICH = re.compile(r"(?<![^\W_])(?:nào|gì|ai|ở đâu)(?![^\W_])")
_COMPILED = tuple((operation, re.compile(pattern), extreme) for operation, pattern, extreme in _RULES)


# Words of calculations that no rule above reads: their operands are no answer.
_CALCULATION = re.compile(
    r"(?<![^\W_])(?:trừ(?! trợ cấp)|loại (?:bỏ|trừ|phần|ra)|"
    r"bỏ (?:phần|bớt|đi)|bỏ [^,?]{2,40} (?:ra|đi)|bớt đi|nhân (?:với|lên|định mức)|"
    r"chia (?:cho|đều)|tính (?:ngược|lùi)|suy ra|(?:có thể )?ước ra|"
    r"(?:không|chưa) (?:tính|kể|gồm)(?: cả| riêng)? (?:tháng|quý)|"
    r"(?:còn )?phải [^,?]{2,24}? (?:tiếp|thêm|nữa)|"
    r"hơn (?:bao nhiêu|mấy)|kém (?:bao nhiêu|mấy))(?![^\W_])"
)


def calculates(low: str) -> bool:
    """Whether a question (plain text) speaks of a calculation."""
    return bool(_CALCULATION.search(low))


def ordinal_of(low: str) -> int:
    """Which of a ranking a question (plain text) asks for: 2 of "thị trường nào đứng thứ hai"; 1 if it says none."""
    match = _NTH.search(low) if _WHICH.search(low) else None
    return (_NUMBERS.get(match["nth"]) or int(match["nth"])) if match else 1


def operation_of(low: str) -> tuple[Operation, str]:
    """The operation that a question (plain text) wants, and "max" or "min" for an extreme."""
    for operation, pattern, extreme in _COMPILED:
        if pattern.search(low):
            return operation, extreme
    return Operation.NONE, ""
