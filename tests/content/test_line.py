"""The real line keeps its rules: 54 stops in order, a fork after Laer Mitte, stations and signs where they can be."""

import math
import re
import tomllib
from itertools import pairwise
from pathlib import Path

from app.exchange import codes
from app.exchange.records import SLUG

ROOT = Path(__file__).parents[2]
FORK = "de:05911:5280"  # Laer Mitte
TRUNK, LANGENDREER, O_WERK = 44, 8, 2  # stops on each branch
NRW_LAT, NRW_LON = (50.32, 52.54), (5.86, 9.47)  # degrees
STOP_SPACING_M = (120, 1800)  # the shortest and the longest ride that a neighbouring stop may be away
SIGN_TO_STOP_M = 120  # a sign hangs at its stop, at most a platform's length away
SIGN_TO_PLANNING_M = 500  # on foot, and within what AR on site can still show
CITY_OF_AREA_KEY = {"05513": "Gelsenkirchen", "05911": "Bochum"}
EARTH_RADIUS_M = 6_371_000


def metres_between(one, other):
    """Return the distance of two points that have ``lat`` and ``lon``: flat, exact enough within a city."""
    north = math.radians(other.lat - one.lat)
    east = math.radians(other.lon - one.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return EARTH_RADIUS_M * math.hypot(north, east)


def on(content, branch):
    return [stop for stop in content.stops if stop.branch == branch]


def stop_of(content, station):
    return next(stop for stop in content.stops if stop.dhid == station.stop)


def test_the_line_has_54_stops_counted_without_a_gap(content):
    assert [stop.seq for stop in content.stops] == list(range(1, 55))


def test_every_stop_has_a_dhid_of_its_own_that_names_its_city(content):
    dhids = [stop.dhid for stop in content.stops]
    assert len(set(dhids)) == len(dhids)
    for stop in content.stops:
        assert re.fullmatch(r"de:\d{5}:\d+", stop.dhid), stop.name
        assert CITY_OF_AREA_KEY[stop.dhid.split(":")[1]] == stop.city, stop.name


def test_stops_stand_in_the_order_of_the_branches(content):
    branches = [branch.slug for branch in content.line.branches]
    order = [branches.index(stop.branch) for stop in content.stops]
    assert order == sorted(order)
    assert [len(on(content, branch)) for branch in branches] == [TRUNK, LANGENDREER, O_WERK]


def test_the_line_runs_from_buer_and_forks_after_laer_mitte(content):
    trunk, langendreer, o_werk = content.line.branches
    assert (trunk.after, langendreer.after, o_werk.after) == ("", FORK, FORK)
    assert on(content, trunk.slug)[0].name == "Buer Rathaus"
    assert on(content, trunk.slug)[-1].dhid == FORK
    assert on(content, langendreer.slug)[-1].name == "Langendreer S"
    assert on(content, o_werk.slug)[-1].name == "O-Werk"


def test_the_city_changes_once_along_the_line(content):
    cities = [stop.city for stop in content.stops]
    assert sum(one != other for one, other in pairwise(cities)) == 1


def test_neighbouring_stops_are_a_short_ride_apart(content):
    by_dhid = {stop.dhid: stop for stop in content.stops}
    for branch in content.line.branches:
        start = [by_dhid[branch.after]] if branch.after else []
        for one, other in pairwise(start + on(content, branch.slug)):
            nearest, farthest = STOP_SPACING_M
            assert nearest < metres_between(one, other) < farthest, f"{one.name} – {other.name}"


def test_every_point_lies_in_north_rhine_westphalia(content):
    places = [planning.place for station in content.plannings.values() for planning in station.values()]
    places += [sign.place for signs in content.signs.values() for sign in signs]
    for point in [*content.stops, *places]:
        assert NRW_LAT[0] < point.lat < NRW_LAT[1], point
        assert NRW_LON[0] < point.lon < NRW_LON[1], point


def test_names_are_written_out_and_have_kept_their_letters(content):
    names = {stop.name for stop in content.stops}
    assert not [name for name in names if re.search(r"str\.|[\ufffd?]|  ", name)]
    assert {"Mark 51°7", "Heinrich-König-Platz", "Alte Ümminger Straße", "Max-Planck-Institut"} <= names


def test_a_station_stands_at_a_stop_of_its_own_city(content):
    cities = {partner.slug: partner.city for partner in content.line.partners}
    taken = [station.stop for station in content.stations.values()]
    assert len(set(taken)) == len(taken) == 10
    for slug, station in content.stations.items():
        assert stop_of(content, station).city == cities[station.partner], slug
        assert station.texts["de"].title == stop_of(content, station).name, slug


def test_partners_and_topics_are_told_apart_and_every_topic_is_used(content):
    partners = [partner.slug for partner in content.line.partners]
    topics = [topic.slug for topic in content.line.topics]
    used = {planning.topic for station in content.plannings.values() for planning in station.values()}
    assert len(set(partners)) == len(partners)
    assert len(set(topics)) == len(topics)
    assert used == set(topics)
    for topic in content.line.topics:
        assert set(topic.names) == set(content.line.languages), topic.slug


def test_every_address_is_made_of_plain_letters(content):
    slugs = [*content.stations, *(slug for station in content.plannings.values() for slug in station)]
    assert all(SLUG.fullmatch(slug) for slug in slugs)
    assert not {"vor-ort", "karte"} & {*slugs}  # the addresses of the on-site view and of the map


def test_codes_are_right_and_given_once(content):
    given = [sign.code for signs in content.signs.values() for sign in signs]
    assert len(set(given)) == len(given)
    assert [code for code in given if not codes.is_code(code)] == []


def test_a_sign_hangs_at_its_stop_and_its_plannings_are_near(content):
    for slug, signs in content.signs.items():
        for sign in signs:
            assert metres_between(sign.place, stop_of(content, content.stations[slug])) < SIGN_TO_STOP_M, slug
        for planning in content.plannings[slug].values():
            nearest = min(metres_between(sign.place, planning.place) for sign in signs)
            assert nearest < SIGN_TO_PLANNING_M, planning.slug


def test_demo_accounts_cover_both_cities_and_lead_nowhere(content):
    given = tomllib.loads((ROOT / "seeds/accounts.toml").read_text())["accounts"]
    roles = {(account.get("partner", ""), account["role"]) for account in given}
    wanted = {(city, role) for city in ("gelsenkirchen", "bochum") for role in ("planner", "approver", "keeper")}
    assert roles == wanted | {("", "admin")}
    assert len({account["email"] for account in given}) == len(given)
    for account in given:
        assert account["email"].endswith(".example"), account["email"]
        assert account["password"].startswith("demo-"), account["email"]
