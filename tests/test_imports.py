"""What a process carries: builders of 3D and print belong to the jobs, and what only starts others carries nothing.

Measured on import, with USD the largest: web 253 MB before and 138 MB since, ``linie302 --help`` 262 MB and 26 MB.
"""

import json
import subprocess
import sys
from importlib.util import find_spec

import pytest

BUILDERS = {"pxr", "typst", "pikepdf", "pypdfium2", "zxingcpp"}
READERS = {"pi_heif", "pathops"}  # of what strangers give: only the sandbox has them
TRACER = {"mitsuba"}  # for the pictures in the repository: not even jobs need it
LIBRARIES = {"flask", "sqlalchemy", "alembic", "huey", "numpy", "PIL", "jinja2", "babel", "obstore", "gunicorn"}


def carried(program: str) -> set[str]:
    """Return the modules that a process has once it has run ``program``."""
    told = f"{program}\nimport sys, json\nsys.stderr.write(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr))


def test_the_web_carries_no_builder():
    modules = carried("import app.main, app.server, app.run")

    assert "app.web.studio" in modules
    assert not modules & (BUILDERS | READERS | TRACER)
    assert "app.jobs" not in modules


def test_the_jobs_carry_them_all_so_these_are_their_names():
    modules = carried("import app.jobs")

    assert modules >= BUILDERS
    assert not modules & (READERS | TRACER)


def test_what_only_builds_carries_no_tables():
    modules = carried("import app.actions.library.run_builds")

    assert "pxr" in modules
    assert not modules & {"app.models", "sqlalchemy", "flask"}


@pytest.mark.parametrize(
    "program",
    [
        "import app.cli\ntry: app.cli.main(['--help'])\nexcept SystemExit: pass",
        "import app.meshes, app.meshes.upload, app.signage, app.site, app.exchange",
    ],
    ids=["help", "workshops"],
)
def test_what_only_leads_on_carries_nothing(program):
    modules = carried(program)

    assert {name for name in LIBRARIES if find_spec(name)} == LIBRARIES
    assert not modules & (LIBRARIES | BUILDERS | READERS | TRACER)
