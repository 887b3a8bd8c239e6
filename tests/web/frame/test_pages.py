"""Nobody adds a page and forgets to look at it: what looks at every page of the studio has them all."""

import time

from app.database import writing
from tests.studio_pages import LEFT_OUT, OUTSIDE, addresses, forgotten, outside
from tests.studio_things import lay


def test_every_page_is_visited_or_left_out_for_a_reason(small_studio):
    with writing(small_studio.engine).begin() as session:
        lay(session, small_studio.app.config["MEDIA"])
        pages = list(addresses(small_studio.app, session))
    client = small_studio.client("Admin")
    with client.session_transaction("/studio/") as cookie:
        cookie["fs_paa"] = time.time()  # signed in just now: nobody asks for the password once more

    seen = {endpoint for endpoint, address in pages if status(client, address) == 200}

    assert forgotten(small_studio.app, seen) == set()


def test_who_is_outside_sees_the_pages_for_that(small_studio):
    client = small_studio.client()

    assert [status(client, address) for address in outside(small_studio.app)] == [200] * len(OUTSIDE)


def test_nothing_is_left_out_that_is_not_there_any_more(small_studio):
    assert LEFT_OUT.keys() <= {rule.endpoint for rule in small_studio.app.url_map.iter_rules()}


def status(client, address):
    with client.get(address) as answer:
        return answer.status_code
