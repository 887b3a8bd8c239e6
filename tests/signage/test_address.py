"""What a sign's code says: an address that works in upper case, or a refusal."""

import pytest

from app.signage.address import scan_address


def test_the_address_is_upper_case_and_short():
    assert scan_address("https://302.example/", "7K3QAB") == "HTTPS://302.EXAMPLE/S/7K3QAB"


@pytest.mark.parametrize("public_url", ["https://stadt.example/ar", "https://stadt.example?x", "stadt.example", ""])
def test_an_address_whose_letters_matter_is_refused(public_url):
    with pytest.raises(ValueError, match="not a plain address"):
        scan_address(public_url, "7K3QAB")
