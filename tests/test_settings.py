"""Every setting that anything here reads from the environment is told: in both READMEs, and to readers of config.py.

The names are found in the code, not listed here; what only libraries read is the one list kept by hand.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import app.config

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"
NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")
TOLD = ("README.md", "README.en.md")
LIBRARIES = {  # obstore asks for its access, OpenSSL for who is trusted
    *("AWS_ENDPOINT", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
    "SSL_CERT_FILE",
}
IN_OTHER_FILES = {
    "Makefile": r"^([A-Z]+) \?=",
    "compose.yaml": r"\$\{([A-Z_]+)",
    "Dockerfile": r"\b([A-Z_]+)=",
}
OF_OTHERS = {"PATH", "PYTHONUNBUFFERED"}  # what the Dockerfile sets for the shell and for Python


def asked_for(path: Path) -> Iterator[str]:
    """Yield the names that a Python file looks up in ``os.environ``, or in ``given`` of config.py, by whatever call."""
    text = path.read_text()
    if path.name != "config.py" and "environ" not in text and "getenv" not in text:
        return  # which spares most files a closer look
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and reads_the_environment(ast.unparse(node), path):
            yield from (each.value for each in node.args if isinstance(each, ast.Constant) and is_name(each.value))
        if isinstance(node, ast.Subscript) and reads_the_environment(ast.unparse(node), path):
            yield from (each.value for each in [node.slice] if isinstance(each, ast.Constant) and is_name(each.value))


def reads_the_environment(text: str, path: Path) -> bool:
    return text.startswith(("os.environ", "os.getenv")) or (path.name == "config.py" and "given" in text)


def is_name(value: object) -> bool:
    return isinstance(value, str) and NAME.fullmatch(value) is not None


def in_python() -> set[str]:
    paths = [path for folder in ("app", "tests") for path in (ROOT / folder).rglob("*.py")]
    return {name for path in paths for name in asked_for(path)}


def everywhere() -> set[str]:
    found = in_python() | LIBRARIES
    for file, pattern in IN_OTHER_FILES.items():
        found |= set(re.findall(pattern, (ROOT / file).read_text(), re.MULTILINE))
    for path in (each for folder in ("app", "tests") for each in (ROOT / folder).rglob("*.js")):
        if "vendor" not in path.parts:
            found |= set(re.findall(r"process\.env\.(\w+)", path.read_text()))
    return found - OF_OTHERS


def rows(readme: str) -> set[str]:
    """Return the names in the first column of a README's tables."""
    lines = re.findall(r"^\| (`[A-Z_`, ]+`) \|", (ROOT / readme).read_text(), re.MULTILINE)
    return {name for line in lines for name in re.findall(r"`([A-Z_]+)`", line)}


@pytest.mark.parametrize("readme", TOLD)
def test_the_tables_tell_every_setting_and_none_that_there_is_not(readme):
    text = (ROOT / readme).read_text()
    named = set(re.findall(r"`([A-Z]+(?:_[A-Z]+)*)`", text))

    assert everywhere() - named == set()
    assert rows(readme) - everywhere() == set()
    assert set(asked_for(APP / "config.py")) - rows(readme) == set()


def test_config_tells_readers_of_the_code_the_same():
    told = set(NAME.findall(app.config.__doc__ or ""))

    assert set(asked_for(APP / "config.py")) - told == set()


def test_settings_are_read_in_one_place():
    reading = re.compile(r"os\.environ|getenv|import .*environ\b")
    readers = {path.relative_to(APP).as_posix() for path in APP.rglob("*.py") if reading.search(path.read_text())}

    assert readers == {"config.py"}


def test_the_search_finds_names_however_they_are_asked_for(tmp_path):
    path = tmp_path / "config.py"
    path.write_text(
        'import os\nos.environ["ONE"]\nos.environ.get("TWO", "THREE")\n'
        'os.getenv("FOUR")\n_number(given, "FIVE", 2)\n(given.get("SIX") or "seven")\n'
    )

    assert set(asked_for(path)) == {"ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX"}
