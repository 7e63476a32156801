"""argparse that speaks Vietnamese and reports bad use as one line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from index.errors import UsageError

# argparse has no other way to reword its messages: (its words, ours).
_MESSAGES = tuple(
    (re.compile(pattern, re.DOTALL), ours)
    for pattern, ours in (
        (r"the following arguments are required: (.*)", r"thiếu \1"),
        (r"unrecognized arguments: (.*)", r"không hiểu \1"),
        (r"ambiguous option: (.*) could match (.*)", r"\1 có thể là \2"),
        (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1 không nhận \2, chỉ nhận \3"),
        (r"argument (.*): invalid int value: (.*)", r"\1 cần một số nguyên, không phải \2"),
        (r"argument (.*): expected .*argument.*", r"\1 cần một giá trị"),
        (r"argument (.*): ignored explicit argument (.*)", r"\1 không nhận giá trị \2"),
        (r"argument (.*): not allowed with argument (.*)", r"không dùng \1 cùng với \2"),
    )
)


def reworded(message: str) -> str:
    """An argparse message in Vietnamese; one that is not known stays as it is."""
    for pattern, ours in _MESSAGES:
        if match := pattern.fullmatch(message):
            return match.expand(ours)
    return message


class VietnameseHelp(argparse.RawDescriptionHelpFormatter):
    """Help that begins with "Cách dùng:"."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Put our own words where argparse has "usage:"."""
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Raises UsageError instead of leaving the process; its `values` and `options` groups have Vietnamese titles."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - argparse's own, passed through
        super().__init__(**settings, formatter_class=VietnameseHelp, add_help=False, allow_abbrev=False)
        self.values = self.add_argument_group("đối số")
        self.options = self.add_argument_group("tùy chọn")
        self.options.add_argument("-h", "--help", action="help", help="in trang này")

    def error(self, message: str) -> NoReturn:
        """Bad use.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"{reworded(message)}; xem `{self.prog} --help`.")


class Version(argparse.Action):
    """Prints the version; looked up only when asked for, since that takes longer than everything else here."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Print and end."""
        from importlib.metadata import PackageNotFoundError, version

        try:
            number = version("traso")
        except PackageNotFoundError:
            number = "chưa cài đặt"
        print(f"traso {number}")
        parser.exit()
