"""Other hosts are asked within limits: only public ones, looked up once, for a while, and for so many bytes."""

import ipaddress
import socket
import ssl
import threading
from contextlib import contextmanager, suppress

import pytest
import requests

from app import certificate, outside
from app.outside import LARGEST_BYTES, REDIRECTS, RefusedError

SOON_S = 0.5
AGENT = "linie302 (+https://302.example)"
HOUSE = "house.example"
INNER = frozenset({"127.0.0.1", HOUSE})
PUBLIC = ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
CLOSED = [
    *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
    *("224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
    *(
        "::",
        "::1",
        "fe80::1",
        "fec0::1",
        "fd00::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
    ),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe"),
]
REFUSED = [
    *(f"http://{each}/" for each in ("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0")),
    *(f"http://[{each}]/" for each in ("::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "fe80::1", "::", "64:ff9b::7f00:1")),
    *("http://169.254.169.254/latest/meta-data/", "https://10.0.0.1/", "http://192.168.0.1:8080/"),
    *("http://me:secret@8.8.8.8/", "http://me@8.8.8.8/", "https://8.8.8.8:99999/"),
]
OTHER_SCHEMES = ["file:///etc/passwd", "ftp://8.8.8.8/", "gopher://8.8.8.8/", "data:text/plain,x", "unix:///run/x"]


def guarded(*, inner=INNER, patience_s=30.0):
    session = requests.Session()
    outside.guard(session, inner=inner, patience_s=patience_s)
    return session


@contextmanager
def serving(answer, *, tls=None):
    """Let ``answer(connection)`` speak on each connection, at an address of this machine; yield its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        open_ones = []

        def one(connection):
            with suppress(OSError):  # whoever asked has hung up
                answer(tls.wrap_socket(connection, server_side=True) if tls else connection)
            connection.close()

        def accept():
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                open_ones.append(connection)
                threading.Thread(target=one, args=(connection,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        for each in open_ones:
            each.close()


def says(body=b"well", head="", status="200 OK", seen=None):
    def answer(connection):
        asked = connection.recv(65536)
        if seen is not None:
            seen.append(asked.decode())
        length = "" if head else f"Content-Length: {len(body)}\r\n"
        connection.sendall(f"HTTP/1.1 {status}\r\n{length}{head}Connection: close\r\n\r\n".encode() + body)

    return answer


def leads(where):
    return says(b"", f"Location: {where}\r\nContent-Length: 0\r\n", "302 Found")


def drips(first, drop):
    """Return what never ends: ``first``, and then a drop as often as it is taken."""

    def answer(connection):
        connection.recv(65536)
        connection.sendall(first)
        pause = threading.Event()
        while not pause.wait(0.02):
            connection.sendall(drop)

    return answer


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_internet_is_public(address):
    assert outside.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", CLOSED)
def test_an_address_of_a_house_is_not_however_it_is_written(address):
    assert not outside.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_not_public_is_not_asked(url):
    with guarded(inner=frozenset()) as session, pytest.raises((RefusedError, requests.exceptions.InvalidURL)):
        session.get(url)


@pytest.mark.parametrize("url", OTHER_SCHEMES)
def test_only_http_is_spoken(url):
    with guarded() as session, pytest.raises(requests.exceptions.InvalidSchema):
        session.get(url)


def test_a_host_that_the_operator_names_is_asked(monkeypatch):
    with serving(says(b"hello")) as port, guarded() as session:
        assert session.get(f"http://127.0.0.1:{port}/").content == b"hello"


def test_a_name_is_looked_up_once_and_that_place_is_asked_for_it(monkeypatch):
    """So that a second answer of the name server (rebinding) changes nothing."""
    seen, lookups = [], []
    with serving(says(seen=seen)) as port:

        def resolve(host, *_about, **_more):
            lookups.append(host)
            place = "127.0.0.1" if len(lookups) == 1 else "127.0.0.9"
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]

        monkeypatch.setattr(socket, "getaddrinfo", resolve)
        with guarded() as session:
            answer = session.get(f"http://{HOUSE}:{port}/")

    assert (answer.content, lookups) == (b"well", [HOUSE])
    assert f"Host: {HOUSE}:{port}" in seen[0]


@pytest.mark.parametrize("places", [("127.0.0.1",), ("8.8.8.8", "127.0.0.1"), ("8.8.8.8", "::1"), ("fe80::1%eth0",)])
def test_a_name_that_leads_home_is_refused_also_if_it_leads_elsewhere_as_well(monkeypatch, places):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, 80)) for place in places]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_about, **_more: found)

    with guarded() as session, pytest.raises(RefusedError, match="not public"):
        session.get("http://elsewhere.example/")


def test_a_name_server_that_says_nothing_is_not_waited_for(monkeypatch):
    said = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_about, **_more: said.wait() and [])

    with guarded(patience_s=0.2) as session, pytest.raises(requests.Timeout, match="elsewhere"):
        session.get("http://elsewhere.example/")
    said.set()


@pytest.mark.parametrize("where", ["http://localhost:1/", "http://169.254.169.254/", "http://[::1]/", "//127.0.0.2/"])
def test_a_redirect_is_looked_at_like_the_first_address(where):
    with serving(leads(where)) as port, guarded() as session, pytest.raises(RefusedError):
        session.get(f"http://127.0.0.1:{port}/")


def test_a_redirect_to_another_scheme_ends_there():
    with (
        serving(leads("file:///etc/passwd")) as port,
        guarded() as session,
        pytest.raises(requests.exceptions.InvalidSchema),
    ):
        session.get(f"http://127.0.0.1:{port}/")


def test_a_circle_of_redirects_ends():
    seen = []

    def round_and_round(connection):
        seen.append(connection)
        leads("/")(connection)

    with serving(round_and_round) as port, guarded() as session, pytest.raises(requests.TooManyRedirects):
        session.get(f"http://127.0.0.1:{port}/")

    assert len(seen) == REDIRECTS + 1


def test_a_body_that_is_too_large_is_not_read_to_its_end():
    def much(connection):
        says(b"", "X: y\r\n")(connection)
        while True:
            connection.sendall(b"0" * 65536)

    with serving(much) as port, guarded() as session, pytest.raises(RefusedError, match=str(LARGEST_BYTES)):
        session.get(f"http://127.0.0.1:{port}/")


def test_a_body_of_just_that_size_is_taken():
    with serving(says(b"0" * LARGEST_BYTES)) as port, guarded() as session:
        assert len(session.get(f"http://127.0.0.1:{port}/").content) == LARGEST_BYTES


def test_a_packed_body_is_not_unpacked():
    with (
        serving(says(b"", "Content-Encoding: gzip\r\n")) as port,
        guarded() as session,
        pytest.raises(RefusedError, match="packed"),
    ):
        session.get(f"http://127.0.0.1:{port}/")


DRIPS = {
    "nothing at all": drips(b"", b""),
    "a head": drips(b"HTTP/1.1 200 OK\r\nX: ", b"y"),
    "heads": drips(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "a body": drips(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"0"),
    "chunks": drips(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n0\r\n"),
    "early answers": drips(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@pytest.mark.parametrize("answer", DRIPS.values(), ids=DRIPS)
def test_whoever_drips_is_left(answer):
    """Without a limit for the whole this would never end, since each byte comes in time."""
    with serving(answer) as port, guarded(patience_s=SOON_S) as session, pytest.raises(requests.Timeout):
        session.get(f"http://127.0.0.1:{port}/")


def test_whoever_drips_in_the_middle_of_a_handshake_is_left():
    record = b"\x16\x03\x03\x3f\xff\x02\x00\x3f\xfb"  # TLS: a long greeting begins
    with (
        serving(drips(record, b"\x00")) as port,
        guarded(patience_s=SOON_S) as session,
        pytest.raises(requests.Timeout),
    ):
        session.get(f"https://127.0.0.1:{port}/")


def test_redirects_have_one_time_together():
    def slowly(connection):
        threading.Event().wait(SOON_S / 3)
        leads("/")(connection)

    with serving(slowly) as port, guarded(patience_s=SOON_S) as session, pytest.raises(requests.Timeout):
        session.get(f"http://127.0.0.1:{port}/")


def test_it_insists_on_the_certificate_of_the_name(tmp_path):
    chain, key = certificate.made_once(tmp_path, "other.example")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(chain, key)
    with serving(says(), tls=tls) as port:
        with guarded() as session, pytest.raises(requests.exceptions.SSLError, match="certificate verify failed"):
            session.get(f"https://127.0.0.1:{port}/")
        with guarded() as session, pytest.raises(requests.exceptions.SSLError, match=r"doesn't match|mismatch"):
            session.get(f"https://127.0.0.1:{port}/", verify=str(chain))


def test_neither_proxies_nor_passwords_of_the_machine_are_used(tmp_path, monkeypatch):
    seen, netrc = [], tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serving(says(seen=seen)) as port, guarded() as session:
        session.get(f"http://127.0.0.1:{port}/")

    assert "Authorization" not in seen[0]


def look(port, path="/", *, patience_s=30.0, inner=INNER):
    return outside.look(
        f"http://127.0.0.1:{port}{path}", inner=inner, agent="linie302 (+https://302.example)", patience_s=patience_s
    )


def by_path(answers, seen=None):
    """Return what answers each path by its own answer; ``HEAD /x`` before ``/x``."""

    def answer(connection):
        head = connection.recv(65536, socket.MSG_PEEK).decode()
        method, path = head.split(" ")[:2]
        if seen is not None:
            seen.append(head)
        (answers.get(f"{method} {path}") or answers[path])(connection)

    return answer


@pytest.mark.parametrize(
    ("status", "found", "asked"),
    [
        ("200 OK", 200, ["HEAD"]),
        ("204 No Content", 204, ["HEAD"]),
        ("404 Not Found", 404, ["HEAD", "GET"]),
        ("410 Gone", 410, ["HEAD", "GET"]),
        ("403 Forbidden", 403, ["HEAD", "GET"]),
        ("405 Method Not Allowed", 405, ["HEAD", "GET"]),
        ("500 Internal Server Error", 500, ["HEAD", "GET"]),
        ("429 Too Many Requests", 429, ["HEAD"]),
    ],
)
def test_a_look_asks_for_the_head_and_once_more_where_that_goes_wrong(status, found, asked):
    seen = []
    with serving(says(b"", status=status, seen=seen)) as port:
        assert look(port) == outside.Look(status=found)

    assert [each.split(" ")[0] for each in seen] == asked
    assert all(f"User-Agent: {AGENT}" in each for each in seen)


def test_who_answers_only_whole_requests_is_there():
    with serving(by_path({"HEAD /": says(b"", status="404 Not Found"), "/": says(b"hello")})) as port:
        assert look(port).status == 200


def test_a_look_reads_no_body_however_long_or_packed_it_is():
    def endless(connection):
        connection.recv(65536)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
        while True:
            connection.sendall(b"0" * 65536)

    with serving(by_path({"HEAD /": says(b"", status="405 No"), "/": endless})) as port:
        assert look(port) == outside.Look(status=200)


@pytest.mark.parametrize(
    ("first", "second", "moved"),
    [
        ("301 Moved", "", "/b"),
        ("308 Permanent", "", "/b"),
        ("302 Found", "", ""),
        ("307 Temporary", "", ""),
        ("303 See Other", "", ""),
        ("301 Moved", "301 Moved", "/c"),
        ("301 Moved", "302 Found", "/b"),
        ("302 Found", "301 Moved", ""),
    ],
)
def test_only_what_is_meant_for_good_has_moved(first, second, moved):
    to = lambda where, status: says(b"", f"Location: {where}\r\nContent-Length: 0\r\n", status)  # noqa: E731
    answers = {"/": to("/b", first), "/b": to("/c", second) if second else says(), "/c": says()}
    with serving(by_path(answers)) as port:
        assert look(port) == outside.Look(status=200, moved_to=f"http://127.0.0.1:{port}{moved}" if moved else "")


@pytest.mark.parametrize(
    "where", ["http://169.254.169.254/", "http://localhost:1/", "http://10.0.0.1/", "file:///etc/passwd", "http://[::1"]
)
def test_a_look_is_led_to_no_private_address(where):
    with serving(leads(where)) as port:
        assert look(port) == outside.Look(is_barred=True)


@pytest.mark.parametrize("url", [*REFUSED, *OTHER_SCHEMES, "http://", "nonsense"])
def test_a_look_asks_nothing_that_is_not_public(url):
    assert outside.look(url, inner=frozenset(), agent="x", patience_s=SOON_S) in (
        outside.Look(is_barred=True),
        outside.Look(),
    )


def test_who_leads_in_circles_or_says_nonsense_is_not_there():
    for answer in (
        leads("/"),
        lambda connection: connection.recv(9) and connection.sendall(b"\x00\xff nonsense\r\n\r\n"),
    ):
        with serving(answer) as port:
            assert look(port) == outside.Look()


@pytest.mark.parametrize("answer", [DRIPS[name] for name in ("nothing at all", "heads", "early answers")])
def test_who_drips_is_not_waited_for(answer):
    with serving(answer) as port:
        assert look(port, patience_s=SOON_S) == outside.Look()


def test_whom_nobody_listens_for_is_not_there():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    assert look(port) == outside.Look()


def test_a_certificate_that_nobody_vouches_for_is_no_answer(tmp_path):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(*certificate.made_once(tmp_path, "127.0.0.1"))
    with serving(says(), tls=tls) as port:
        assert outside.look(f"https://127.0.0.1:{port}/", inner=INNER, agent="x") == outside.Look(is_barred=True)


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("120", 120, 120),
        ("0", 0, 0),
        ("-5", 0, 0),
        ("soon", 0, 0),
        ("", 0, 0),
        ("9" * 400, 3e7, 4e7),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 3e7, 4e7),
        ("Fri, 99 Jan 2100", 0, 0),
    ],
)
def test_who_wants_to_be_left_alone_says_for_how_long(said, low, high):
    seen = []
    with serving(says(b"", f"Retry-After: {said}\r\nContent-Length: 0\r\n", "503 Busy", seen)) as port:
        found = look(port)

    assert found.status == 503 and low <= found.wait_s <= high
    assert len(seen) == (2 if low == 0 else 1)
