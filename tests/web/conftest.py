"""A page on a store of small reports, served in this process, and a browser to visit it."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from index.build import evidence_of
from index.store import Store
from qa.commands.openers import Openers
from qa.settings import Settings
from tests.index.synthetic import FolderVectors, HashEmbedder
from tests.qa.reports import AUGUST, HOSTILE, JULY
from web.access import hashed
from web.server import Serving, application

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
HOW_TO_ADD = "không có Chromium nên bỏ qua các bài kiểm thử trình duyệt: apt-get install chromium, rồi chạy lại"
SCREENS = Path(__file__).parent / "screens"
WIDTHS = {"1440": (1440, 900), "390": (390, 844)}
REPORTS = {"lao-cai-08": AUGUST, "lao-cai-07": JULY, "yen-bai-08": HOSTILE}
USERS = {"lan": "mat-khau-cua-lan", "minh": "mat-khau-cua-minh"}


@dataclass(frozen=True)
class Site:
    """A served page: its address, with a slash at the end, and its store."""

    address: str
    store: Path


def filled(folder: Path, reports: Mapping[str, str] = REPORTS) -> Settings:
    """A store of `reports` in `folder`, without vectors."""
    with Store.create_or_open(folder / "kho") as store:
        for name, text in reports.items():
            path = folder / f"{name}.txt"
            path.write_text(text, encoding="utf-8")
            store.add(evidence_of(path))
    return Settings(store=folder / "kho")


@contextmanager
def served(settings: Settings, serving: Serving) -> Iterator[Site]:
    """The page on a free port until the block ends."""
    import uvicorn

    vectors = FolderVectors(settings.store.parent / "vectors")
    openers = Openers(vectors=lambda _: vectors, embedder=lambda _settings, _told: HashEmbedder())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = replace(serving, port=port, warm=False, openers=openers)
    with application(settings, serving) as app:
        config = uvicorn.Config(app, port=port, log_level="warning", ws="none", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        until = time.monotonic() + 20
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        yield Site(f"http://127.0.0.1:{port}{serving.base}/", settings.store)
        server.should_exit = True
        thread.join(15)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A page for everyone; tests leave its three reports as they are."""
    with served(filled(tmp_path_factory.mktemp("trang")), Serving(per_minute=0)) as found:
        yield found


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[Site]:
    """A page whose reports a test may change."""
    with served(filled(tmp_path), Serving(per_minute=0, largest_upload=1_000_000)) as found:
        yield found


@pytest.fixture(scope="session")
def closed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A page with login, behind a path."""
    users = {name: hashed(password) for name, password in USERS.items()}
    serving = Serving(users=users, base="/traso", per_minute=0)
    with served(filled(tmp_path_factory.mktemp("kin")), serving) as found:
        yield found


def chromium() -> str | None:
    """Where the machine has a Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium; its tests are left out where there is none."""
    path = chromium()
    if path is None:
        pytest.skip(HOW_TO_ADD)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield found
        found.close()


@dataclass
class Visit:
    """One browser window on a page, with the addresses of other hosts that it called and the errors of its scripts."""

    page: Any
    outside: list[str]
    errors: list[str]
    name: str

    def ask(self, question: str) -> Any:  # noqa: ANN401 - a locator
        """Ask, and wait for the answer."""
        before = self.page.locator(".answer:not(.waiting)").count()
        box = self.page.get_by_label("Câu hỏi", exact=True)
        box.fill(question)
        box.press("Enter")
        self.page.wait_for_function(
            "before => document.querySelectorAll('.answer:not(.waiting)').length > before", arg=before
        )
        return self.page.locator(".answer").last

    def tab(self, name: str) -> None:
        """Open a tab."""
        self.page.get_by_role("tab", name=name).click()

    def shot(self, name: str) -> None:
        """Leave a picture."""
        SCREENS.mkdir(exist_ok=True)
        self.page.wait_for_timeout(350)
        self.page.screenshot(path=SCREENS / f"{name}-{self.name}.png")


Open = Callable[..., Visit]


@pytest.fixture
def visit(browser: Any) -> Iterator[Open]:  # noqa: ANN401 - Playwright's own
    """Opens windows, each with its own storage; no window may call another host or leave an error in its console."""
    opened: list[tuple[Any, Visit]] = []

    def open_(address: str, width: str = "1440", wait: str = ".welcome", **options: Any) -> Visit:  # noqa: ANN401
        size = WIDTHS[width]
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="vi-VN", accept_downloads=True, **options
        )
        context.set_default_timeout(20_000)
        seen = Visit(context.new_page(), [], [], width)
        host = address.split("/")[2]
        seen.page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((f"http://{host}/", "data:", "blob:"))
                else seen.outside.append(request.url)
            ),
        )
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        opened.append((context, seen))
        seen.page.goto(address)
        seen.page.wait_for_selector(wait)
        return seen

    yield open_
    for context, seen in opened:
        context.close()
        assert seen.outside == []
        assert seen.errors == []
