"""What counts as a scan: each phone once a minute, and people only."""

import time

from werkzeug.test import EnvironBuilder

from app.web.riders import scan_dedup
from app.web.riders.scan_dedup import Budget, Repeats

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1"
MINUTE_S, SOON_S = 60, 20


def asked(**headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return EnvironBuilder(path="/s/222222", headers={"User-Agent": PHONE, **names}).get_request()


def test_what_is_fetched_ahead_or_only_in_part_does_not_count():
    assert not scan_dedup.counts(asked(Sec_Purpose="prefetch;prerender"))
    assert not scan_dedup.counts(asked(Purpose="prefetch"))
    assert not scan_dedup.counts(asked(X_Moz="prefetch"))
    assert not scan_dedup.counts(asked(X_Purpose="preview"))
    assert not scan_dedup.counts(asked(User_Agent="WhatsApp/2.25.1 A"))
    assert scan_dedup.counts(asked())
    assert not scan_dedup.counts(EnvironBuilder(method="HEAD", headers={"User-Agent": PHONE}).get_request())


def test_the_same_phone_counts_once_a_minute():
    seen = Repeats()

    assert seen.is_new("222222", "a phone", at_s=10)
    assert not seen.is_new("222222", "a phone", at_s=10 + MINUTE_S - 1)
    assert seen.is_new("222222", "a phone", at_s=10 + MINUTE_S)


def test_another_phone_and_another_sign_count():
    seen = Repeats()

    assert seen.is_new("222222", "a phone", at_s=10)
    assert seen.is_new("222222", "another phone", at_s=11)
    assert seen.is_new("33333B", "a phone", at_s=12)


def test_loading_again_and_again_does_not_put_off_the_next_count():
    seen = Repeats()
    counted = [seen.is_new("222222", "a phone", at_s=at_s) for at_s in range(0, 121, 10)]

    assert counted.count(True) == 3


def test_nothing_that_was_said_about_a_phone_stays_in_memory():
    seen = Repeats()
    seen.is_new("222222", "192.0.2.7", at_s=0)

    assert all(b"192.0.2.7" not in name and len(name) == 32 for name in seen._seen)


def test_after_an_hour_key_and_hashes_are_thrown_away(monkeypatch):
    monkeypatch.setattr(scan_dedup, "KEY_S", 0.05)
    seen = Repeats()
    seen.is_new("222222", "192.0.2.7", at_s=0)
    until = time.monotonic() + SOON_S

    while seen._key and time.monotonic() < until:
        time.sleep(0.01)

    assert (seen._key, dict(seen._seen)) == (b"", {})


def test_memory_does_not_grow_with_the_number_of_phones(monkeypatch):
    monkeypatch.setattr(scan_dedup, "KEPT_MAX", 100)
    seen = Repeats()

    for number in range(1000):
        assert seen.is_new("222222", f"phone {number}", at_s=number / 100)

    assert len(seen._seen) <= 100


def test_a_budget_is_for_one_minute():
    budget = Budget(2)

    assert [budget.spend(at_s) for at_s in (0, 1, 2, MINUTE_S)] == [True, True, False, True]
