"""`traso mcp`: a client of the protocol gets the answers of the command line."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from qa.chain import Assistant
from qa.cli import main
from qa.payload import as_json
from qa.settings import Settings
from tests.web.conftest import filled

PROJECT = Path(__file__).parents[2]


def over_stdio(settings: Settings, using: Callable[[Any], Awaitable[Any]]) -> Any:  # noqa: ANN401 - what `using` gives
    """What `using` gets from a server in a process of its own."""
    from mcp import Client, StdioServerParameters
    from mcp.client.stdio import stdio_client

    arguments = ["-m", "qa", "mcp", "--store", str(settings.store)]
    command = StdioServerParameters(command=sys.executable, args=arguments, cwd=PROJECT)

    async def talk() -> Any:  # noqa: ANN401
        async with Client(stdio_client(command)) as client:
            return await using(client)

    # In a thread of its own: the browser of other tests keeps a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(talk())).result()


def test_an_assistant_gets_the_same_answers(tmp_path: Path) -> None:
    settings = filled(tmp_path)

    async def using(client: Any) -> tuple[Any, ...]:  # noqa: ANN401 - the library's own
        tools = await client.list_tools()
        asked = {"question": "Còn khách quốc tế?", "history": ["Tổng lượng khách du lịch 8 tháng 2024?"]}
        answer = await client.call_tool("ask", asked)
        reports = await client.call_tool("reports", {})
        verdict = await client.call_tool("verify", {"text": "Tổng đàn trâu có 96.500 con.", "report": "lao-cai-08"})
        refused = await client.call_tool("ask", {"question": "Tổng đàn trâu?", "reports": ["khong-co"]})
        return tools, answer, reports, verdict, refused

    tools, answer, reports, verdict, refused = over_stdio(settings, using)
    assert {tool.name for tool in tools.tools} == {"ask", "reports", "verify"}
    assistant = Assistant.open(settings)
    expected = as_json(assistant.ask("Còn khách quốc tế?", ("Tổng lượng khách du lịch 8 tháng 2024?",)))
    assistant.close()
    found = json.loads(answer.content[0].text)
    for each in (found, expected):
        each.pop("elapsed_ms")
    assert found == json.loads(json.dumps(expected))
    assert [figure["value"] for figure in found["figures"]] == ["486.200"]
    listed = [json.loads(part.text) for part in reports.content]
    assert {report["name"] for report in listed} == {"lao-cai-08", "lao-cai-07", "yen-bai-08"}
    assert not {"source", "sha256"} & set(listed[0])
    assert json.loads(verdict.content[0].text)["label"] == "contradicted"
    assert refused.is_error
    assert "không còn trong kho" in refused.content[0].text


def test_a_folder_without_a_store_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mcp", "--store", str(tmp_path / "khong-co")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "khong-co").exists()
