"""What riders open: noted for pages that there are, once, and nothing else that anybody may send."""

import json

import pytest

from app.exchange.reading import plain
from tests.web.riders.test_rider import CODES, LINE, make_app

PAGES = ("de/302/o-werk", "tr/302/o-werk", "de/302/o-werk/garten", "de/302/o-werk/vor-ort", "de/302", "de/impressum")
PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 16) Chrome/156"}


@pytest.fixture
def root(tmp_path):
    (tmp_path / "codes.json").write_text(json.dumps(CODES))
    (tmp_path / "line.json").write_text(json.dumps(plain(LINE)))
    for page in PAGES:
        (tmp_path / page).mkdir(parents=True, exist_ok=True)
        (tmp_path / page / "index.html").write_text("<p>")
    return tmp_path


@pytest.fixture
def client(root):
    return make_app(root).test_client()


def noted(root):
    """Return what lies in the spool: way, language and page."""
    lines = [line for path in sorted((root / "spool").glob("*")) for line in path.read_text().splitlines()]
    return [(way, language, page) for way, _hour, language, page in (line.split(" ") for line in lines)]


def tap(client, address, **headers):
    answer = client.post(f"/openings/{address}/", headers={**PHONE, **headers})
    assert (answer.status_code, answer.data) == (204, b"")
    assert "Set-Cookie" not in answer.headers


def test_each_way_of_each_page_is_noted_with_the_language_of_the_page(client, root):
    for address in (
        "3d/de/302/o-werk/garten",
        "ar/tr/302/o-werk",
        "table/de/302/o-werk",
        "on-site/de/302/o-werk/vor-ort",
    ):
        tap(client, address)

    assert noted(root) == [
        ("3d", "de", "o-werk/garten"),
        ("ar", "tr", "o-werk"),
        ("table", "de", "o-werk"),
        ("on-site", "de", "o-werk"),
    ]


def test_who_taps_again_within_a_minute_counts_once_in_each_way(client, root):
    for way in ("3d", "3d", "ar"):
        tap(client, f"{way}/de/302/o-werk")
    tap(client, "3d/de/302/o-werk", **{"User-Agent": "Mozilla/5.0 (iPhone)"})

    assert len(noted(root)) == 3


@pytest.mark.parametrize(
    "address",
    [
        "vr/de/302/o-werk", "3d/de/302/nirgends", "3d/de/302", "3d/de/impressum", "3d/xx/302/o-werk",
        "3d/de/302/o-werk/garten/x", "3d/de/../de/302/o-werk", "3d/de/302/o-werk%0A3d", "3d/de/302/o-werk%00",
        "3d/%2E%2E/302/o-werk", "3d/de/302/o werk",
        f"3d/de/302/{'x' * 2000}", "3d/de/302/%3Cscript%3E",
    ],
)  # fmt: skip
def test_what_is_no_page_of_a_station_or_planning_leaves_nothing(client, root, address):
    client.post(f"/openings/{address}/", headers=PHONE)

    assert not (root / "spool").exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"User-Agent": "WhatsApp/2.25"},
        {"User-Agent": ""},
    ],
)
def test_neither_other_pages_nor_programs_count(client, root, headers):
    tap(client, "3d/de/302/o-werk", **headers)

    assert not (root / "spool").exists()


def test_our_own_pages_count_and_a_full_disk_stops_nobody(client, root, monkeypatch):
    tap(client, "3d/de/302/o-werk", **{"Sec-Fetch-Site": "same-origin"})
    assert len(noted(root)) == 1

    (root / "spool").rename(root / "away")
    (root / "spool").write_text("a file where the folder should be")
    tap(client, "ar/de/302/o-werk")


def test_to_look_at_the_address_counts_nothing(client, root):
    assert client.get("/openings/3d/de/302/o-werk/", headers=PHONE).status_code == 405
    assert not (root / "spool").exists()
