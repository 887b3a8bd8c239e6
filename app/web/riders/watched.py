"""What those ask for who watch the server.

/healthz   ok, as long as the process answers: for whoever balances load, because riders need no more than that
/readyz    ok, or 503 and a line for each part that is ill: for whoever has to mend it
/metrics   the same as numbers, and what was counted, for Prometheus: to whoever shows the token (METRICS_TOKEN), or
           without one to whoever asks from this machine itself, not by way of a proxy
"""

import hmac
import ipaddress
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog
from flask import Flask, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

log = structlog.get_logger()
FRESH_S = 1.0
FORWARDED = {"forwarded", "x-forwarded-for", "via", "x-real-ip"}  # a proxy asks for somebody else
NEVER = {"Cache-Control": "no-store"}

Part = Callable[[], str]  # says what is wrong, or nothing; whatever raises is ill, too


@dataclass(frozen=True, kw_only=True)
class Health:
    """What a product is well by: its parts, and numbers by their names and what they mean, for who has the token."""

    parts: Mapping[str, Part]
    numbers: Callable[[], Mapping[tuple[str, str], float]]
    token: str = ""


class Watched:
    """The parts, looked at again when that is older than ``FRESH_S``, however often somebody asks."""

    def __init__(self, health: Health) -> None:
        self.health = health
        self.until = 0.0  # time.monotonic() seconds
        self.found: Mapping[str, str] = {}

    def ill(self) -> Mapping[str, str]:
        """Return what is wrong by the name of the part; nothing if all is well."""
        if time.monotonic() >= self.until:
            self.found = {name: why for name, look in self.health.parts.items() if (why := _look(name, look))}
            self.until = time.monotonic() + FRESH_S
        return self.found


def add(app: Flask, health: Health) -> None:
    """Let the application answer those who watch it."""
    watched = Watched(health)

    @app.get("/healthz")
    def alive() -> Response:
        return _plain("ok\n")

    @app.get("/readyz")
    def well() -> Response:
        ill = watched.ill()
        return _plain("".join(f"{name}: {why}\n" for name, why in ill.items()), 503) if ill else _plain("ok\n")

    @app.get("/metrics")
    def metrics() -> Response:
        if not _may_count(health.token):
            return _plain("Zahlen gibt es mit METRICS_TOKEN, oder auf dem Rechner selbst.\n", 403)
        return Response(generate_latest() + _figures(watched), content_type=CONTENT_TYPE_LATEST, headers=NEVER)


def _may_count(token: str) -> bool:
    if token:
        shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(shown.encode(), token.encode())
    try:
        is_here = ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
    return is_here and not FORWARDED & {name.lower() for name, _ in request.headers}


def _look(name: str, look: Part) -> str:
    try:
        return look()
    except Exception as error:  # noqa: BLE001 -- whatever goes wrong is what was asked for
        log.warning("a part is ill", part=name, error=str(error))
        return f"Antwortet nicht ({type(error).__name__})."  # its words may hold what is nobody's business


def _figures(watched: Watched) -> bytes:
    registry, ill = CollectorRegistry(), watched.ill()
    parts = Gauge("linie302_part_ok", "1: the part is well", ["part"], registry=registry)
    for name in watched.health.parts:
        parts.labels(name).set(name not in ill)
    try:
        numbers = watched.health.numbers()
    except Exception as error:  # noqa: BLE001 -- the parts tell which one is ill
        log.warning("numbers are not to be had", error=str(error))
        numbers = {}
    for (name, meaning), value in numbers.items():
        Gauge(f"linie302_{name}", meaning, registry=registry).set(value)
    return generate_latest(registry)


def _plain(text: str, status: int = 200) -> Response:
    return Response(text, status, NEVER, content_type="text/plain; charset=utf-8")
