"""Gradio imported in half its time, so that the page opens soon."""

from __future__ import annotations

import inspect
from typing import Any


def imported_gradio() -> Any:  # noqa: ANN401 - the library itself
    """The library, imported without what only those who change it need.

    At each import Gradio compares the type stubs in its own folder with its source, class by class, and writes them
    anew; it leaves out classes whose source file is not known. No thread may import it beside this one.
    """
    known = inspect.getfile

    def getfile(thing: Any) -> str:  # noqa: ANN401 - as the original
        if isinstance(thing, type) and thing.__module__.startswith("gradio."):
            raise OSError
        return known(thing)

    inspect.getfile = getfile  # type: ignore[assignment]
    try:
        import gradio
    finally:
        inspect.getfile = known
    return gradio
