"""The JSON service, and what every request passes: login, sizes, rates, headers."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from index.build import evidence_of
from index.store import Store
from qa.chain import Assistant
from qa.payload import as_json
from qa.settings import Settings
from tests.qa.reports import SON_LA
from tests.web.conftest import USERS, Site, filled, served
from web.guard import COOKIE
from web.server import Serving

QUESTION = "Tổng đàn trâu?"


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    """A client of the open page."""
    with httpx.Client(base_url=site.address, timeout=30) as found:
        yield found


def test_an_answer_is_that_of_the_command_line(client: httpx.Client, site: Site) -> None:
    answer = client.post("api/ask", json={"question": QUESTION, "id": "q1"}).json()
    assistant = Assistant.open(Settings(store=site.store))
    expected: dict[str, Any] = json.loads(json.dumps(as_json(assistant.ask(QUESTION, id="q1"))))
    assistant.close()
    for found in (answer, expected):
        found.pop("elapsed_ms")
    assert answer == expected
    assert [figure["value"] for figure in answer["figures"]] == ["96.400"]


def test_history_and_reports_restrict_the_answer(client: httpx.Client) -> None:
    asked = {"question": "Còn khách quốc tế?", "history": ["Tổng lượng khách du lịch 8 tháng 2024?"]}
    answer = client.post("api/ask", json={**asked, "reports": ["lao-cai-08", "lao-cai-07"]}).json()
    assert [figure["value"] for figure in answer["figures"]] == ["486.200"]
    assert answer["carried"]
    elsewhere = client.post("api/ask", json={"question": QUESTION, "reports": ["yen-bai-08", "lao-cai-07"]}).json()
    assert elsewhere["abstained"]
    assert {figure["report"] for figure in elsewhere["nearest"]} <= {"yen-bai-08", "lao-cai-07"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"question": ""}, 422),
        ({"question": "a" * 1_001}, 422),
        ({"question": QUESTION, "reports": ["khong-co"]}, 422),
        ({"question": 5}, 422),
        ({}, 422),
    ],
)
def test_bad_questions_are_told_so(client: httpx.Client, body: dict[str, object], status: int) -> None:
    answer = client.post("api/ask", json=body)
    assert answer.status_code == status
    assert "detail" in answer.json()


def test_the_service_is_described_and_healthy(client: httpx.Client) -> None:
    description = client.get("api/openapi.json").json()
    assert set(description["paths"]) == {"/api/ask", "/api/reports", "/health", "/table/{form}"}
    assert "figures" in description["components"]["schemas"]["AnswerOut"]["properties"]
    assert client.get("health").json() == {"status": "ok", "reports": 3}
    reports = client.get("api/reports").json()
    assert [report["name"] for report in reports] == ["lao-cai-08", "lao-cai-07", "yen-bai-08"]
    assert not {"source", "sha256"} & set(reports[0])


def test_headers_keep_the_browser_at_home(client: httpx.Client) -> None:
    for path in ("", "health"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "http" not in policy


def test_the_server_calls_no_other_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connecting(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - as the original
        called.append(address[0])
        connect(self, address)

    def looking_up(host: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as the original
        called.append(host)
        return look_up(host, *rest, **named)

    monkeypatch.setattr(socket.socket, "connect", connecting)
    monkeypatch.setattr(socket, "getaddrinfo", looking_up)
    with served(filled(tmp_path), Serving()) as site, httpx.Client(base_url=site.address, timeout=30) as client:
        for path in ("", "config", "theme.css", "health"):
            assert client.get(path).status_code == 200
        assert client.post("api/ask", json={"question": "Số tàu vũ trụ?"}).json()["abstained"]
    assert set(called) == {"127.0.0.1"}


def test_other_sites_and_paths_get_nothing(client: httpx.Client, site: Site) -> None:
    assert client.get("table/csv", params={"report": "../../etc/passwd"}).status_code == 422
    assert client.get("table/exe", params={"report": "lao-cai-08"}).status_code == 422
    assert client.get("download/khong-co").status_code == 404
    ledger = site.store / "ledger.sqlite"
    assert client.get(f"gradio_api/file={ledger}").status_code in (403, 404)


def test_a_body_that_is_too_large_is_cut_off(tmp_path: Path) -> None:
    with served(filled(tmp_path), Serving(largest_upload=200_000)) as site, httpx.Client(timeout=30) as client:
        files = {"files": ("a.txt", b"a" * 400_000)}
        assert client.post(f"{site.address}gradio_api/upload", files=files).status_code == 413
        chunks = (b"a" * 100_000 for _ in range(60))
        answer = client.post(f"{site.address}api/ask", content=chunks, headers={"content-type": "application/json"})
        assert answer.status_code == 413


def test_too_many_questions_in_a_minute_wait(tmp_path: Path) -> None:
    with served(filled(tmp_path), Serving(per_minute=3)) as site, httpx.Client(timeout=30) as client:
        codes = [client.post(f"{site.address}api/ask", json={"question": QUESTION}).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]


def test_nothing_but_login_and_health_is_open_to_strangers(closed_site: Site) -> None:
    with httpx.Client(base_url=closed_site.address, timeout=30) as client:
        assert client.get("health").status_code == 200
        assert client.get("").status_code == 303
        for path in ("config", "gradio_api/info", "api/reports", "table/csv?report=lao-cai-08", "theme.css"):
            assert client.get(path).status_code in (303, 401), path
        assert client.post("api/ask", json={"question": QUESTION}).status_code == 401
        answer = client.post("login", data={"name": "lan", "password": USERS["lan"]})
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith(f"{COOKIE}=")
        assert {"httponly", "samesite=lax", "path=/traso"} <= {part.strip().lower() for part in cookie.split(";")}
        assert client.post("api/ask", json={"question": QUESTION}).status_code == 200


def test_a_report_added_by_another_program_is_answered_at_once(tmp_path: Path) -> None:
    settings = filled(tmp_path, {"son-la-cu": SON_LA.replace("2.846.700", "1.111.100")})
    with served(settings, Serving(per_minute=0)) as site, httpx.Client(timeout=30) as client:
        asked = {"question": "Tổng lượng khách du lịch 8 tháng 2024?"}
        assert client.post(f"{site.address}api/ask", json=asked).json()["figures"][0]["value"] == "1.111.100"
        (tmp_path / "son-la-cu.txt").write_text(SON_LA, encoding="utf-8")
        with Store.create_or_open(settings.store) as store:
            store.add(evidence_of(tmp_path / "son-la-cu.txt"))
        assert client.post(f"{site.address}api/ask", json=asked).json()["figures"][0]["value"] == "2.846.700"


def test_twenty_clients_at_once_get_their_own_answers(site: Site) -> None:
    asked = [
        ("Tổng đàn trâu?", "96.400"),
        ("Tổng đàn bò?", "22.750"),
        ("Có bao nhiêu trường học?", "602"),
        ("Tổng thu ngân sách nhà nước trên địa bàn 8 tháng?", "6.320,5"),
    ]
    wrong: list[object] = []

    def client(number: int) -> None:
        with httpx.Client(base_url=site.address, timeout=60) as own:
            for turn in range(5):
                question, value = asked[(number + turn) % len(asked)]
                answer = own.post("api/ask", json={"question": question}).json()
                if [figure["value"] for figure in answer.get("figures", ())] != [value]:
                    wrong.append((question, answer))

    threads = [threading.Thread(target=client, args=(number,)) for number in range(20)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert time.monotonic() - started < 60
