"""The chat as a browser without a screen uses it: the page's own queue, and what it sends back."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any

import httpx
from gradio_client.utils import apply_diff


class Chat:
    """One visitor with a conversation; `address` ends with a slash."""

    def __init__(self, address: str) -> None:
        self.client = httpx.Client(base_url=address, timeout=120)
        self.session = secrets.token_hex(8)
        self.kept: object = {}
        config = self.client.get("config").json()
        parts = {part["id"]: part for part in config["components"]}
        (question,) = [id for id, part in parts.items() if part["props"].get("elem_id") == "question"]
        (self.event,) = [event for event in config["dependencies"] if [question, "submit"] in event["targets"]]
        names = [parts[id]["props"].get("elem_id") or parts[id]["type"] for id in self.event["outputs"]]
        self.chat, self.book = names.index("chat"), names.index("browserstate")

    def stages(self, question: str) -> Iterator[str]:
        """The chat's HTML each time that it changes; the conversation is kept for the next question."""
        sent = {"data": [question, [], self.kept], "fn_index": self.event["id"], "session_hash": self.session}
        self.client.post("gradio_api/queue/join", json=sent).raise_for_status()
        begun: list[Any] | None = None
        with self.client.stream("GET", "gradio_api/queue/data", params={"session_hash": self.session}) as stream:
            for line in stream.iter_lines():
                message = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if message.get("msg") not in ("process_generating", "process_completed"):
                    continue
                if not message["success"]:
                    raise RuntimeError(f"{question}: {message['output']}")
                # What a completed event sends is what its last stage sent.
                if message["msg"] == "process_completed":
                    return
                data = message["output"]["data"]
                begun = data if begun is None else [apply_diff(old, new) for old, new in zip(begun, data, strict=True)]
                self.kept = begun[self.book]
                yield begun[self.chat]

    def ask(self, question: str) -> str:
        """The chat's HTML with the whole answer."""
        return list(self.stages(question))[-1]

    def close(self) -> None:
        """Leave."""
        self.client.close()
