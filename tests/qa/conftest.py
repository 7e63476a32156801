from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from qa.chain import Assistant
from qa.payload import as_json
from tests.qa.reports import AUGUST, opened

Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Answers from one report, that of August."""
    opening = opened(tmp_path_factory.mktemp("bao-cao"), {"lao-cai-08": AUGUST})
    yield opening
    opening.close()


@pytest.fixture(scope="module")
def ask(assistant: Assistant) -> Ask:
    """The answer, as JSON, to the last of the questions asked in turn."""

    def answer(*questions: str) -> dict[str, Any]:
        return as_json(assistant.ask(questions[-1], questions[:-1]))

    return answer
