"""Outside: the one way in which this program asks other hosts for something, whoever names them.

An address may lead anywhere, also back into the operator's own network.  So a session that is guarded here

* speaks http and https alone, with no name and password in the address, and knows nothing of proxies or ``.netrc``;
* looks a name up once, refuses it unless every address is public, and connects to what it has looked at, so that a
  second answer of the name server changes nothing; the same at each redirect, of which there are few;
* is done after ``PATIENCE_S`` seconds with all that, however slowly a name is found or bytes drip in, and reads
  ``LARGEST_BYTES`` at most, which nobody has packed.

Hosts of the operator's own network may be asked if the operator names them (``INNER_HOSTS``).

``look`` asks by such a session whether something is at an address, and reads nothing of it.
"""

import ipaddress
import queue
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

PATIENCE_S = 10.0
LARGEST_BYTES = 5 * 1024 * 1024
CHUNK_BYTES = 64 * 1024
REDIRECTS = 5
SILENT = (requests.ConnectionError, requests.Timeout)  # nobody is there, or nobody says anything
FAILURE = requests.RequestException  # any of these
FAULT, TOO_MANY, OUT_OF_ORDER = 400, 429, 503  # from here on an answer is one of a fault; two that may ask to wait
FOR_GOOD = (301, 308)
A_YEAR_S = 366 * 24 * 3600
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # IPv4 addresses as seen from networks that have none (RFC 6052)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class RefusedError(requests.RequestException):
    """Something that is not asked for, or not taken; its words are for the log."""


BARRED = (RefusedError, requests.exceptions.SSLError, ValueError)  # requests' own of addresses that are none are these


@dataclass(frozen=True, kw_only=True)
class Look:
    """What came of a look at an address.  ``status`` is that of the last answer, None where none came.

    ``is_barred``: it is not asked, or not believed: not public, no address of the web, a certificate that nobody
    vouches for.  ``moved_to`` is where it has gone for good (301, 308), ``wait_s`` how long its host wants to be left
    alone.
    """

    status: int | None = None
    is_barred: bool = False
    moved_to: str = ""
    wait_s: float = 0.0


def look(url: str, *, inner: frozenset[str], agent: str, patience_s: float = PATIENCE_S) -> Look:
    """Ask whether something is at ``url``: for the head alone, and where that goes wrong as everybody does.

    Each of the two has ``patience_s``.  Whoever wants to be left alone is not asked a second time.
    """
    found = _look("HEAD", url, inner, agent, patience_s)
    if found.is_barred or found.wait_s or found.status == TOO_MANY or (found.status or FAULT) < FAULT:
        return found
    return _look("GET", url, inner, agent, patience_s)


def _look(method: str, url: str, inner: frozenset[str], agent: str, patience_s: float) -> Look:
    with requests.Session() as session:
        guard(session, inner=inner, patience_s=patience_s, reads=False)
        session.headers["User-Agent"] = agent
        if method == "GET":
            session.headers["Range"] = "bytes=0-0"
        try:
            answer = session.request(method, url)
        except BARRED:
            return Look(is_barred=True)
        except (FAILURE, HTTPError):
            return Look()
    wait_s = _wait_s(answer.headers.get("Retry-After", "")) if answer.status_code in (TOO_MANY, OUT_OF_ORDER) else 0.0
    return Look(status=answer.status_code, moved_to=_moved_to(answer), wait_s=wait_s)


def _moved_to(answer: requests.Response) -> str:
    """Return where the redirects that are meant for good have led, before the first that is not."""
    there = ""
    for step, then in pairwise([*answer.history, answer]):
        if step.status_code not in FOR_GOOD:
            break
        there = str(then.url)
    return there


def _wait_s(text: str) -> float:
    """Return how many seconds ``Retry-After`` asks for, in whichever way it is written; 0 where it says nothing."""
    try:
        return float(min(max(0, int(text)), A_YEAR_S))
    except ValueError:
        pass
    try:
        until = parsedate_to_datetime(text)
        left_s = (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
        return min(max(0.0, left_s), float(A_YEAR_S))
    except (ValueError, TypeError, OverflowError):
        return 0.0


def guard(
    session: requests.Session, *, inner: frozenset[str], patience_s: float = PATIENCE_S, reads: bool = True
) -> None:
    """Let ``session`` reach public hosts and those of ``inner`` alone, within the limits above.

    Where it does not read, the body of each answer is left where it is.
    Its requests then raise RefusedError for what is not allowed, and ``requests.Timeout`` for what takes too long.
    The time begins now: a session is for one thing that is wanted.
    """
    adapter = _Guard(inner, until=time.monotonic() + patience_s, reads=reads)
    session.adapters.clear()
    for scheme in ("http://", "https://"):
        session.mount(scheme, adapter)
    session.trust_env = False
    session.max_redirects = REDIRECTS
    session.headers["Accept-Encoding"] = "identity"


def is_public(address: Address) -> bool:
    """Tell whether an address is somebody's on the Internet, by whatever way of writing it."""
    if isinstance(address, ipaddress.IPv6Address):
        meant = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in NAT64:
            meant = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if meant is not None:
            return is_public(meant)
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


class _Guard(HTTPAdapter):
    """What a session sends by.  ``places`` is where the host of the request at hand was found to be."""

    def __init__(self, inner: frozenset[str], *, until: float, reads: bool) -> None:
        self.inner, self.until, self.reads = inner, until, reads
        self.places: list[tuple[Any, ...]] = []
        self.watched: socket.socket | None = None
        super().__init__()

    def init_poolmanager(self, *sizes: Any, **more: Any) -> None:
        super().init_poolmanager(*sizes, **more)

        class Plain(HTTPConnectionPool):
            ConnectionCls = _pinned(HTTPConnection, self.connect)

        class Secure(HTTPSConnectionPool):
            ConnectionCls = _pinned(HTTPSConnection, self.connect)

        self.poolmanager.pool_classes_by_scheme = {"http": Plain, "https": Secure}

    def send(self, request: requests.PreparedRequest, **how: Any) -> requests.Response:  # type: ignore[override]
        """Send one request, a redirect counting as another, and return its answer with all its bytes."""
        self.places = _places(str(request.url), self.inner, within_s=self.left_s())
        how |= {"stream": True, "timeout": self.left_s(), "proxies": {}}
        late = threading.Timer(self.left_s(), self.hang_up)
        late.start()
        try:
            answer = super().send(request, **how)
            answer._content = _whole(answer) if self.reads else _nothing(answer)
            answer._content_consumed = True
        except RefusedError:
            raise
        except (OSError, HTTPError) as error:  # requests' own are OSErrors
            if time.monotonic() >= self.until:
                raise requests.Timeout(f"{request.url} took too long") from error
            if isinstance(error, HTTPError):
                raise requests.ConnectionError(f"{request.url} broke off") from error
            raise
        finally:
            late.cancel()
            self.hang_up()
        self.left_s()
        return answer

    def left_s(self) -> float:
        """Return how many seconds are left.  Raises requests.Timeout if none are."""
        left_s = self.until - time.monotonic()
        if left_s <= 0:
            raise requests.Timeout("the time for this is over")
        return left_s

    def connect(self) -> socket.socket:
        """Return a connection to one of the places that were looked at.  Raises OSError if none answers."""
        fault: OSError | None = None
        for family, kind, protocol, _name, place in self.places:
            connection = socket.socket(family, kind, protocol)
            try:
                connection.settimeout(self.left_s())
                connection.connect(place)
            except OSError as error:
                connection.close()
                fault = error
            else:
                self.watched = connection.dup()
                return connection
        raise fault or OSError("nowhere to connect to")

    def hang_up(self) -> None:
        """End the connection, also in the middle of a word: whoever reads from it reads its end."""
        watched, self.watched = self.watched, None
        if watched is not None:
            with suppress(OSError):
                watched.shutdown(socket.SHUT_RDWR)
            watched.close()


def _pinned(kind: type[HTTPConnection], connect: Callable[[], socket.socket]) -> Any:
    """Return a kind of connection that goes where it is led, and speaks to whom the address names (certificate)."""

    class Pinned(kind):  # type: ignore[misc, valid-type]  # one of two
        def _new_conn(self) -> socket.socket:
            return connect()

    return Pinned


def _places(url: str, inner: frozenset[str], *, within_s: float) -> list[tuple[Any, ...]]:
    """Return where the host of ``url`` is.

    Raises RefusedError if anything of that is not public, or of no address, and requests.Timeout if nobody knows it
    in time.
    """
    try:
        where = urlsplit(url)
        host, port = where.hostname or "", where.port or {"http": 80, "https": 443}[where.scheme]
    except (ValueError, KeyError) as error:
        raise RefusedError(f"{url!r} is no address that is asked") from error
    if where.username is not None or not host:
        raise RefusedError(f"{host!r}: an address brings no name and password")
    found = _looked_up(host, port, within_s)
    closed = [] if host in inner else [each[4][0] for each in found if not is_public(_address(str(each[4][0])))]
    if closed:
        raise RefusedError(f"{host!r} is at {closed[0]}, which is not public; INNER_HOSTS would allow it")
    return found


def _looked_up(host: str, port: int, within_s: float) -> list[tuple[Any, ...]]:
    """Ask the name server, for so long: the system's patience cannot be set, so a thread of its own waits for it."""
    answers: queue.SimpleQueue[list[tuple[Any, ...]] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, name=f"look up {host}", daemon=True).start()
    try:
        found = answers.get(timeout=within_s)
    except queue.Empty:
        raise requests.Timeout(f"nobody says in time where {host!r} is") from None
    if isinstance(found, Exception):
        raise requests.ConnectionError(f"{host!r} is not found") from found
    return found


def _address(text: str) -> Address:
    return ipaddress.ip_address(text.partition("%")[0])


def _nothing(answer: requests.Response) -> bytes:
    answer.raw.close()
    return b""


def _whole(answer: requests.Response) -> bytes:
    """Return the bytes of an answer.  Raises RefusedError if they are packed, or too many."""
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise RefusedError(f"{answer.url} answers packed, which nobody asked for")
    body = bytearray()
    for part in answer.raw.stream(CHUNK_BYTES, decode_content=False):
        body += part
        if len(body) > LARGEST_BYTES:
            raise RefusedError(f"{answer.url} answers with more than {LARGEST_BYTES} bytes")
    return bytes(body)
