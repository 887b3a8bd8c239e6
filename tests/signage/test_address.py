"""What a sign's code says: an address that works in upper case and may hang in public, or a refusal."""

import pytest

from app.signage import address, code_size
from app.signage.address import known_host, scan_address, unfit
from app.signage.sheet import SHEETS


def test_the_address_is_upper_case_and_short():
    assert scan_address("https://302.example/", "7K3QAB") == "HTTPS://302.EXAMPLE/S/7K3QAB"


@pytest.mark.parametrize("public_url", ["https://stadt.example/ar", "https://stadt.example?x", "stadt.example", ""])
def test_an_address_whose_letters_matter_is_refused(public_url):
    with pytest.raises(ValueError, match="not a plain address"):
        scan_address(public_url, "7K3QAB")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://302.example", address.UNPROTECTED),
        ("https://a:b@302.example", address.WITH_NAME),
        ("https://a@302.example", address.WITH_NAME),
        ("https://302.example:8443", address.WITH_PORT),
        ("https://302.example:443", address.WITH_PORT),
        ("https://127.0.0.1", address.OF_NUMBERS),
        ("https://10.0.0.1:3020", address.OF_NUMBERS),
        ("https://203.0.113.7", address.OF_NUMBERS),
        ("https://[::1]", address.OF_NUMBERS),
        ("https://[2001:db8::1]", address.OF_NUMBERS),
        ("https://2130706433", address.OF_NUMBERS),
        ("https://0x7f.1", address.OF_NUMBERS),
        ("https://127.1", address.OF_NUMBERS),
        ("https://localhost", address.OF_THE_HOUSE),
        ("https://studio", address.OF_THE_HOUSE),
        ("https://ar.localhost.", address.OF_THE_HOUSE),
        ("https://ar.rathaus.intern", address.OF_THE_HOUSE),
        ("https://ar.fritz.local", address.OF_THE_HOUSE),
        ("https://router.home.arpa", address.OF_THE_HOUSE),
        (f"https://{'a' * 30}.gelsenkirchen.de", address.TOO_LONG),
        ("https://302.example:port", address.NO_ADDRESS),
        ("https://", address.NO_ADDRESS),
    ],
)
def test_what_only_this_house_knows_hangs_nowhere(url, why):
    assert unfit(url)[0] == why
    assert "%" not in why % unfit(url)[1]


@pytest.mark.parametrize(
    "url",
    [
        "https://302.example",
        "https://stadtplanung.gelsenkirchen.de",
        f"https://{'a' * 37}.de",
        "https://xn--strae-oqa.de",
    ],
)
def test_a_public_name_may_hang(url):
    assert unfit(url) is None


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("302.example", "302.example"),
        ("xn--strae-oqa.de", "straße.de"),
        ("xn--kln-sna.ruhr", "köln.ruhr"),
        ("xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),  # аррӏе in Cyrillic looks like another name
        ("xn--\x00.de", "xn--\x00.de"),
        ("xn--zzzzzz.de", "xn--zzzzzz.de"),
    ],
)
def test_a_host_is_told_as_people_know_it_where_that_is_safe(host, known):
    assert known_host(host) == known


@pytest.mark.parametrize("kind", SHEETS)
def test_the_code_of_a_host_of_forty_letters_is_fine_but_not_too_fine(kind):
    longest = scan_address(f"https://{'a' * 37}.de", "7K3QAB")

    size = code_size.of_address(longest, SHEETS[kind].code_mm)

    assert size.is_crowded
    assert size.module_mm >= code_size.LEAST_MODULE_MM


def test_a_short_host_gives_a_coarse_code_that_is_read_from_ten_times_its_width():
    size = code_size.of_address(scan_address("https://302.example", "7K3QAB"), 160)

    assert (size.version, size.is_crowded, size.distance_m) == (3, False, 1.6)
    assert size.module_mm == pytest.approx(160 / 29)
