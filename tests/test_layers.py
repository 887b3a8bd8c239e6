"""The map of the code, checked: who may import whom, how long things may be, and who may do what."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APP = ROOT / "app"
TOP_LEVEL = {"app", "stations", "assets", "tests", "seeds"}
TOP_LEVEL_OF_STANDARDS = {"LICENSES"}  # the REUSE specification wants the texts of all licences there

WORKSHOPS = {"exchange", "site", "meshes", "pictures", "documents", "signage"}
GEODESY = {"geodesy", "utm", "gauss_krueger"}
KNOWN_TO_ALL = {"errors", "storage", "qr", "contrast", *GEODESY}
KNOWN_TO_WORKSHOPS_TOO = "i18n"  # marks of words, which are no more than marks
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "i18n": set(),
    "durable": set(),
    "private_files": set(),
    "outside": set(),
    "storage": {"durable"},
    "hold": {"storage"},
    "qr": set(),
    "contrast": set(),
    "sandbox": set(),
    "warm_sandbox": {"sandbox"},
    "geodesy": set(),
    "transverse_mercator": {"geodesy"},
    "utm": {"geodesy", "transverse_mercator"},
    "gauss_krueger": {"geodesy", "transverse_mercator"},
    "database": {"private_files"},
    "exchange": set(),
    "meshes": GEODESY,
    "pictures": set(),
    "documents": set(),
    "site": {
        "geodesy",
        "qr",
        *(
            f"exchange.{each}"
            for each in (
                "records",
                "documents",
                "stored",
                "timeline",
                "variants",
                "codes",
                "licences",
                "languages",
                "catalogues",
            )
        ),
    },
    "signage": {
        *("qr", "contrast"),
        *(f"exchange.{each}" for each in ("records", "designs", "codes", "languages", "catalogues")),
    },
    "models": {"errors"},
    "actions": {*KNOWN_TO_ALL, "models", "sandbox", "warm_sandbox", "hold", *WORKSHOPS},
    "schema": {"errors"},
    "migrations": {"schema", "models"},
    "backup": {*KNOWN_TO_ALL, "config", "database", "schema", "migrations", "models", "hold", "actions"},
    "config": {"errors", "private_files", "site.values"},
    "progress": {"errors"},
    "mail": {"models", "actions"},
    "single_flight": set(),
    "certificate": set(),
    "jobs": {
        *KNOWN_TO_ALL,
        "config",
        "bell",
        "mail",
        "outside",
        "database",
        "schema",
        "models",
        "actions",
        "exchange.stored",
        "site.values",
        "signage",
    },
    "web": {
        *KNOWN_TO_ALL,
        *("warm_sandbox", "sandbox", "config", "front.proxies", "outside", "models", "actions"),
        *WORKSHOPS,
    },
    "bell": {"config", "private_files", "single_flight"},
    "health": {*KNOWN_TO_ALL, "config", "database", "bell", "models", "actions", "web"},
    "main": {*KNOWN_TO_ALL, "config", "database", "schema", "bell", "front.proxies", "health", "web"},
    "port": {"errors", "config"},
    "deploy": set(),
    "content_root": set(),
    "front": set(),
    "instance_lock": {"errors"},
    "server": {"config", "certificate", "front", "main", "web.studio", "web.frame"},
    "prepare": {"config", "content_root", "migrations", "models", "actions", "jobs", "progress"},
    "run": {"config", "content_root", "instance_lock", "port", "server", "signage.address"},
    "dev": set(),  # starts run anew, as a module by its name
    "cli": {
        "errors",
        "config",
        "database",
        "storage",
        "schema",
        "migrations",
        "backup",
        "models",
        "actions",
        "jobs",
        "bell",
        "deploy",
        "exchange",
        "instance_lock",
        "port",
        "prepare",
        "run",
        "server",
        "progress",
    },
}
MAY_IMPORT_FLASK = {"web"}
FLASK_SECURITY_MIXINS = {"models/account.py", "models/passkey.py"}  # the one exception
MAY_IMPORT_SQLALCHEMY = {
    *("mail", "models", "schema", "migrations", "database", "backup", "actions", "jobs", "web", "health", "prepare"),
}

RENAMED_IMPORTS = {"numpy as np", "sqlalchemy as sa"}  # as everybody writes them; at most five
MAX_FILE, MAX_FUNCTION, MAX_TEMPLATE, MAX_JS, MAX_JS_AR = 400, 50, 150, 150, 250
MOST_ANY = 3  # in a thousand lines
MAX_SUBJECT = 21  # files of one subject, with the one that says what it is
FORBIDDEN_NAMES = {"util", "utils", "helper", "helpers", "manager", "data", "info"}

FILES = sorted(path for path in APP.rglob("*.py") if "versions" not in path.parts)
TEMPLATES = sorted(path for path in APP.rglob("templates/**/*.html"))
SCRIPTS = sorted(path for path in APP.rglob("static/**/*.js") if "vendor" not in path.parts)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def name(path: Path) -> str:
    return path.relative_to(APP).as_posix()


@cache
def imports_of(path: Path) -> tuple[str, ...]:
    return tuple(imports(parsed(path)))


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_allowed(there: str, here: str) -> bool:
    return there.split(".")[0] in (here, KNOWN_TO_WORKSHOPS_TOO) or any(
        there == allowed or there.startswith(f"{allowed}.") for allowed in MAY_IMPORT[here]
    )


@pytest.mark.parametrize("path", FILES, ids=name)
def test_file_keeps_to_its_layer(path):
    if path == APP / "__init__.py":
        assert path.read_text() == "", "a workshop can be imported without the web"
        return
    here = name(path).split("/")[0].removesuffix(".py")
    for imported in imports_of(path):
        package, _, rest = imported.partition(".")
        if package == "app":
            assert is_allowed(rest, here), f"{imported} from {here}"
        if package.startswith("flask"):
            assert here in MAY_IMPORT_FLASK or name(path) in FLASK_SECURITY_MIXINS, f"Flask in {name(path)}"
        if package in ("sqlalchemy", "alembic"):
            assert here in MAY_IMPORT_SQLALCHEMY or (here == "cli" and package == "alembic"), f"SQL in {name(path)}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_file_is_short_and_says_what_it_is(path):
    text, tree = path.read_text(), parsed(path)

    assert text.count("\n") <= MAX_FILE
    assert text == "" or ast.get_docstring(tree), "every file opens with what it is"
    assert path.stem not in FORBIDDEN_NAMES
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < MAX_FUNCTION, f"{node.name} is long"
            inner = [each for each in ast.walk(node) if isinstance(each, ast.Import | ast.ImportFrom)]
            assert not inner, f"{node.name} imports late"


def test_things_keep_their_names_when_imported():
    renamed: dict[str, set[str]] = {}
    for path in APP.rglob("*.py"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                for each in (each for each in node.names if each.asname):
                    renamed.setdefault(f"{each.name} as {each.asname}", set()).add(name(path))

    assert renamed.keys() == RENAMED_IMPORTS, renamed
    assert len(RENAMED_IMPORTS) <= 5


def test_types_say_what_things_are():
    lines = [line for path in APP.rglob("*.py") for line in path.read_text().splitlines()]
    anything = sum(len(re.findall(r"\bAny\b", line)) for line in lines)

    assert anything * 1000 <= MOST_ANY * len(lines), f"{anything} in {len(lines)} lines"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_is_short(path):
    assert path.read_text().count("\n") <= MAX_TEMPLATE


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_script_is_short(path):
    assert path.read_text().count("\n") <= (MAX_JS_AR if "ar" in path.parts else MAX_JS)


@pytest.mark.parametrize("room", ["site", "web"])
def test_what_a_template_calls_a_module_is_the_name_of_its_script(room):
    templates = [path.read_text() for path in TEMPLATES if path.is_relative_to(APP / room)]
    called = set(re.findall(r'data-module="(\w[^"]*)"', "".join(templates))) - {"onsite"}  # that is static/ar
    scripts = {path.stem for path in (APP / room / "static/js").glob("*.js")}

    assert called and called <= scripts
    assert all(re.fullmatch(r"[a-z0-9_]+", path.stem) for path in SCRIPTS)


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        (".commit(", {"web/frame/session.py"}),  # one end per transaction; jobs, cli and run end theirs by begin()
        (
            ".begin() as session",
            {
                *(
                    f"jobs/{each}.py"
                    for each in (
                        "asking",
                        "building",
                        "ending",
                        "flushing",
                        "healing",
                        "importing",
                        "printing",
                        "publishing",
                        "reminding",
                        "surveying",
                    )
                ),
                *("mail.py", "prepare.py", *(f"cli/{each}.py" for each in ("account", "load", "signs"))),
            },
        ),
        (  # nothing else imports late
            "import_module(",
            {"cli/__init__.py", "sandbox.py", "warm_sandbox.py", "dev.py", "meshes/upload/formats.py"},
        ),
        (".rollback(", {"web/frame/session.py"}),
        (
            ".state = ",
            {
                *(f"models/{each}.py" for each in ("print", "remark", "revision", "sign", "table_import")),
                *(
                    f"actions/{each}.py"
                    for each in ("library/add_asset", "library/build_assets", "surroundings/tiles", "signs/signs")
                ),
            },
        ),
        ("type=int)", set()),  # whole_number knows how large the databases' numbers are
        (".isdigit(", set()),
        (".isdecimal(", {"config.py", "instance_lock.py", "web/frame/labels.py"}),
        ("import csv", {"exchange/table.py"}),
        ("url_for", {path for path in map(name, FILES) if path.startswith("web/")}),
    ],
)
def test_only_its_owners_may(text, owners):
    users = {name(path) for path in FILES if text in path.read_text()}

    assert users <= owners


ASK_OTHERS = ("requests", "urllib.request", "urllib3", "http.client", "httpx", "aiohttp", "authlib")


def test_one_module_asks_other_hosts():
    """By whatever library; the provider's is guarded there, and run asks only whether it is there itself."""
    users = {
        name(path)
        for path in FILES
        for each in imports_of(path)
        if each.startswith(tuple(f"{library}." for library in ASK_OTHERS)) or each in ASK_OTHERS
    }

    assert users == {"outside.py", "run.py", "web/people/provider.py"}


OF_A_LINE = re.compile(r"""["'](?:de|tr|de-simple|Europe/Berlin|de:|DE)["']""")
MAY_NAME_A_LANGUAGE = {
    "exchange/records.py": "what a line is that says nothing of it",
    "front/refused.py": "what is refused before anybody has a language is said in both of the studio's",
    "exchange/reading.py": "faults are said in German where nobody has a language",
    "actions/records/line_record.py": "before a line is loaded",
    "site/words.py": "the source of the templates",
    "site/typeset.py": "the syllables of a language that no patterns are known for",
    "signage/words.py": "the source of the signs",
    "web/frame/languages.py": "the studio's own languages",
    "web/frame/labels.py": "easy-to-read German has a name",
    "web/people/letters.py": "the studio's own languages",
    "actions/people/notice_words.py": "the studio's own languages",
    "actions/wording/readability.py": "hints for German",
    "actions/wording/inflection.py": "how words end in some languages",
    "actions/riders/open_data.py": "the words of a page, in two languages",
    "meshes/scene/watch.html": "a page for whoever makes scenes",
}


def test_no_line_stands_in_the_code():
    """Languages, zone and stop numbers come from the line's data; whoever names one says why."""
    sources = [path for end in ("py", "html", "typ", "js") for path in APP.rglob(f"*.{end}")]
    sources = [path for path in sources if not {"vendor", "versions"} & {*path.parts}]
    found = {name(path) for path in sources if OF_A_LINE.search(path.read_text())}

    assert found == {*MAY_NAME_A_LANGUAGE}


def test_actions_never_end_a_transaction():
    for path in (APP / "actions").rglob("*.py"):
        assert ".commit(" not in path.read_text() and "session.begin(" not in path.read_text(), path


def test_the_web_reads_by_id_and_leaves_the_rest_to_actions():
    calls = ("add", "delete", "execute", "scalar", "scalars")
    for path in (APP / "web").rglob("*.py"):
        found = [call for call in calls if f"session.{call}(" in path.read_text()]
        assert not found, path


def test_nothing_else_lies_at_the_top():
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}

    made_here = {"instance", "build", "dist", "node_modules", "linie302.egg-info"}
    assert folders - TOP_LEVEL - TOP_LEVEL_OF_STANDARDS <= made_here


def test_migrations_are_counted_one_after_the_other():
    """Two that were written at a time may not have the same number, which no merge notices."""
    files = sorted((APP / "migrations" / "versions").glob("*.py"))
    links = [re.findall(r'^(?:down_)?revision = (?:"(\d+)"|None)$', path.read_text(), re.M) for path in files]

    numbers = [f"{n:04}" for n in range(1, len(files) + 1)]
    assert [path.name[:4] for path in files] == numbers
    assert links == [[number, before] for number, before in zip(numbers, ["", *numbers], strict=False)]


@pytest.mark.parametrize("room", ["actions", "web"])
def test_subjects_of_a_room_have_no_circles(room):
    arrows = subject_arrows(room)

    for subject in arrows:
        assert_no_circle(subject, arrows, set(), ())


@pytest.mark.parametrize("room", ["actions", "web"])
def test_every_file_has_its_subject_and_every_subject_its_sentence(room):
    flat = {path.name for path in (APP / room).glob("*.py")} - {"__init__.py", "studio.py"}
    subjects = [path for path in (APP / room).iterdir() if path.is_dir() and list(path.glob("*.py"))]

    assert flat == set(), "put it into a subject"
    for subject in subjects:
        sentence = ast.get_docstring(ast.parse((subject / "__init__.py").read_text()))
        assert sentence, f"say what {subject.name} is"
        assert "\n" not in sentence, f"say it in one sentence: {subject.name}"
        assert len(list(subject.glob("*.py"))) <= MAX_SUBJECT, f"{subject.name} is a heap"


def test_blueprints_do_not_import_one_another():
    blueprints = {
        f"app.{name(path).removesuffix('.py').replace('/', '.')}": path
        for path in FILES
        if "\nbp = Blueprint(" in path.read_text()
    }
    for module, path in blueprints.items():
        found = {each for each in imports_of(path) if blueprint_of(each, blueprints)}
        assert not found, f"{module} imports {found}"
    assert blueprints


def blueprint_of(imported: str, blueprints: dict[str, Path]) -> str | None:
    return next((each for each in (imported, imported.rpartition(".")[0]) if each in blueprints), None)


def subject_arrows(room: str) -> dict[str, set[str]]:
    """Return which subjects of a room import from which others of it."""
    arrows: dict[str, set[str]] = {}
    for path in (APP / room).glob("*/*.py"):
        parts = [each.split(".") for each in imports_of(path)]
        theirs = {each[2] for each in parts if each[:2] == ["app", room] and len(each) > 2}
        arrows.setdefault(path.parent.name, set()).update(theirs - {path.parent.name})
    return arrows


def test_there_is_no_circle():
    graph = {}
    for path in FILES:
        module = f"app.{name(path).removesuffix('.py').removesuffix('/__init__').replace('/', '.')}"
        graph[module] = {each for each in runtime_imports(path) if each.startswith("app.")}
    modules = {module: {target(each, graph) for each in found} - {module, None} for module, found in graph.items()}
    done: set[str] = set()

    for module in modules:
        assert_no_circle(module, modules, done, ())


def runtime_imports(path: Path) -> list[str]:
    """Return what is imported when the program runs; what only types need is left out."""

    def is_typing_only(node: ast.stmt) -> bool:
        return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)

    kept = [node for node in parsed(path).body if not is_typing_only(node)]
    return list(imports(ast.Module(body=kept, type_ignores=[])))


def target(imported: str, graph: dict[str, set[str]]) -> str | None:
    return (
        imported if imported in graph else next((each for each in [imported.rpartition(".")[0]] if each in graph), None)
    )


def assert_no_circle(module: str, modules: dict[str, set[str]], done: set[str], path: tuple[str, ...]) -> None:
    assert module not in path, " -> ".join([*path[path.index(module) :], module])
    if module not in done:
        for each in sorted(modules.get(module, ())):
            assert_no_circle(each, modules, done, (*path, module))
        done.add(module)
