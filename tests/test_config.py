"""Settings and stores: sensible without any, and a sentence for what does not work."""

import gzip
import hashlib
import os
import ssl
import subprocess
import sys

import brotli
import pytest

from app import certificate
from app.config import from_environment
from app.errors import Invalid
from app.storage import open_store


def given(tmp_path, **settings):
    return {"INSTANCE": str(tmp_path / "instance"), **settings}


def test_without_settings_everything_lies_in_the_instance(tmp_path):
    config = from_environment(given(tmp_path))

    assert config.public_url == "http://127.0.0.1:3020"
    for where in (config.database_url, config.media_store, config.site_store, str(config.spool)):
        assert str(tmp_path / "instance") in where


def test_the_secret_is_made_once_and_for_the_operator_only(tmp_path):
    first, second = from_environment(given(tmp_path)), from_environment(given(tmp_path))

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 48
    assert (tmp_path / "instance/secret_key").stat().st_mode & 0o077 == 0


def test_the_base_map_can_be_switched_off(tmp_path):
    assert "{z}/{y}/{x}" in from_environment(given(tmp_path)).basemap_url
    assert from_environment(given(tmp_path, BASEMAP_URL="none")).basemap_url == ""


def test_the_orthophoto_comes_of_a_wms_or_of_tiles_or_not_at_all(tmp_path):
    for url in ("https://wms.example/dop?map=x&layers=rgb", "https://tiles.example/{z}/{x}/{y}.jpg"):
        assert from_environment(given(tmp_path, ORTHOPHOTO_URL=url)).orthophoto_url == url
    assert "layers=" in from_environment(given(tmp_path)).orthophoto_url
    assert from_environment(given(tmp_path, ORTHOPHOTO_URL="none")).orthophoto_url == ""


def test_intervals_of_checks_are_read_by_kind_or_state(tmp_path):
    given = {"INSTANCE": str(tmp_path), "INSPECTION_DAYS": "floor=60, damaged=7"}

    assert from_environment(given).inspection_days == {"floor": 60, "damaged": 7}


@pytest.mark.parametrize("name", ["MAIL_FROM", "OPERATOR_MAIL"])
def test_a_mail_server_goes_with_who_mails_come_from(tmp_path, name):
    url = "smtps://me%40mail.example:p%2Fw@mail.example"

    config = from_environment(given(tmp_path, SMTP_URL=url, **{name: "studio@302.example"}))

    assert (config.smtp_url, config.mail_from) == (url, "studio@302.example")


@pytest.mark.parametrize("text", ["floor", "floor=0", "floor=x", "=,", "floor=99999"])
def test_an_interval_that_is_none_is_refused(tmp_path, text):
    with pytest.raises(Invalid, match="INSPECTION_DAYS"):
        from_environment({"INSTANCE": str(tmp_path), "INSPECTION_DAYS": text})


def test_signs_carry_the_public_address_unless_they_have_a_shorter_one(tmp_path):
    both = {"PUBLIC_URL": "https://stadtplanung.gelsenkirchen.example", "SIGN_URL": "https://302.example/"}

    assert from_environment(given(tmp_path, **both)).sign_url == "https://302.example"
    assert from_environment(given(tmp_path, PUBLIC_URL="https://302.example")).sign_url == "https://302.example"


@pytest.mark.parametrize("name", ["PUBLIC_URL", "SIGN_URL"])
def test_a_host_with_other_letters_is_its_punycode(tmp_path, name):
    config = from_environment(given(tmp_path, **{name: "https://Straße.de"}))

    assert getattr(config, name.lower()) == "https://xn--strae-oqa.de"
    with pytest.raises(Invalid, match=f"{name}=.* So darf ein Rechnername nicht heißen"):
        from_environment(given(tmp_path, **{name: "https://-ä-.de"}))
    with pytest.raises(Invalid, match=f"{name}=.* ohne Pfad"):
        from_environment(given(tmp_path, **{name: "https://a.de/pfad"}))


def test_the_public_address_loses_its_last_slash(tmp_path):
    assert from_environment(given(tmp_path, PUBLIC_URL="https://302.example/")).public_url == "https://302.example"


def test_who_listens_everywhere_names_an_address_that_others_reach(tmp_path):
    config = from_environment(given(tmp_path, HOST="0.0.0.0", PORT="4000", TLS="self-signed"))

    assert config.public_url.startswith("https://") and config.public_url.endswith(":4000")
    assert "0.0.0.0" not in config.public_url


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"INSTANCE": "  "}, "INSTANCE ist leer"),
        ({"PORT": "none"}, "PORT=none geht nicht. Erlaubt: 1 bis 65535"),
        ({"PORT": "70000"}, "PORT=70000"),
        ({"PUBLIC_URL": "302.example"}, "ohne Pfad"),
        ({"PUBLIC_URL": "https://302.example/ar"}, "ohne Pfad"),
        ({"TLS": "yes"}, "Erlaubt: self-signed"),
        ({"SIGN_ANCHORS": "yes"}, "SIGN_ANCHORS=yes geht nicht. Erlaubt: on oder off."),
        ({"BASEMAP_URL": "https://tiles.example/{z}/{x}"}, "eine Adresse mit {z}, {x}, {y}"),
        ({"ORTHOPHOTO_URL": "https://wms.example/dop"}, "ORTHOPHOTO_URL=https://wms.example/dop geht nicht."),
        ({"SMTP_URL": "mail.example:587", "MAIL_FROM": "a@b.example"}, "SMTP_URL=… geht nicht"),
        ({"SMTP_URL": "smtp://mail.example:mail", "MAIL_FROM": "a@b.example"}, "SMTP_URL=… geht nicht"),
        ({"SMTP_URL": "smtp://me:pass/word@mail.example", "MAIL_FROM": "a@b.example"}, "als %2F geschrieben"),
        ({"SMTP_URL": "smtp://me:pass#word@mail.example", "MAIL_FROM": "a@b.example"}, "als %2F geschrieben"),
        ({"CHECKED_ON": "gestern"}, "CHECKED_ON=gestern geht nicht. Erwartet wird ein Tag wie 2026-11-28."),
        ({"SMTP_URL": "smtp://mail.example"}, "Bitte MAIL_FROM=studio@example.de setzen"),
    ],
)
def test_what_does_not_work_is_said(tmp_path, settings, sentence):
    with pytest.raises(Invalid) as refusal:
        from_environment(given(tmp_path, **settings))

    assert sentence in str(refusal.value)


@pytest.mark.parametrize(("settings", "checks"), [({}, True), ({"CHECK_SOURCES": "off"}, False)])
def test_sources_are_checked_unless_somebody_does_not_want_that(tmp_path, settings, checks):
    assert from_environment(given(tmp_path, **settings)).checks_sources is checks


def test_an_instance_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "instance").write_text("")

    with pytest.raises(Invalid, match="lässt sich nicht schreiben"):
        from_environment(given(tmp_path))


def test_a_read_only_instance_is_refused(tmp_path):
    """As somebody who is not root, whom no mode keeps from writing."""
    tmp_path.chmod(0o755)
    for parent in list(tmp_path.parents)[:2]:
        parent.chmod(0o755)
    (tmp_path / "instance").mkdir(mode=0o555)
    script = (
        "import os\nfrom app.config import from_environment\nif os.getuid() == 0: os.setuid(65534)\nfrom_environment()"
    )
    command = [sys.executable, "-c", script]

    result = subprocess.run(command, env={**os.environ, **given(tmp_path)}, capture_output=True, text=True)

    assert "lässt sich nicht schreiben" in result.stderr


def test_a_certificate_is_made_once_and_carries_the_host(tmp_path):
    paths = certificate.made_once(tmp_path, "192.168.0.20")

    assert certificate.made_once(tmp_path, "192.168.0.20") == paths
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(*paths)
    decoded = ssl._ssl._test_decode_cert(str(paths[0]))
    assert decoded["subjectAltName"] == (("IP Address", "192.168.0.20"),)
    assert paths[1].stat().st_mode & 0o077 == 0


def test_a_store_gives_back_what_was_put(tmp_path):
    store = open_store(str(tmp_path / "store"))

    store.put("de/302/index.html", b"page")
    store.put("de/302/index.html", b"newer")

    assert store.get("de/302/index.html") == b"newer"
    assert store.get("de/303/index.html") is None
    assert list(store.listed()) == ["de/302/index.html"]
    assert (store.exists("de/302/index.html"), store.exists("de/303/index.html")) == (True, False)


def test_deleting_what_is_not_there_is_no_fault(tmp_path):
    store = open_store(str(tmp_path / "store"))
    store.put("a", b"")

    store.delete(["a", "b", "a"])

    assert list(store.listed()) == []


def test_media_are_kept_by_their_hash(tmp_path):
    store = open_store(str(tmp_path / "store"))

    key = store.put_media("scene.glb", b"glTF")

    assert key == f"{hashlib.sha256(b'glTF').hexdigest()}/scene.glb"
    assert store.put_media("scene.glb", b"glTF") == key
    assert store.put_media("scene.glb", b"other") != key


def test_a_glb_is_kept_packed_too_so_that_a_phone_loads_less(tmp_path):
    store = open_store(str(tmp_path / "store"))
    raw = b"glTF" + bytes(range(256)) * 40

    key = store.put_media("scene.glb", raw)
    store.put_media("scene.usdz", raw)

    assert brotli.decompress(store.get(f"{key}.br")) == raw
    assert gzip.decompress(store.get(f"{key}.gz")) == raw
    assert len(store.get(f"{key}.br")) < len(raw) / 5
    assert store.get(key) == raw
    assert sorted(name.rpartition("/")[2] for name in store.listed()) == [
        "scene.glb", "scene.glb.br", "scene.glb.gz", "scene.usdz",
    ]  # fmt: skip
