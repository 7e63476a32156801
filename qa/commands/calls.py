"""Subcommands of the command line: their arguments, as parsed, to the functions that do the work.

What a command needs is imported when it is called: `traso --help` must answer at once.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from index.errors import UsageError
from qa.commands.openers import Openers
from qa.settings import Settings

Call = Callable[[argparse.Namespace, Settings, Openers], int]


def _index(args: argparse.Namespace, settings: Settings, openers: Openers) -> int:
    if args.watch:
        from qa.commands.watching import watch

        return watch(settings, openers, args.paths, args.every, as_json=args.json)
    from qa.commands.indexing import index

    return index(settings, openers, args.paths, rebuild=args.rebuild_vectors, as_json=args.json)


def _remove(args: argparse.Namespace, settings: Settings, openers: Openers) -> int:
    from qa.commands.indexing import remove

    return remove(settings, openers, args.name)


def _reports(args: argparse.Namespace, settings: Settings, _: Openers) -> int:
    from qa.commands.reports import reports

    return reports(settings, as_json=args.json)


def _text(args: argparse.Namespace, settings: Settings, _: Openers) -> int:
    from qa.commands.reports import text

    return text(settings, args.name)


def _figures(args: argparse.Namespace, settings: Settings, _: Openers) -> int:
    from qa.commands.figures import figures

    return figures(settings, args.name, format=args.format, out=args.out, everything=args.all, coverage=args.coverage)


def _diff(args: argparse.Namespace, settings: Settings, _: Openers) -> int:
    from qa.commands.comparing import diff

    return diff(settings, args.before, args.after, as_json=args.json)


def _series(args: argparse.Namespace, settings: Settings, _: Openers) -> int:
    from qa.commands.charting import series

    return series(settings, args.indicator, format=args.format, out=args.out)


def _explain(args: argparse.Namespace, settings: Settings, _: Openers) -> int:
    from qa.commands.explaining import explain

    return explain(settings, args.sentence, args.report, args.at)


def _verify(args: argparse.Namespace, settings: Settings, _: Openers) -> int:
    if bool(args.text) == (args.batch is not None):
        raise UsageError('Hãy cho một đoạn, `traso verify "..."`, hoặc một tệp, `traso verify --batch FILE`.')
    from qa.commands.verifying import verify, verify_batch

    if args.batch is not None:
        return verify_batch(settings, args.batch, args.report)
    return verify(settings, " ".join(args.text), args.report, as_json=args.json)


def _check(args: argparse.Namespace, settings: Settings, _: Openers) -> int:
    from qa.commands.checking import check

    return check(settings, args.file, args.report, as_json=args.json, page=args.html)


def _audit(args: argparse.Namespace, settings: Settings, _: Openers) -> int:
    from qa.commands.auditing import audit

    return audit(settings, args.name, as_json=args.json)


def _summary(args: argparse.Namespace, settings: Settings, openers: Openers) -> int:
    from qa.commands.modelling import chosen
    from qa.commands.summarising import summarise

    settings = chosen(settings, args.llm, args.llm_url)
    return summarise(settings, openers, args.name, args.section, as_json=args.json)


def _ask(args: argparse.Namespace, settings: Settings, openers: Openers) -> int:
    if bool(args.question) == (args.batch is not None):
        raise UsageError('Hãy cho một câu hỏi, `traso ask "..."`, hoặc một tệp câu hỏi, `traso ask --batch FILE`.')
    from qa.commands.asking import ask, ask_batch
    from qa.commands.modelling import chosen

    settings = chosen(settings, args.llm, args.llm_url)
    if args.batch is not None:
        return ask_batch(settings, openers, args.batch, args.report)
    return ask(settings, openers, " ".join(args.question), args.report, as_json=args.json)


CALLS: dict[str, Call] = {
    "index": _index,
    "remove": _remove,
    "reports": _reports,
    "text": _text,
    "figures": _figures,
    "diff": _diff,
    "series": _series,
    "explain": _explain,
    "verify": _verify,
    "check": _check,
    "audit": _audit,
    "summary": _summary,
    "ask": _ask,
}
