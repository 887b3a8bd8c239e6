"""A first start that was kept: found again only for the very code and content that made it, by one at its address."""

import socket

import pytest

from tests import first_start
from tests.first_start import MADE_OF, fingerprint
from tests.product import free_port


@pytest.fixture
def root(tmp_path):
    for part in MADE_OF:
        path = tmp_path / part if "." in part else tmp_path / part / "sub/file.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(part)
    return tmp_path


@pytest.mark.parametrize("part", MADE_OF)
def test_another_byte_another_name_and_a_file_that_is_gone_are_another_start(root, part):
    path = root / part if "." in part else root / part / "sub/file.txt"
    seen = [fingerprint(root)]
    path.write_text("another")
    seen.append(fingerprint(root))
    if "." not in part:
        seen.append(_moved(root, path))
        path.with_name("moved.txt").unlink()
        seen.append(fingerprint(root))

    assert len(set(seen)) == len(seen)


def _moved(root, path):
    path.rename(path.with_name("moved.txt"))
    return fingerprint(root)


def test_what_python_compiled_is_no_part_of_it(root):
    before = fingerprint(root)
    (root / "app/__pycache__").mkdir()
    (root / "app/__pycache__/file.pyc").write_bytes(b"compiled")

    assert fingerprint(root) == before


def test_one_at_a_time_has_the_address_of_the_first_start_and_nobody_where_somebody_else_listens(tmp_path, monkeypatch):
    monkeypatch.setattr(first_start, "KEPT", tmp_path)
    port = free_port()

    with first_start.address(port) as first, first_start.address(port) as second:
        assert (first, second) == (port, None)
    with socket.create_server(("127.0.0.1", port)), first_start.address(port) as third:
        assert third is None
    with first_start.address(port) as fourth:
        assert fourth == port
