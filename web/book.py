"""Conversations as the browser keeps them. What comes back from a browser is checked like any other input."""

from __future__ import annotations

import secrets
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from web.payloads import ShownAnswer

MOST_CONVERSATIONS = 30
MOST_TURNS = 60
# Browsers keep 5 MB for a page, encrypted and encoded; beyond this the oldest conversations go.
MOST_CHARACTERS = 1_500_000
LONGEST_QUESTION = 1_000
REMEMBERED = 6


class Turn(BaseModel):
    """A question and its answer; None while it is looked up. `among` are the reports that were asked, all if empty.

    `rated` is what the user has said of the answer, "right" or "wrong".
    """

    model_config = ConfigDict(frozen=True)

    question: Annotated[str, Field(max_length=LONGEST_QUESTION)]
    answer: ShownAnswer | None = None
    among: Annotated[tuple[str, ...], Field(max_length=500)] = ()
    rated: Annotated[str, Field(max_length=10)] = ""


class Conversation(BaseModel):
    """Turns in order; its first question is its title."""

    model_config = ConfigDict(frozen=True)

    id: Annotated[str, Field(max_length=40)]
    turns: Annotated[tuple[Turn, ...], Field(max_length=MOST_TURNS)] = ()

    @property
    def title(self) -> str:
        """The first question."""
        return self.turns[0].question if self.turns else ""

    @property
    def history(self) -> tuple[str, ...]:
        """The last questions, which a follow-up leans on."""
        return tuple(turn.question for turn in self.turns[-REMEMBERED:])

    def history_of(self, number: int) -> tuple[str, ...]:
        """The questions that the turn of this number leaned on."""
        return tuple(turn.question for turn in self.turns[max(0, number - REMEMBERED) : number])

    def with_rated(self, number: int, rated: str) -> Conversation:
        """With what the user said of one turn."""
        turns = list(self.turns)
        turns[number] = turns[number].model_copy(update={"rated": rated})
        return self.model_copy(update={"turns": tuple(turns)})

    def with_turn(self, turn: Turn) -> Conversation:
        """With one more turn, or with the last one completed."""
        kept = self.turns[:-1] if self.turns and self.turns[-1].answer is None else self.turns
        return self.model_copy(update={"turns": (*kept, turn)[-MOST_TURNS:]})


class Book(BaseModel):
    """One user's conversations, the latest first, and the open one."""

    model_config = ConfigDict(frozen=True)

    conversations: Annotated[tuple[Conversation, ...], Field(max_length=MOST_CONVERSATIONS)] = ()
    current: Annotated[str, Field(max_length=40)] = ""

    @property
    def open(self) -> Conversation:
        """The open conversation, a new one if there is none."""
        found = next((c for c in self.conversations if c.id == self.current), None)
        return found or Conversation(id=secrets.token_hex(8))

    def with_open(self, conversation: Conversation) -> Book:
        """With the conversation in front and open; the oldest are dropped where room is short."""
        rest = [c for c in self.conversations if c.id != conversation.id]
        kept, room = [conversation], MOST_CHARACTERS - len(conversation.model_dump_json())
        for other in rest[: MOST_CONVERSATIONS - 1]:
            room -= len(other.model_dump_json())
            if room < 0:
                break
            kept.append(other)
        return Book(conversations=tuple(kept), current=conversation.id)

    def opened(self, wanted: str) -> Book:
        """With another conversation open; an unknown or empty id opens a new one."""
        return self.model_copy(update={"current": wanted})

    def without(self, unwanted: str) -> Book:
        """Without one conversation."""
        kept = tuple(c for c in self.conversations if c.id != unwanted)
        return Book(conversations=kept, current="" if self.current == unwanted else self.current)


def book_of(kept: object, user: str) -> Book:
    """A user's book from what the browser kept; what is damaged or foreign is dropped."""
    mine = kept.get(user) if isinstance(kept, dict) else None
    if not isinstance(mine, dict):
        return Book()
    try:
        return Book.model_validate(mine)
    except ValidationError:
        return Book()


def kept_with(kept: object, user: str, book: Book) -> dict[str, object]:
    """What the browser keeps: this user's book beside those of others who use the same browser."""
    others = {name: value for name, value in kept.items() if name != user} if isinstance(kept, dict) else {}
    return {**others, user: book.model_dump(mode="json", exclude_defaults=True)}
