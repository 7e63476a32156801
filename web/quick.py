"""Gradio imported in half its time, so that the page opens soon."""

from __future__ import annotations

import inspect
import sys
from typing import Any


def imported_gradio() -> Any:  # noqa: ANN401 - the library itself
    """The library, imported without what only those who change it need.

    At each import Gradio compares the type stubs in its own folder with its source, class by class, and writes them
    anew; it leaves out classes whose source file is not known. Its own MCP server, which the page does not use, would
    bring in the whole `mcp` where that is installed. No thread may import it beside this one.
    """
    known = inspect.getfile

    def getfile(thing: Any) -> str:  # noqa: ANN401 - as the original
        if isinstance(thing, type) and thing.__module__.startswith("gradio."):
            raise OSError
        return known(thing)

    inspect.getfile = getfile  # type: ignore[assignment]
    tools = sys.modules.get("mcp")
    sys.modules["mcp"] = None  # type: ignore[assignment]
    try:
        import gradio
    finally:
        inspect.getfile = known
        if tools is None:
            del sys.modules["mcp"]
        else:
            sys.modules["mcp"] = tools
    return gradio
