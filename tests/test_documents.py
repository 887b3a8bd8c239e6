"""The documents at the top: their links lead somewhere, their version is one, and publiccode.yml keeps its standard."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), ROOT / "app/README.md", *ROOT.glob("*/README.md")])
READMES = ("README.md", "README.en.md")
LINK = re.compile(r"\]\((?!https?:)([^)\s#]*)(?:#([^)\s]+))?\)")
# https://yml.publiccode.tools/schema.core.html, version 0 as of 2026; what is deprecated there is left out
REQUIRED = {
    *("publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType"),
    *("description", "legal", "maintenance", "localisation"),
}
OPTIONAL = {
    *("applicationSuite", "landingURL", "isBasedOn", "organizationUri", "softwareVersion", "releaseDate", "logo"),
    *("usedBy", "roadmap", "intendedAudience", "dependsOn"),
}
OF_A_LANGUAGE = {
    *("localisedName", "shortDescription", "longDescription", "documentation", "apiDocumentation", "features"),
    *("screenshots", "videos", "awards"),
}
CATEGORIES = {"content-management", "digital-citizenship", "geographic-information-systems", "digital-asset-management"}
SCOPES = {"culture", "environment", "infrastructures", "local-authorities", "society", "tourism", "transportation"}
STATUSES = {"concept", "development", "beta", "stable", "obsolete"}
TYPES = {
    *(f"standalone/{kind}" for kind in ("mobile", "iot", "desktop", "web", "backend", "other")),
    *("addon", "library", "configurationFiles"),
}
ASKS_FOR = {"internal": "contacts", "community": "contacts", "contract": "contractors"}  # kind of maintenance -> key


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


@pytest.fixture(scope="module")
def publiccode():
    return yaml.safe_load((ROOT / "publiccode.yml").read_text())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_what_is_there(document):
    for target, anchor in LINK.findall(document.read_text()):
        path = document.parent / target if target else document
        assert path.exists(), target
        if anchor:
            assert anchor in anchors(path), f"{target}#{anchor}"


def anchors(path: Path) -> set[str]:
    """Return what headings are called in addresses: small, without punctuation, with hyphens for blanks."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_version_and_day_are_the_same_everywhere(project, publiccode):
    newest = re.search(r"^## (\d+\.\d+\.\d+) – (\d{4}-\d\d-\d\d)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)

    assert newest is not None
    version, day = newest.groups()
    assert project["version"] == publiccode["softwareVersion"] == version
    assert publiccode["releaseDate"] == date.fromisoformat(day).isoformat() == day


def test_both_readmes_begin_with_the_same_two_commands():
    commands = [re.findall(r"^(make (?:run|test)) +#", (ROOT / name).read_text(), re.MULTILINE) for name in READMES]

    assert commands[0] == commands[1] == ["make run", "make test"]


def test_publiccode_has_every_key_and_no_unknown_one(publiccode):
    assert publiccode.keys() >= REQUIRED
    assert publiccode.keys() - REQUIRED - OPTIONAL == set()
    assert publiccode["localisation"].keys() == {"localisationReady", "availableLanguages"}
    assert publiccode["maintenance"].keys() - {"type"} == {
        ASKS_FOR[kind] for kind in [publiccode["maintenance"]["type"]] if kind != "none"
    }
    assert all("name" in each for kind in publiccode["dependsOn"].values() for each in kind)


def test_publiccode_says_what_the_standard_allows(publiccode, project):
    assert publiccode["publiccodeYmlVersion"] == "0"
    assert publiccode["url"].startswith("https://")
    assert publiccode["developmentStatus"] in STATUSES and publiccode["softwareType"] in TYPES
    assert set(publiccode["categories"]) <= CATEGORIES and set(publiccode["intendedAudience"]["scope"]) <= SCOPES
    assert publiccode["legal"]["license"] == project["license"]
    assert publiccode["localisation"]["localisationReady"] is True


def test_publiccode_describes_it_in_each_language_within_the_lengths(publiccode):
    assert publiccode["description"].keys() == {"de", "en"}
    for said in publiccode["description"].values():
        assert said.keys() - OF_A_LANGUAGE == set()
        assert 0 < len(said["shortDescription"]) <= 150 and "\n" not in said["shortDescription"]
        assert 150 <= len(said["longDescription"]) <= 10_000
        assert 5 <= len(said["features"]) <= 20
