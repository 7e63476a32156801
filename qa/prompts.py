"""The prompts of `prompts/`: messages with declared variables, and how text becomes data inside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.errors import TraSoError

FOLDER = Path(__file__).parents[1] / "prompts"
_FILE = re.compile(r"---\nvariables: *(?P<variables>[^\n]*)\n---\n(?P<messages>.*)", re.DOTALL)
_ROLE = re.compile(r"^# (system|user)\n", re.MULTILINE)
_VARIABLE = re.compile(r"\{(\w+)\}")
# What ends a quote, opens a tag or looks like a citation; the marks of chat templates are made of the same characters.
_DELIMITERS = str.maketrans("<>[]{}|", "‹›()()¦")

Message = tuple[str, str]


class PromptError(TraSoError):
    """A prompt lacks a variable or has one too many: a defect of the installation."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt: its messages as (role, text with variables in braces)."""

    name: str
    variables: frozenset[str]
    messages: tuple[Message, ...]

    def filled(self, **values: str) -> list[Message]:
        """The messages with `values`, each put in as it is: braces in a value are no variables.

        Raises:
            PromptError: a variable is missing, or there is one that the prompt does not take.
        """
        _same(self.name, self.variables, values, "giá trị")
        return [(role, _VARIABLE.sub(lambda m: values[m[1]], text)) for role, text in self.messages]


@cache
def load(name: str, folder: Path = FOLDER) -> Prompt:
    """The prompt `name` ("answer" is `answer.md`).

    Raises:
        PromptError: there is none, it has no messages, or its variables are not those it declares.
    """
    try:
        content = (folder / f"{name}.md").read_text(encoding="utf-8")
    except OSError as error:
        raise PromptError(f"Không đọc được lời nhắc {name}.md ({error.strerror}): hãy cài lại TraSo.") from error
    file = _FILE.fullmatch(content)
    _, *parts = _ROLE.split(file["messages"]) if file else ("",)
    if file is None or not parts:
        raise PromptError(f"Lời nhắc {name}.md không có phần khai báo biến hoặc không có nội dung: hãy cài lại TraSo.")
    messages = tuple((role, text.strip()) for role, text in zip(parts[::2], parts[1::2], strict=True))
    declared = frozenset(re.split(r"[ ,]+", file["variables"].strip()))
    _same(name, declared, (v for _, text in messages for v in _VARIABLE.findall(text)), "nội dung")
    return Prompt(name, declared, messages)


def as_data(text: str, most: int) -> str:
    """At most `most` characters of a text on one line, unable to end the quote that it stands in."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.translate(_DELIMITERS).split())[:most]


def _same(name: str, declared: frozenset[str], found: Iterable[str], where: str) -> None:
    found = set(found)
    if missing := sorted(declared - found):
        raise PromptError(f"Lời nhắc {name}.md: {where} thiếu biến {', '.join(missing)}.")
    if surplus := sorted(found - declared):
        raise PromptError(f"Lời nhắc {name}.md: {where} thừa biến {', '.join(surplus)}.")
