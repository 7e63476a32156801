"""What every request passes: login, size, and headers that keep the browser from calling other hosts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, RedirectResponse, Response

from web.access import Access

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "traso_session"
SMALL_BODY = 4_000_000
_TOO_LARGE = "Nội dung gửi lên lớn hơn mức cho phép."
_OPEN = ("/login", "/health")
# Gradio's page compiles its templates and sets styles in place, hence the two "unsafe"; no other host is allowed.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'self'; base-uri 'self'; "
    "form-action 'self'; object-src 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
}


class Guard:
    """An ASGI middleware. `base` is the path in front of everything, "" or "/traso"."""

    def __init__(self, app: App, access: Access, base: str, largest_upload: int) -> None:
        self.app, self.access, self.base, self.largest_upload = app, access, base, largest_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, redirect, or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = str(scope["path"]).removeprefix(self.base)
        refused = self._stranger(scope, path) or self._too_large(scope, path)
        if refused is not None:
            await refused(scope, receive, _with_headers(send))
            return
        await self.app(scope, self._counted(receive, self._limit(path)), _with_headers(send))

    def _stranger(self, scope: Scope, path: str) -> Response | None:
        user = self.access.user(session_of(scope)) if self.access.closed else None
        scope["traso.user"] = user
        if not self.access.closed or user is not None or path in _OPEN:
            return None
        if path.startswith(("/api/", "/gradio_api/", "/download/", "/table/")):
            return JSONResponse({"detail": "Cần đăng nhập."}, 401)
        return RedirectResponse(f"{self.base}/login", 303)

    def _limit(self, path: str) -> int:
        return self.largest_upload + 100_000 if path.endswith("/upload") else SMALL_BODY

    def _too_large(self, scope: Scope, path: str) -> Response | None:
        length = dict(scope["headers"]).get(b"content-length", b"0")
        return _large() if length.isdigit() and int(length) > self._limit(path) else None

    def _counted(self, receive: Receive, limit: int) -> Receive:
        """Bodies may come without a length, or with a wrong one."""
        seen = 0

        async def counted() -> MutableMapping[str, Any]:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > limit:
                raise HTTPException(413, _TOO_LARGE)
            return message

        return counted


def session_of(scope: Scope) -> str | None:
    """The session's key that the browser sent."""
    cookies = dict(scope["headers"]).get(b"cookie", b"").decode("latin-1")
    return cookie_parser(cookies).get(COOKIE)


def attachment(name: str) -> dict[str, str]:
    """The header that makes a browser save what is sent under `name`."""
    return {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def _large() -> Response:
    return JSONResponse({"detail": _TOO_LARGE}, 413)


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            known = {name.lower() for name, _ in message["headers"]}
            added = [(k.encode(), v.encode()) for k, v in _HEADERS.items() if k.encode() not in known]
            message = {**message, "headers": [*message["headers"], *added]}
        await send(message)

    return sending
