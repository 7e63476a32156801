"""The options of commands that may use a language model, and what is said of where texts go."""

from __future__ import annotations

from dataclasses import replace

from qa.commands.output import complain
from qa.language_model import host_of
from qa.settings import Settings


def chosen(settings: Settings, llm: str | None, url: str | None) -> Settings:
    """The settings with the model of the command line, if it names one; says so once when texts leave the machine.

    Raises:
        UsageError: the name or the address of the model is none.
    """
    settings = replace(settings, llm=llm or settings.llm, llm_url=url or settings.llm_url)
    if host := host_of(settings):
        complain(f"Lưu ý: câu hỏi và các câu trích từ báo cáo được gửi tới {host}.")
    return settings
