"""Abbreviations that the reports' own words resolve."""

from __future__ import annotations

import pytest

from qa.initials import Initials

PAIRS = {
    ("khách", "du"): 2, ("du", "lịch"): 5, ("dư", "luận"): 1, ("chi", "thường"): 2, ("thường", "xuyên"): 4,
    ("nguyên", "nhân"): 3, ("nông", "nghiệp"): 3, ("cai", "nghiện"): 2, ("nghiện", "ma"): 2, ("công", "nghiệp"): 6,
    ("tỉnh", "sang"): 9,
}  # fmt: skip


@pytest.fixture(scope="module")
def initials() -> Initials:
    return Initials({word: 1 for pair in PAIRS for word in pair}, PAIRS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lượng khách DL", "lượng khách du lịch"),
        ("CTX bao nhiêu?", "chi thường xuyên bao nhiêu?"),
        ("cơ sở CN ma túy", "cơ sở cai nghiện ma túy"),
        ("CN tăng bao nhiêu?", "CN tăng bao nhiêu?"),
        ("vốn TS", "vốn TS"),
        ("quý II", "quý II"),
        ("khách dl", "khách dl"),
        ("XYZ", "XYZ"),
    ],
)
def test_capitals_are_written_out_where_the_reports_point_to_one_phrase(
    initials: Initials, typed: str, meant: str
) -> None:
    assert initials.expand(typed, {"cn": "công nghiệp"}) == meant
