"""Who sent a request, for files and limits."""

from __future__ import annotations

from starlette.requests import Request

LOCAL = "máy này"


def user_of(request: Request) -> str:
    """The user that the guard let in, "máy này" without login."""
    return request.scope.get("traso.user") or LOCAL


def client_of(request: Request) -> str:
    """What limits are counted by: the user, or without login the address."""
    return request.scope.get("traso.user") or (request.client.host if request.client else LOCAL)
