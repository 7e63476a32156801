"""What stands beside an answer and is asked for too: "(ha), % giảm so CK?" wants the hectares and the decline."""

from __future__ import annotations

import re
from dataclasses import replace

from index.folding import plain
from index.records import Kind
from qa.library import bare_unit
from qa.quantities import same_unit
from qa.records import Aim, Answered, Given, Operation, Query

_CHANGES = (Kind.CHANGE_PCT.value, Kind.CHANGE_ABS.value)
_OF_PLAN = re.compile(
    r"(?<![^\W_])(?:mức (?:độ )?hoàn thành|tỷ lệ hoàn thành|(?:đạt|bằng|hoàn thành|được) (?:bao nhiêu|mấy)[^,;]{0,14}"
    r"(?:kế hoạch|kh|dự toán|nghị quyết)|(?:%|phần trăm) (?:so )?(?:với )?(?:kế hoạch|kh|dự toán)|"
    r"so với (?:kế hoạch|kh|dự toán)|(?:vượt|đạt|hoàn thành|xong)(?: được| cả)* (?:kế hoạch|kh|dự toán|chỉ tiêu)|"
    r"giải ngân [^?]*đạt (?:bao nhiêu|mấy)(?= *(?:\?|$|rồi)))(?![^\W_])"
)
_OF_CHANGE = re.compile(
    r"(?<![^\W_])(?:(?:mức|tốc độ|tỷ lệ|%|phần trăm) (?:tăng|giảm)|"
    r"(?:tăng|giảm|hơn|kém)[^,;?]{0,40}(?:bao nhiêu|mấy|\?)|"
    r"so (?:với )?(?:ck|cùng kỳ)[^,;?]{0,30}(?:bao nhiêu|mấy|ra sao|thế nào|\?))"
)
_UNIT_ASKED = re.compile(
    r"\((?:đvt:? *|đơn vị:? *)?(?P<in>[^()\d]{1,16})\)|(?:bao nhiêu|mấy|số) +(?P<of>[^\d,;?()]{1,24})"
)
# "Tăng mấy ha?" asks for a change in that unit.
_BY = re.compile(r"(?<![^\W_])(?:tăng|giảm|thêm|hơn|kém|bớt|chênh|hụt)(?:[^\W\d_]| ){0,16}$")
_TOGETHER_WITH = re.compile(r"(?<![^\W_])(?:kèm(?: theo)?|cùng với|và cả) (?:mức|tốc độ|tỷ lệ|%)")


def with_also_asked(query: Query, outcome: Answered) -> Answered:
    """The answer with those figures beside it that the question names as well."""
    if query.operation is not Operation.NONE or query.last_year or len({f.sentence for f in outcome.figures}) != 1:
        return outcome
    if any(a.aim not in (Aim.LEVEL, Aim.CHANGE, Aim.CHANGE_PCT, Aim.CHANGE_ABS, Aim.PLAN_PCT) for a in query.asks):
        return outcome
    low = plain(query.text)
    known = {_sort(f.kind) for f in outcome.figures}
    more = []
    for figure in outcome.context:
        sort = _sort(figure.kind)
        if sort not in known and _asked(figure, sort, low) and figure.sentence == outcome.figures[0].sentence:
            known.add(sort)
            more.append(replace(figure, label=""))
    if not more:
        return outcome
    kept = tuple(f for f in outcome.context if f.span not in {m.span for m in more})
    levels = [f for f in more if f.kind == Kind.LEVEL.value]
    others = [f for f in more if f.kind != Kind.LEVEL.value]
    return replace(outcome, figures=(*levels, *outcome.figures, *others), context=kept)


def _sort(kind: str) -> str:
    return "change" if kind in _CHANGES else kind


def _asked(figure: Given, sort: str, low: str) -> bool:
    if sort == "change":
        return bool(_OF_CHANGE.search(low)) and (figure.direction != "tăng" or "giảm" not in low or "tăng" in low)
    if sort == Kind.PLAN_PCT.value:
        return bool(_OF_PLAN.search(low))
    if sort != Kind.LEVEL.value or not figure.unit:
        return False
    if _TOGETHER_WITH.search(low):
        return True
    mine = bare_unit(figure.unit)
    for match in _UNIT_ASKED.finditer(low):
        if _BY.search(low[: match.start()]):
            continue
        said = bare_unit((match["in"] or match["of"]).strip())
        if said and (said == mine or said.startswith(f"{mine} ") or match["in"] and same_unit(said, mine)):
            return True
    return False
