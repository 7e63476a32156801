"""The JSON service beside the page: questions, reports, figure tables, health; described by its own OpenAPI page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from index.codec import ReportRow
from index.errors import TraSoError, UsageError
from qa.commands.reports import record_of
from web.book import LONGEST_QUESTION
from web.desk import Desk
from web.downloads import Downloads
from web.figure_rows import Wanted, figure_rows, written
from web.guard import attachment
from web.limits import Limiter, TooManyRequestsError
from web.payloads import AnswerOut
from web.who import client_of, user_of

# Where a report lies on the server is no matter of those who ask.
_HIDDEN = ("source", "sha256")
Question = Annotated[str, Field(max_length=LONGEST_QUESTION)]


class AskIn(BaseModel):
    """A question; `history` are the questions before it, `reports` the names of those to ask (all if empty)."""

    question: Question
    history: Annotated[list[Question], Field(max_length=50)] = []
    reports: Annotated[list[str], Field(max_length=1_000)] = []
    id: Annotated[str, Field(max_length=200)] = ""


def routes(desk: Desk, downloads: Downloads, limiter: Limiter) -> APIRouter:
    """The routes, to be put under the base path."""
    router = APIRouter()

    @router.post("/api/ask", response_model=AnswerOut, summary="Trả lời một câu hỏi, kèm trích dẫn")
    def ask(asked: AskIn, request: Request) -> AnswerOut:
        with _told():
            limiter.count(client_of(request))
            answer = desk.ask(asked.question, asked.history, asked.reports)
        return answer.model_copy(update={"id": asked.id})

    @router.get("/api/reports", summary="Các báo cáo trong kho")
    def reports() -> list[dict[str, object]]:
        with _told():
            return [shown_record(row) for row in desk.rows()]

    @router.get("/health", summary="Trang có chạy không")
    def health() -> dict[str, object]:
        with _told():
            return {"status": "ok", "reports": len(desk.rows())}

    @router.get("/table/{form}", summary="Bảng số liệu của một báo cáo, đã tìm, lọc và sắp xếp")
    def table(
        form: Literal["csv", "xlsx"],
        report: str,
        request: Request,
        q: str = "",
        section: str = "",
        kind: str = "",
        unit: str = "",
        sort: str = "",
    ) -> Response:
        with _told(), desk.shelf(report) as shelf:
            limiter.count(client_of(request))
            content, media_type = written(figure_rows(shelf.evidence, Wanted(q, section, kind, unit, sort)), form)
        return Response(content, media_type=media_type, headers=attachment(f"{report}.{form}"))

    @router.get("/download/{key}", include_in_schema=False)
    def download(key: str, request: Request) -> Response:
        found = downloads.take(key, user_of(request))
        if found is None:
            raise HTTPException(404, "Liên kết tải đã hết hạn: hãy bấm tải lại.")
        return Response(found.content, media_type=found.media_type, headers=attachment(found.name))

    return router


def shown_record(row: ReportRow) -> dict[str, object]:
    """What those who ask may know of a report."""
    return {key: value for key, value in record_of(row).items() if key not in _HIDDEN}


@contextmanager
def _told() -> Iterator[None]:
    """Errors that people can mend, as answers with a status and one line."""
    try:
        yield
    except TooManyRequestsError as error:
        raise HTTPException(429, str(error)) from error
    except UsageError as error:
        raise HTTPException(422, str(error)) from error
    except TraSoError as error:
        raise HTTPException(503, str(error)) from error
