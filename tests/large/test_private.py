"""What only the studio shows is reached through no layer, however its address is written."""

import http.client
import ssl

import pytest

from tests.large.stores import bucket

FACE, SAIL = b"a face, for the studio alone", b"a sail, for everybody"
RIDERS = ("caddy", "cache", "web one", "web two")
WAYS = (
    "/media/{key}",
    "/media//{key}",
    "/media/./{key}",
    "/media/x/../{key}",
    "/media/{public}/../../{key}",
    "/media/{public}%2f..%2f..%2f{key}",
    "/media/%70rivate/{rest}",
    "/media/%2570rivate/{rest}",
    "/media/PRIVATE/{rest}",
    "/media\\{key}",
    "/media/{key}?x=1",
    "/media/{key}.br",
    "//media/{key}",
    "/{key}",
    "/static/../{key}",
    "/static/..%2fmedia%2f{key}",
    "/static/../../media/{key}",
    "/de/../media/{key}",
    "/s/../media/{key}",
    "/studio/../media/{key}",
    "/media/{key}/",
    "/media/%00{key}",
)


@pytest.fixture(scope="module")
def keys(setup):
    """The key of a photograph that is not for riders, and that of a file which is."""
    media = bucket("media", setup.settings)
    return media.put_private("photo.jpg", FACE), media.put_media("sail.glb", SAIL)


def ask(setup, layer, path):
    """Ask a layer for a path as it is written, and return status and body."""
    where = {
        "cache": setup.cache,
        "web one": setup.hosts[0].address,
        "web two": setup.hosts[1].address,
        "object store": setup.object_store,
    }
    if layer == "caddy":
        trusted = ssl.create_default_context(cafile=str(setup.authority))
        connection = http.client.HTTPSConnection(setup.url.removeprefix("https://"), context=trusted, timeout=30)
    else:
        connection = http.client.HTTPConnection(where[layer], timeout=30)
    try:
        connection.putrequest("GET", path, skip_accept_encoding=True)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize("layer", RIDERS)
@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_riders_to_what_is_private(setup, keys, layer, way):
    private, public = keys
    path = way.format(key=private, rest=private.removeprefix("private/"), public=public)

    status, body = ask(setup, layer, path)

    assert status >= 300 and FACE not in body


@pytest.mark.parametrize("layer", RIDERS)
def test_what_is_for_everybody_is_there_at_each_layer(setup, keys, layer):
    assert ask(setup, layer, f"/media/{keys[1]}") == (200, SAIL)


def test_the_object_store_itself_answers_nobody_without_a_key(setup, keys):
    for key in keys:
        status, body = ask(setup, "object store", f"/linie302-media/{key}")
        assert (status, FACE in body, SAIL in body) == (403, False, False)


@pytest.mark.parametrize("layer", ["caddy", "cache"])
@pytest.mark.parametrize("path", ["/metrics", "/readyz"])
def test_from_outside_nobody_watches_the_server(setup, layer, path):
    assert ask(setup, layer, path)[0] == 404
    assert ask(setup, "web one", path)[0] == 200
