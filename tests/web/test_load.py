"""The page as its own process: how soon it can be used, how fast it answers, and twenty conversations at once."""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from qa.settings import Settings
from tests.web.conftest import Open, Site, filled
from tests.web.page_client import Chat

PROJECT = Path(__file__).parents[2]
ASKED = (
    ("Tổng đàn trâu của Lào Cai?", "96.400"),
    ("Tổng đàn bò của Lào Cai?", "22.750"),
    ("Có bao nhiêu trường học?", "602"),
    ("Tổng thu ngân sách nhà nước trên địa bàn 8 tháng?", "6.320,5"),
    ("Sản lượng lúa mùa?", "84.500"),
)
CHATS, EACH = 20, 10
# The browser's own clock, from the key to the answer on the screen.
WATCH = """() => {
  const answers = () => document.querySelectorAll('.answer:not(.waiting)').length;
  const before = answers();
  let pressed;
  addEventListener('keydown', () => { pressed = performance.now(); }, { once: true, capture: true });
  const seen = new MutationObserver(() => {
    if (answers() === before) return;
    window.trasoTook = performance.now() - pressed;
    seen.disconnect();
  });
  seen.observe(document.body, { childList: true, subtree: true });
}"""


@dataclass(frozen=True)
class Program:
    """A running page: its address, its process, when it was started (monotonic seconds)."""

    address: str
    process: subprocess.Popen[bytes]
    started: float

    def busy(self) -> float:
        """Seconds of processor time that it has used: what a start takes while nothing else runs."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> float:
        """What the process holds now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        (kilobytes,) = re.findall(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)
        return int(kilobytes) / 1024


@contextmanager
def running(settings: Settings) -> Iterator[Program]:
    """`traso serve` in a process of its own, from the moment at which it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = time.monotonic()
    arguments = ["-m", "qa", "serve", "--store", str(settings.store), "--port", str(port), "--rate", "0"]
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        program = Program(f"http://127.0.0.1:{port}/", process, started)
        _answering(program)
        yield program
    finally:
        process.terminate()
        process.wait(20)


def _answering(program: Program) -> None:
    until = program.started + 60
    while time.monotonic() < until and program.process.poll() is None:
        try:
            httpx.get(f"{program.address}health", timeout=30)
            return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError("the page did not open")


def test_the_page_is_usable_within_five_seconds_of_its_start(visit: Open, tmp_path: Path) -> None:
    settings = filled(tmp_path)
    took: list[float] = []
    # Other programs of the machine may take their share: one of three starts has to be fast.
    while len(took) < 3 and min(took, default=9.0) >= 5:
        with running(settings) as program:
            answers, busy = time.monotonic(), program.busy()
            seen = visit(program.address)
            usable = time.monotonic()
            print(f"usable after {usable - program.started:.1f} s, {busy:.1f} s of the processor before it answered")
            took.append(min(busy, answers - program.started) + usable - answers)
            answer = seen.ask(ASKED[0][0])
            assert answer.locator(".value strong").inner_text() == ASKED[0][1]
    assert min(took) < 5


def test_a_warm_answer_is_on_the_screen_at_once(visit: Open, tmp_path: Path) -> None:
    with running(filled(tmp_path)) as program:
        seen = visit(program.address)
        seen.ask("Có bao nhiêu học sinh?")
        beyond: list[float] = []
        for question, value in ASKED:
            asked = httpx.post(f"{program.address}api/ask", json={"question": question}, timeout=30)
            seen.page.evaluate(WATCH)
            assert seen.ask(question).locator(".value strong").inner_text() == value
            beyond.append(seen.page.evaluate("window.trasoTook") - asked.json()["elapsed_ms"])
    print(f"beyond the chain's own time: {', '.join(f'{ms:.0f}' for ms in beyond)} ms")
    assert statistics.median(beyond) < 300


def headline(html: str) -> list[str]:
    """The figures that the last answer of a chat shows large."""
    return re.findall(r"<strong>([^<]+)</strong>", html.rsplit("<article", 1)[1])


def test_twenty_conversations_at_once_stay_apart_and_memory_stays_flat(tmp_path: Path) -> None:
    with running(filled(tmp_path)) as program:

        def talk(number: int) -> list[str]:
            """What was wrong in one conversation; each asks in an order of its own."""
            chat, wrong = Chat(program.address), []
            mine = [ASKED[(number + turn) % len(ASKED)] for turn in range(EACH)]
            for turn, (question, value) in enumerate(mine, 1):
                html = chat.ask(question)
                asked = re.findall(r'class="asked"><p>([^<]+)</p>', html)
                if headline(html) != [value] or asked != [q for q, _ in mine[:turn]]:
                    wrong.append(f"{number}: {question}: {headline(html)}, {asked}")
            chat.close()
            return wrong

        def all_talk() -> float:
            """Megabytes held after every conversation has been had; none may go wrong."""
            with ThreadPoolExecutor(CHATS) as threads:
                assert [line for lines in threads.map(talk, range(CHATS)) for line in lines] == []
            return program.memory_mb()

        begun = time.monotonic()
        # The first conversations fill what is kept on purpose: read reports, compiled patterns.
        held = [all_talk() for _ in range(3)]
        took = (time.monotonic() - begun) / (3 * CHATS * EACH)
    print(f"{CHATS * EACH} questions each: {', '.join(f'{mb:.0f}' for mb in held)} MB, {1000 * took:.0f} ms a question")
    assert held[-1] - held[0] < 40


def test_an_answer_comes_in_stages(own_chat: Chat) -> None:
    asked, begun, whole = own_chat.stages("Tổng đàn trâu của Lào Cai?")
    assert headline(asked) == []
    assert "Tổng đàn trâu của Lào Cai?" in asked
    assert headline(begun) == ["96.400"] == headline(whole)
    assert 'class="sources"' not in begun
    assert 'class="sources"' in whole


@pytest.fixture
def own_chat(site: Site) -> Iterator[Chat]:
    """A conversation of its own with the open page."""
    chat = Chat(site.address)
    yield chat
    chat.close()
