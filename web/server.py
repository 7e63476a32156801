"""Everything behind one address: the page, the JSON service, the login; and the program that serves them."""

from __future__ import annotations

import asyncio
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.errors import TraSoError, UsageError
from qa.commands.openers import Openers
from qa.settings import Settings, keep_libraries_quiet
from web.access import Access
from web.desk import Desk, version
from web.downloads import Downloads
from web.examples import Examples
from web.ingest import Intake
from web.limits import Limiter

MEGABYTE = 1_000_000
_VISITS = 300


@dataclass(frozen=True, slots=True)
class Serving:
    """How the page is served. `base` is "" or begins with "/"; sizes are bytes, rates calls a minute (0: any)."""

    host: str = "127.0.0.1"
    port: int = 7860
    base: str = ""
    users: dict[str, str] | None = None
    largest_upload: int = 50 * MEGABYTE
    per_minute: int = 120
    warm: bool = True
    openers: Openers = field(default_factory=Openers)


@contextmanager
def application(settings: Settings, serving: Serving) -> Iterator[Any]:
    """The ASGI application; its temporary files go when the block ends.

    Raises:
        TraSoError: the store cannot be opened.
    """
    with tempfile.TemporaryDirectory(prefix="traso-") as temporary:
        keep_libraries_quiet(Path(temporary))
        desk = Desk(settings)
        intake = Intake(settings, serving.openers, serving.largest_upload)
        try:
            app = _within_a_loop(lambda: _assembled(desk, intake, serving))
            if serving.warm:
                # Only now: before, it would take its share of the time in which the page itself is loaded.
                threading.Thread(target=_warm, args=(desk,), name="traso-warm", daemon=True).start()
            yield app
        finally:
            intake.wait(10)
            desk.close()


def _within_a_loop(make: Callable[[], Any]) -> Any:  # noqa: ANN401 - what `make` returns
    """What `make` returns. Gradio makes a loop for each lock where it finds none running, and leaves it open."""

    async def made() -> Any:  # noqa: ANN401
        return make()

    # In a thread of its own, since the caller's may have a loop running already.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(made())).result()


def _warm(desk: Desk) -> None:
    try:
        desk.warm()
    except TraSoError:
        # The first question will say it to the one who asks.
        return


def _assembled(desk: Desk, intake: Intake, serving: Serving) -> Any:  # noqa: ANN401 - an ASGI application
    from web.quick import imported_gradio

    gr = imported_gradio()
    from fastapi import FastAPI, Request

    from web.api import routes
    from web.guard import Guard
    from web.login import login_routes
    from web.page import Page, Tools, head, theme, translations
    from web.parts import static_text
    from web.who import user_of

    access = Access(serving.users)
    downloads, limiter = Downloads(), Limiter(serving.per_minute)
    # The interactive API pages would load scripts from another host; the description itself is plain JSON.
    app = FastAPI(
        title="TraSo", version=version(), docs_url=None, redoc_url=None, openapi_url=f"{serving.base}/api/openapi.json"
    )
    app.include_router(routes(desk, downloads, limiter), prefix=serving.base)
    app.include_router(login_routes(access, serving.base), prefix=serving.base)
    page = Page(Tools(desk, intake, downloads, limiter, Examples(desk)), login=access.closed)
    # By attribute: the method of that name would put the whole application together once more.
    page.blocks.api_open = False
    # What the server keeps of a visit can be lost, and of 10,000 visits, Gradio's own limit, it is no longer small.
    page.blocks.state_session_capacity = _VISITS

    def whose(request: Request) -> str | None:
        return user_of(request)

    gr.mount_gradio_app(
        app,
        page.blocks,
        path=serving.base or "/",
        footer_links=[],
        run_history=False,
        auth_dependency=whose if access.closed else None,
        show_error=False,
        max_file_size=serving.largest_upload,
        theme=theme(),
        css=static_text("page.css"),
        head=head(serving.largest_upload),
        i18n=translations(),
        ssr_mode=False,
        pwa=False,
        enable_monitoring=False,
    )
    return Guard(app, access, serving.base, serving.largest_upload)


def serve(settings: Settings, serving: Serving, ready: Callable[[], None]) -> None:
    """Serve until interrupted; `ready` is called once the page answers.

    Raises:
        TraSoError: the store cannot be opened.
        UsageError: the address cannot be used.
    """
    import socket

    import uvicorn

    # Tried first: the server itself would only log that the address is taken.
    with socket.socket(socket.AF_INET6 if ":" in serving.host else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((serving.host, serving.port))
        except OSError as error:
            raise UsageError(
                f"Không mở được địa chỉ {serving.host}:{serving.port} ({error.strerror}): hãy chọn --port khác."
            ) from error
    with application(settings, serving) as app:
        # Open pages hold their connections: without the limit, stopping would wait for people to close them.
        config = uvicorn.Config(
            app,
            host=serving.host,
            port=serving.port,
            log_level="warning",
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=3,
        )
        server = uvicorn.Server(config)
        threading.Thread(target=_tell, args=(server, ready), name="traso-ready", daemon=True).start()
        server.run()


def _tell(server: Any, ready: Callable[[], None]) -> None:  # noqa: ANN401 - uvicorn's own, imported late
    while not server.started:
        time.sleep(0.05)
    ready()
