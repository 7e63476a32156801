"""Text becomes HTML. What comes from a document, a question or a file name goes through `esc`, without exception."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape

# The page's HTML component also reads ${...} and {{...}}, so that these are no less dangerous than tags.
_TEMPLATE_SIGNS = {ord("$"): "&#36;", ord("{"): "&#123;", ord("}"): "&#125;", ord("`"): "&#96;"}


def esc(text: object) -> str:
    """`text` as characters that mean only themselves, in an element and in a quoted attribute."""
    return escape(str(text), quote=True).translate(_TEMPLATE_SIGNS)


def inert(markup: str) -> str:
    """Markup that another module has escaped, without the signs that the page's HTML component reads besides."""
    return markup.translate(_TEMPLATE_SIGNS)


def data(values: Mapping[str, object]) -> str:
    """Attributes `data-name="value"`, those without a value left out."""
    return "".join(f' data-{name}="{esc(value)}"' for name, value in values.items() if value is not None)


def button(html: str, act: str, style: str = "", label: str = "", sent: Mapping[str, object] | None = None) -> str:
    """A button that shows `html` and tells the page `act` and `sent` when pressed; `label` is plain text."""
    spoken = f' aria-label="{esc(label)}" title="{esc(label)}"' if label else ""
    return (
        f'<button type="button" class="{style or "plain"}"{data({"act": act, **(sent or {})})}{spoken}>{html}</button>'
    )


def capital(text: str) -> str:
    """`text` with a capital first letter."""
    return text[:1].upper() + text[1:]


def vietnamese(number: int) -> str:
    """A count with dots between thousands."""
    return f"{number:,}".replace(",", ".")


def day_words(iso: str) -> str:
    """A day as it is written in Viet Nam: "2023-08-22" -> "22/8/2023"."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day}/{day.month}/{day.year}"
