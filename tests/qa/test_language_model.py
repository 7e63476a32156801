from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from index.errors import UsageError
from qa.language_model import host_of, open_model
from qa.settings import Settings


class Server(BaseHTTPRequestHandler):
    """Streams one sentence as OpenAI-shaped servers do."""

    asked: list[dict[str, Any]] = []

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(request | {"path": self.path, "key": self.headers.get("Authorization")})
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for piece in ("Một ", "câu ", "[1]."):
            choice = {"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}
            chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    Server.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1"
        server.shutdown()


@pytest.fixture(autouse=True)
def no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OLLAMA_HOST"):
        monkeypatch.delenv(name, raising=False)


def test_a_server_of_ones_own_needs_no_key(address: str) -> None:
    model = open_model(Settings(llm="openai:gemma", llm_url=address))
    assert model is not None
    assert "".join(str(chunk.text) for chunk in model.stream([("user", "?")])) == "Một câu [1]."
    (asked,) = Server.asked
    assert (asked["model"], asked["path"]) == ("gemma", "/v1/chat/completions")


def test_a_key_comes_from_the_environment_of_the_service(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "khoa-bi-mat")
    model = open_model(Settings(llm="gemma", llm_url=address))
    assert model is not None and "khoa-bi-mat" not in repr(model)
    assert list(model.stream([("user", "?")]))
    assert Server.asked[0]["key"] == "Bearer khoa-bi-mat"


def test_ollama_is_on_this_machine_unless_its_address_is_given() -> None:
    model = open_model(Settings(llm="ollama:qwen"))
    assert getattr(model, "base_url", "") == "http://127.0.0.1:11434"


def test_no_name_is_no_model() -> None:
    assert open_model(Settings()) is None


@pytest.mark.parametrize(
    ("llm", "url", "named"),
    [
        ("", "http://127.0.0.1:8080", "--llm openai:TÊN"),
        ("gemma", "", "openai:TÊN"),
        ("openai:", "", "openai:TÊN"),
        ("openai:gpt", "", "khóa truy cập"),
        ("nowhere:gpt", "", "nowhere:gpt"),
        ("openai:gpt", "127.0.0.1:8080", "--llm-url"),
        ("openai:gpt", "http://127.0.0.1:99999999", "--llm-url"),
        ("openai:gpt", "file:///etc", "--llm-url"),
        ("groq:llama", "", "langchain-groq"),
    ],
)
def test_what_cannot_be_opened_is_said_in_one_line(llm: str, url: str, named: str) -> None:
    with pytest.raises(UsageError, match=named) as error:
        open_model(Settings(llm=llm, llm_url=url))
    assert "\n" not in str(error.value)


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "langchain.chat_models", None)
    with pytest.raises(UsageError, match=r"traso\[llm\]"):
        open_model(Settings(llm="ollama:qwen"))


@pytest.mark.parametrize(
    ("llm", "url", "host"),
    [
        ("", "", ""),
        ("ollama:qwen", "", ""),
        ("openai:gpt", "", "openai"),
        ("openai:gpt", "http://localhost:8080/v1", ""),
        ("openai:gpt", "http://[::1]:8080/v1", ""),
        ("openai:gpt", "http://127.0.0.1.example.com/v1", "127.0.0.1.example.com"),
        ("ollama:qwen", "https://user:secret@10.0.0.7/", "10.0.0.7"),
    ],
)
def test_where_texts_go(llm: str, url: str, host: str) -> None:
    assert host_of(Settings(llm=llm, llm_url=url)) == host


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "một", "1e9"])
def test_a_senseless_time_is_refused(seconds: str) -> None:
    with pytest.raises(UsageError, match="TRASO_LLM_SECONDS"):
        Settings.read({"TRASO_LLM_SECONDS": seconds})


def test_settings_are_read() -> None:
    read = Settings.read({"TRASO_LLM": "openai:m", "TRASO_LLM_URL": "http://localhost", "TRASO_LLM_SECONDS": "2.5"})
    assert (read.llm, read.llm_url, read.llm_seconds, read.llm_rewrite) == ("openai:m", "http://localhost", 2.5, False)
    assert Settings.read({"TRASO_LLM_REWRITE": "1"}).llm_rewrite
