"""The two buttons under an answer that say whether it is right, and the line for a note."""

from __future__ import annotations

from web.feedback import LONGEST_NOTE, VERDICT_WORDS, VERDICTS
from web.markup import button, capital, esc


def rating(number: int, rated: str) -> str:
    """The buttons for the turn of this number and the line for a note that they open, or what was said already."""
    known = VERDICTS.get(rated)
    if known is not None:
        return f'<p class="rated small">Đã ghi góp ý: {esc(VERDICT_WORDS[known])}.</p>'
    choices = "".join(
        button(capital(words), "rate", f"tool rate {verdict}", f"Câu trả lời này {words}", {"verdict": verdict})
        for verdict, words in VERDICT_WORDS.items()
    )
    field = (
        f'<input type="text" name="note" maxlength="{LONGEST_NOTE}" aria-label="Ghi chú cho góp ý" '
        'placeholder="Ghi chú (không bắt buộc)">'
    )
    send = button("Gửi góp ý", "feedback", "tool strong", sent={"turn": number})
    return (
        f'<div class="rates" role="group" aria-label="Góp ý về câu trả lời">{choices}</div>'
        f'<div class="rating" hidden>{field}{send}</div>'
    )
