"""What ``linie302 deploy`` writes; tests/large runs it."""

import re
import shlex
import stat
from pathlib import Path

import pytest
import yaml

from app import config
from app.cli import main
from app.deploy import compose
from app.deploy.plan import Plan
from app.front.connection import Patience
from tests.test_settings import asked_for

ROOT = Path(__file__).parent.parent
KINDS = ("caddy", "nginx", "systemd", "compose")
SECRET = 'a "b" \\ c$d'
SETTINGS = {"PUBLIC_URL": "https://302.example", "SECRET_KEY": SECRET, "OPERATOR_NAME": "Stadt Nord", "PORT": "3999"}


@pytest.fixture
def deploy(tmp_path, monkeypatch):
    """Write files for SETTINGS, with ``more``, and return what they say by their names."""
    for name in config.SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("INSTANCE", str(tmp_path / "instance"))

    def write(kind, *words, **more):
        for name, text in {**SETTINGS, **more}.items():
            monkeypatch.setenv(name, text)
        status = main(["deploy", kind, str(tmp_path / "out"), *words])
        written = (tmp_path / "out").iterdir() if (tmp_path / "out").exists() else ()
        return status, {path.name: path.read_text() for path in written}

    return write


def test_every_setting_is_among_those_that_are_handed_on():
    settings = set(config.SETTINGS)

    assert settings - set(config.OF_STORES) == set(asked_for(ROOT / "app/config.py"))


def test_compose_yaml_at_the_top_is_what_the_program_writes():
    plan = Plan(
        public_url="https://302.example",
        sign_url="",
        onward=(),
        listen="",
        program=Path("linie302"),
        folder=Path(),
        instance=Path("instance"),
        settings={},
    )

    assert (ROOT / "compose.yaml").read_text() == compose.compose(plan)


def test_compose_brings_the_settings_and_the_proxy_that_it_starts(deploy):
    status, files = deploy("compose")

    assert status == 0
    services = yaml.safe_load(files["compose.yaml"])
    assert services["x-linie302"]["environment"]["PROXIES"] == 1
    assert "reverse_proxy web:3020" in services["configs"]["caddyfile"]["content"]
    lines = dict(shlex.split(line)[0].split("=", 1) for line in files[".env"].splitlines())
    assert lines == {"DOMAIN": "302.example", "SECRET_KEY": SECRET, "OPERATOR_NAME": "Stadt Nord"}


def test_systemd_gets_two_services_and_the_settings_as_they_are(deploy, tmp_path):
    status, files = deploy("systemd")

    assert status == 0
    assert set(files) == {"linie302-serve.service", "linie302-worker.service", "linie302.env"}
    read = dict(each.split("=", 1) for each in shlex.split(files["linie302.env"]))
    assert read == {**SETTINGS, "INSTANCE": str(tmp_path / "instance")}
    for command in ("serve", "worker"):
        assert re.search(rf"^ExecStart=/\S+ {command}$", files[f"linie302-{command}.service"], re.MULTILINE)


@pytest.mark.parametrize(("kind", "name"), [("systemd", "linie302.env"), ("compose", ".env")])
def test_what_holds_secrets_is_for_its_owner_alone(deploy, tmp_path, kind, name):
    deploy(kind)

    assert stat.S_IMODE((tmp_path / "out" / name).stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", ["caddy", "nginx"])
def test_each_web_is_named_and_without_any_it_is_the_one_at_hand(deploy, kind):
    _, files = deploy(kind)
    assert "127.0.0.1:3999" in "".join(files.values())


@pytest.mark.parametrize("kind", ["caddy", "nginx"])
def test_several_webs_are_all_asked(deploy, kind):
    _, files = deploy(kind, "--to", "10.0.0.1:3020", "--to", "10.0.0.2:3020")
    text = "".join(files.values())

    assert "10.0.0.1:3020" in text and "10.0.0.2:3020" in text and "127.0.0.1:3999" not in text


@pytest.mark.parametrize("kind", ["caddy", "nginx"])
def test_no_connection_is_used_again_that_a_web_may_be_closing(deploy, kind):
    _, files = deploy(kind)
    idle_s = [
        int(each)
        for text in files.values()
        for each in re.findall(r"^\s*keepalive(?:_timeout)? (\d+)s", text, re.MULTILINE)
    ]

    assert idle_s
    assert max(idle_s) < Patience().keep_alive_s


@pytest.mark.parametrize("kind", KINDS)
def test_written_twice_it_is_the_same_and_what_somebody_changed_stays(deploy, tmp_path, capsys, kind):
    _, files = deploy(kind)
    name = sorted(files)[-1]
    assert deploy(kind) == (0, files)
    (tmp_path / "out" / name).write_text("mine")

    status, after = deploy(kind)

    assert (status, after[name]) == (1, "mine")
    assert f"{name} gibt es schon" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["caddy", "compose"])
def test_without_a_public_address_there_is_no_certificate(deploy, capsys, kind):
    status, files = deploy(kind, PUBLIC_URL="http://127.0.0.1:3020")

    assert (status, files) == (1, {})
    assert "PUBLIC_URL=https://" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["one\ntwo", "it's"])
def test_a_setting_that_no_file_can_hold_is_refused(deploy, capsys, text):
    status, files = deploy("systemd", OPERATOR_NAME=text)

    assert (status, files) == (1, {})
    assert "OPERATOR_NAME" in capsys.readouterr().err
