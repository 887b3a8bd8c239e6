"""A first start that was kept is found again only for the very code and content that made it."""

import pytest

from tests.first_start import MADE_OF, fingerprint


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
