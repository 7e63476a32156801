"""The login page: plain HTML without scripts, and the routes that begin and end a session."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from web.access import Access
from web.guard import COOKIE, session_of
from web.limits import Limiter, TooManyRequestsError
from web.markup import esc

_TRIES = 10
_STYLE = """
:root { color-scheme: light dark; --ink: #17283a; --page: #f3f6f8; --card: #fff; --edge: #cfd8e0; --go: #0b6b66;
  --on: #fff }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7eef4; --page: #0f1820; --card: #18242e; --edge: #3b4a57; --go: #58c9bf;
    --on: #08201e } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--page); color: var(--ink);
  font: 16px/1.5 "Be Vietnam Pro", Inter, "Segoe UI", "Noto Sans", Roboto, system-ui, sans-serif }
form { width: min(92vw, 360px); background: var(--card); border: 1px solid var(--edge); border-radius: 14px;
  padding: 28px }
h1 { margin: 0; font-size: 26px } p { margin: 4px 0 18px }
label { display: block; font-weight: 600; margin-top: 14px }
input { width: 100%; margin-top: 4px; font: inherit; padding: 10px 12px;
  border: 1px solid var(--edge); border-radius: 8px;
  background: var(--page); color: inherit }
button { width: 100%; margin-top: 22px; font: inherit; font-weight: 600; padding: 11px; border: 0; border-radius: 8px;
  background: var(--go); color: var(--on); cursor: pointer }
:focus-visible { outline: 3px solid var(--go); outline-offset: 2px }
.bad { border-left: 4px solid #c0392b; padding: 6px 10px }
"""


def login_page(problem: str = "") -> str:
    """The form, with what went wrong the last time."""
    words = f'<p class="bad" role="alert">{esc(problem)}</p>' if problem else ""
    return f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Đăng nhập – TraSo</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head><body><main>
<form method="post"><h1>TraSo</h1><p>Tra số liệu báo cáo kinh tế - xã hội</p>{words}
<label for="name">Tên người dùng</label><input id="name" name="name" autocomplete="username" required autofocus>
<label for="password">Mật khẩu</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<button>Đăng nhập</button></form></main></body></html>"""


def login_routes(access: Access, base: str) -> APIRouter:
    """The routes, to be put under the base path."""
    router = APIRouter(include_in_schema=False)
    tries = Limiter(_TRIES)

    @router.get("/login")
    def form() -> Response:
        return HTMLResponse(login_page()) if access.closed else RedirectResponse(f"{base}/", 303)

    @router.post("/login")
    def enter(
        request: Request,
        name: Annotated[str, Form(max_length=200)] = "",
        password: Annotated[str, Form(max_length=1_000)] = "",
    ) -> Response:
        try:
            tries.count(request.client.host if request.client else "")
        except TooManyRequestsError as error:
            return HTMLResponse(login_page(str(error)), 429)
        key = access.login(name, password) if access.closed else None
        if key is None:
            return HTMLResponse(login_page("Tên người dùng hoặc mật khẩu không đúng."), 403)
        answer = RedirectResponse(f"{base}/", 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, key, path=base or "/", httponly=True, samesite="lax", secure=secure)
        return answer

    @router.get("/logout")
    def leave(request: Request) -> Response:
        access.logout(session_of(request.scope))
        answer = RedirectResponse(f"{base}/login", 303)
        answer.delete_cookie(COOKIE, path=base or "/")
        return answer

    return router
