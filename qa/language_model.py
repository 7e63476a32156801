"""The language model of the settings, opened by LangChain; the only module that knows how models are reached."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from index.errors import UsageError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from qa.settings import Settings

_TOKENS = 512
_OLLAMA = "http://127.0.0.1:11434"
_INSTALL = 'cần các gói của mô hình ngôn ngữ: hãy chạy `python -m pip install "traso[llm]"`.'


def open_model(settings: Settings) -> BaseChatModel | None:
    """The chat model that the settings name; None where they name none. Nothing is sent yet.

    Raises:
        UsageError: the name or address is none, the packages are not installed, or the service's key is missing.
    """
    if not settings.llm:
        if settings.llm_url:
            raise UsageError("Có địa chỉ mà không có tên mô hình ngôn ngữ: hãy thêm --llm, ví dụ --llm openai:TÊN.")
        return None
    host_of(settings)
    provider, name = _named(settings)
    try:
        from langchain.chat_models import init_chat_model
    except ImportError as error:
        raise UsageError(f"--llm {_INSTALL}") from error
    options = _options(provider, settings)
    try:
        return _made(init_chat_model, name, provider, options)
    except ImportError as error:
        package = f"langchain-{provider.replace('_', '-')}"
        raise UsageError(f"Mô hình {settings.llm} cần gói {package}: hãy chạy `pip install {package}`.") from error
    except Exception as error:
        # What a library says of its settings may hold a key or an address with one.
        raise UsageError(
            f"Không mở được mô hình {settings.llm} ({type(error).__name__}): hãy xem lại tên (openai:TÊN, ollama:TÊN) "
            "và khóa truy cập của dịch vụ."
        ) from error


def _made(init: Any, name: str, provider: str, options: dict[str, Any]) -> BaseChatModel:  # noqa: ANN401
    """The model; a server of one's own that wants no key is given a word in its place."""
    try:
        model: BaseChatModel = init(name, model_provider=provider, **options)
    except Exception as error:
        if provider != "openai" or "base_url" not in options or isinstance(error, ImportError):
            raise
        model = init(name, model_provider=provider, api_key="none", **options)
    return model


def _named(settings: Settings) -> tuple[str, str]:
    provider, colon, name = settings.llm.partition(":")
    if not colon:
        provider, name = "openai" if settings.llm_url else "", provider
    if not name or not provider:
        raise UsageError(f"--llm {settings.llm} không có nhà cung cấp: hãy ghi như openai:TÊN hoặc ollama:TÊN.")
    return provider, name


def _options(provider: str, settings: Settings) -> dict[str, Any]:
    """What keeps one call bounded, in the words of each provider."""
    seconds = settings.llm_seconds
    if provider == "ollama":
        url = settings.llm_url or _OLLAMA
        bounds = {"num_predict": _TOKENS, "client_kwargs": {"timeout": seconds}}
        return {"base_url": url, "temperature": 0} | bounds
    options: dict[str, Any] = {"timeout": seconds, "max_retries": 0, "max_tokens": _TOKENS}
    return options | {"base_url": settings.llm_url, "temperature": 0} if settings.llm_url else options


def host_of(settings: Settings) -> str:
    """The machine that texts are sent to; empty when it is this one, or when there is no model.

    Raises:
        UsageError: the address is none.
    """
    if not settings.llm:
        return ""
    provider, _ = _named(settings)
    if not settings.llm_url:
        return "" if provider == "ollama" else provider
    host = _host(settings.llm_url)
    if not host:
        raise UsageError("--llm-url không phải một địa chỉ: hãy ghi như http://127.0.0.1:8080/v1.")
    return "" if _is_loopback(host) else host


def _host(url: str) -> str:
    """The host of an address; empty when it is none, also where its port is no number."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "") if parts.scheme in ("http", "https") and parts.port != 0 else ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
