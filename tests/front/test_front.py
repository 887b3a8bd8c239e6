"""The front over real sockets: what is whole is answered, what is slow takes no thread, what is wrong is told."""

import json
import resource
import socket
import ssl
import threading
from contextlib import ExitStack, contextmanager

import pytest

from app import certificate
from app.front.connection import Patience
from app.front.refused import SENTENCES
from tests.front.serving import LONGEST_BODY, everything, running

GET = b"GET /seen HTTP/1.1\r\nHost: a\r\n\r\n"
LAST = b"GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
IMPATIENT = Patience(head_s=0.2, keep_alive_s=0.2, body_s=0.2, slowest=1e9, stall_s=0.2, linger_s=0.2)


@pytest.fixture
def served():
    with running() as found:
        yield found


def told(answer: bytes) -> dict[str, object]:
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    return json.loads(body)


def post(body: bytes, *more: bytes, path: bytes = b"/seen") -> bytes:
    lines = [b"POST " + path + b" HTTP/1.1", b"Host: a", b"Connection: close", b"Content-Length: %d" % len(body), *more]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def test_a_request_is_answered_with_what_it_said(served):
    answer = told(served.ask(b"GET /seen?00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))

    assert (answer["REQUEST_METHOD"], answer["PATH_INFO"], answer["QUERY_STRING"]) == ("GET", "/seen", "00")
    assert (answer["wsgi.url_scheme"], answer["REMOTE_ADDR"], answer["body"]) == ("http", "127.0.0.1", "")


@pytest.mark.parametrize("size", [0, 1, 65_536, LONGEST_BODY])
def test_a_body_arrives_as_it_was_sent(served, size):
    body = bytes(32 + number % 90 for number in range(size))

    assert told(served.ask(post(body)))["body"] == body.decode()


def test_a_body_in_chunks_arrives_whole_and_has_a_length(served):
    head = b"POST /seen HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"

    answer = told(served.ask(head, b"5\r\nhello\r\n", b"6;name=1\r\n world\r\n0\r\nTrailer: x\r\n\r\n"))

    assert (answer["body"], answer["CONTENT_LENGTH"]) == ("hello world", "11")


def test_requests_on_one_connection_are_answered_in_turn_also_if_sent_at_once(served):
    body = post(b"with a body").replace(b"Connection: close\r\n", b"")

    answers = served.ask(GET + body + GET.replace(b"GET", b"HEAD") + LAST)

    assert answers.count(b"HTTP/1.1 200 OK") == 4
    assert answers.index(b"/seen") < answers.index(b"with a body") < answers.index(b"/last")


def test_whoever_only_asks_for_the_head_gets_no_body(served):
    head, _, body = served.ask(LAST.replace(b"GET", b"HEAD")).partition(b"\r\n\r\n")

    assert b"Content-Length: " in head
    assert body == b""


def test_an_answer_without_a_length_comes_in_chunks(served):
    answer = served.ask(LAST.replace(b"/last", b"/parts"))

    assert b"Transfer-Encoding: chunked" in answer
    assert answer.endswith(b"4\r\none \r\n4\r\ntwo \r\n5\r\nthree\r\n0\r\n\r\n")


def test_who_sends_no_more_still_gets_the_answer(served):
    with served.connect() as connection:
        connection.sendall(GET)
        connection.shutdown(socket.SHUT_WR)

        assert everything(connection).startswith(b"HTTP/1.1 200")


def test_who_asks_before_sending_is_told_to_go_on(served):
    with served.connect() as connection:
        head, _, body = post(b"hello", b"Expect: 100-continue").partition(b"\r\n\r\n")
        connection.sendall(head + b"\r\n\r\n")
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(body)

        assert told(everything(connection))["body"] == "hello"


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        (400, b"GARBAGE\r\n\r\n"),
        (400, b"GET /a b HTTP/1.1\r\n\r\n"),
        (400, b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
        (400, b"GET / HTTP/1.1\r\nName : a\r\n\r\n"),
        (400, b"GET / HTTP/1.1\r\nA: b\r\n folded\r\n\r\n"),
        (400, b"GET / HTTP/1.1\r\nA: \x00\r\n\r\n"),
        (400, b"POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
        (400, b"POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\nhello"),
        (400, b"POST / HTTP/1.1\r\nContent-Length: +5\r\n\r\nhello"),
        (400, b"POST / HTTP/1.1\r\nContent-Length: \xb2\r\n\r\nhello"),
        (400, b"POST / HTTP/1.1\r\nContent-Length: " + b"9" * 4400 + b"\r\n\r\nhello"),
        (400, b"POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        (400, b"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        (400, b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
        (400, b"POST / HTTP/1.1\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n"),
        (501, b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        (501, b"POST / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        (400, b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n"),
        (400, b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n"),
        (400, b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n"),
        (400, b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n"),
        (400, b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + b"0" * 300 + b"5\r\nhello\r\n0\r\n\r\n"),
        (400, b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nno trailer\r\n\r\n"),
        (400, b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + b"A: b\r\n" * 2000 + b"\r\n"),
        (413, b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (LONGEST_BODY + 1)),
        (413, b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n" + b"x" * (LONGEST_BODY + 1)),
        (414, b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n\r\n"),
        (417, b"POST / HTTP/1.1\r\nContent-Length: 5\r\nExpect: more\r\n\r\n"),
        (431, b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n"),
        (431, b"GET / HTTP/1.1\r\nA: " + b"b" * 40_000),
    ],
    ids=lambda value: str(value)[:60],
)
def test_what_is_wrong_is_refused_with_a_sentence_and_the_end_of_the_connection(served, status, sent):
    head, _, body = served.ask(sent + LAST).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"Connection: close" in head
    assert all(sentence in body.decode() for sentence in SENTENCES[status])
    assert b"HTTP/1.1" not in body, "what follows is not answered"


def test_slow_heads_and_bodies_take_no_thread(served):
    with ExitStack() as slow:
        for sent in (b"GET /seen HTTP/1.1\r\n", b"GET /stu", post(b"x" * 50)[:-1], b""):
            for _ in range(20):
                slow.enter_context(served.connect()).sendall(sent)

        assert told(served.ask(LAST))["PATH_INFO"] == "/last"


def test_who_reads_slowly_takes_no_thread(served):
    with ExitStack() as slow:
        for _ in range(20):
            reader = slow.enter_context(served.connect())
            reader.sendall(LAST.replace(b"/last", b"/long?5000000"))

        assert told(served.ask(LAST))["PATH_INFO"] == "/last"
        assert len(everything(reader)) > 5_000_000


def test_what_takes_long_in_one_lane_takes_no_thread_of_another(served):
    with ExitStack() as slow:
        for _ in range(2):
            slow.enter_context(served.connect()).sendall(LAST.replace(b"/last", b"/studio/hold"))
            served.app.held.acquire(timeout=30)

        assert told(served.ask(LAST))["PATH_INFO"] == "/last"


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        (b"", b""),
        (b"GET /s", b"HTTP/1.1 408 Request Timeout"),
        (post(b"x" * 500)[:-1], b"HTTP/1.1 408 Request Timeout"),
        (GET, b"HTTP/1.1 200 OK"),
    ],
    ids=["nothing", "half a head", "half a body", "and nothing more"],
)
def test_patience_has_an_end(sent, expected):
    with running(IMPATIENT) as served, served.connect() as connection:
        connection.sendall(sent)

        assert everything(connection).startswith(expected)


def test_who_takes_no_byte_of_an_answer_is_let_go():
    with running(IMPATIENT) as served, served.connect() as connection:
        connection.sendall(LAST.replace(b"/last", b"/long?50000000"))
        served.wait(lambda: served.stages() == ["ANSWERING"])
        served.wait(lambda: not served.stages())

        assert len(everything(connection)) < 50_000_000


def test_a_refusal_is_seen_also_by_who_goes_on_sending():
    with running() as served, served.connect() as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nContent-Length: 9000000\r\n\r\n")
        for _ in range(90):
            connection.sendall(b"x" * 100_000)

        assert everything(connection).startswith(b"HTTP/1.1 413")


def test_when_there_are_too_many_whoever_waits_longest_makes_room():
    with running(most=5) as served, ExitStack() as slow:
        first, *others = [slow.enter_context(served.connect()) for _ in range(5)]
        served.wait(lambda: len(served.stages()) == 5)

        assert told(served.ask(LAST))["PATH_INFO"] == "/last"
        assert everything(first) == b""
        others[-1].sendall(LAST)
        assert told(everything(others[-1]))["PATH_INFO"] == "/last"


def test_bodies_are_not_kept_without_end():
    with running(spooled=100_000) as served, served.connect() as slow:
        slow.sendall(post(b"x" * 90_000)[:-1])
        served.wait(lambda: served.front.limits.spool.bytes > 80_000)
        refused = served.ask(post(b"y" * 90_000))
        slow.sendall(b"x")

        assert refused.startswith(b"HTTP/1.1 503")
        assert b"Retry-After: " in refused
        assert told(everything(slow))["body"] == "x" * 90_000
        served.wait(lambda: not served.front.limits.spool.bytes)


@pytest.mark.parametrize(
    ("path", "expected"),
    [(b"/fail", b"HTTP/1.1 500 "), (b"/fail-late", b"HTTP/1.1 500 "), (b"/fail-late?900000", b"")],
)
def test_an_application_that_fails_costs_its_own_connection_only(served, path, expected, caplog):
    answer = served.ask(LAST.replace(b"/last", path))

    assert answer.startswith(expected)
    assert len(answer) < 900_000, "what is not whole is not taken for it"
    assert "as it was told to" in caplog.text
    assert "127.0.0.1" not in caplog.text
    assert told(served.ask(LAST))["PATH_INFO"] == "/last"


@contextmanager
def room_for(count: int):
    """No file of this process may grow beyond so many bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("path", [b"/last?3000000", b"/parts?1100000"])  # no room for much of it, or for its end
def test_an_answer_without_room_costs_its_own_connection_only(served, path, caplog):
    with room_for(1_110_000):
        for _ in range(3):  # more than the lane has threads
            assert len(served.ask(LAST.replace(b"/last", path))) < 1_150_000
        in_parts = served.ask(LAST.replace(b"/last", b"/parts"))

    assert in_parts.endswith(b"three\r\n0\r\n\r\n")
    assert "File too large" in caplog.text
    assert told(served.ask(LAST))["PATH_INFO"] == "/last"


def test_a_body_without_room_is_refused_with_a_sentence(served):
    with room_for(100_000):
        refused = served.ask(post(b"x" * 200_000))

    assert refused.startswith(b"HTTP/1.1 503")
    assert told(served.ask(post(b"x" * 200_000)))["body"] == "x" * 200_000
    served.wait(lambda: not served.front.limits.spool.bytes)


def test_a_thread_outlives_what_it_does(served, caplog):
    lane = served.front.lane("/")
    for _ in range(3):
        lane.put(lambda: 1 // 0)

    assert told(served.ask(LAST))["PATH_INFO"] == "/last"
    assert "ZeroDivisionError" in caplog.text


def test_nothing_is_logged_of_what_is_refused(served, caplog, capfd):
    served.ask(b"GET /secret\x00 HTTP/1.1\r\n\r\n")

    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")


def test_the_end_waits_for_what_is_under_way_and_for_nobody_else():
    with running() as served, served.connect() as busy, served.connect() as idle:
        idle.sendall(GET)
        assert idle.recv(12) == b"HTTP/1.1 200"
        busy.sendall(GET.replace(b"/seen", b"/hold"))
        served.app.held.acquire(timeout=30)
        ending = threading.Thread(target=served.end, args=(20,))
        ending.start()
        served.wait(lambda: served.front.is_ending)
        served.app.going.set()

        assert told(everything(busy))["PATH_INFO"] == "/hold"
        ending.join()
        everything(idle)
        with pytest.raises(ConnectionRefusedError):
            served.connect()


def test_encrypted_is_the_same(tmp_path):
    paths = certificate.made_once(tmp_path, "127.0.0.1")
    ours = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ours.load_cert_chain(*paths)
    theirs = ssl.create_default_context(cafile=str(paths[0]))
    with running(tls=ours) as served, ExitStack() as slow:
        for _ in range(20):
            slow.enter_context(served.connect()).sendall(b"\x16\x03")  # half a handshake
        plain = slow.enter_context(served.connect())
        with theirs.wrap_socket(plain, server_hostname="127.0.0.1") as connection:
            connection.sendall(GET + post(b"x" * 100_000))
            answers = everything(connection)

    assert answers.count(b"HTTP/1.1 200 OK") == 2
    assert b"x" * 100_000 in answers


@pytest.mark.parametrize("size", [1, 65_535, 65_536, 1_048_576, 3_000_000])
def test_an_answer_arrives_as_it_was_made(served, size):
    assert served.ask(LAST.replace(b"/last", b"/last?%d" % size)).partition(b"\r\n\r\n")[2] == b"x" * size
