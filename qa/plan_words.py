"""Words that tell a plan or a target from a result."""

from __future__ import annotations

import re

from index.grammar.patterns import whole

_PLANS = ("kế hoạch", "dự toán", "chỉ tiêu", "nghị quyết")
_AIMED_AT = ("phấn đấu", "dự kiến", "mục tiêu", "đặt ra")
_NOT_YET = (
    "dự tính", "dự báo", "giao", "sẽ", "tới", "sang năm", "năm sau", "định", "nhắm", "hướng", "đặt", "đề ra", "cần",
    "phải", "ước", "muốn", "tính", "theo", "bố trí", "tổng mức", "tổng vốn",
)  # fmt: skip

PLAN = re.compile(whole((*_PLANS, "kh")))
"""A plan by its name; what has come of it may be asked just as well."""

AHEAD = re.compile(whole(_AIMED_AT))
"""Only what is aimed at is asked for: a result is no answer."""

TO_COME = re.compile(whole((*_PLANS, *_AIMED_AT, *_NOT_YET)))
"""A plan may be meant, even of a time that has passed: without any of these only a result is."""
