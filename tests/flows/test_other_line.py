"""Any line: one elsewhere, in other languages, is loaded, edited, reviewed, published, printed and scanned as it is."""

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import pypdfium2
import pytest
import zxingcpp
from babel.messages.pofile import read_po
from sqlalchemy import select
from werkzeug.test import Client

from app import jobs, migrations
from app.actions.line.load import load
from app.actions.records.dump import dump
from app.cli import main
from app.config import Config, from_environment
from app.exchange.catalogues import PLACE
from app.main import create_app
from app.models import Account, Item, Membership, Partner, PrintOrder, Revision, Role, Sign
from app.web import studio
from app.web.riders import files, known
from tests.browser import plain
from tests.factories import signed_in
from tests.flows import other_line
from tests.flows.other_line import CODE

FRENCH, DUTCH = "Une fontaine pour la place", "Een fontein voor het plein"
PUBLIC_URL = "https://t7.example"
ROLES = {"planner": Role.PLANNER, "approver": Role.APPROVER, "keeper": Role.KEEPER}
SPOKEN = ("alt", "aria-label", "content", "title", "placeholder", "data-a11y", "data-note", "data-failed", "data-kept")
ENGLISH = {"Accept-Language": "en"}


class Town:
    """The line at work: its jobs, its riders' side, and its studio with people who are signed in."""

    def __init__(self, config: Config, tools: jobs.Tools) -> None:
        self.tools = tools
        self.riders = Client(create_app(config))
        self.studio = studio.create(config, reading=tools.reading, writing=tools.writing, wake=lambda: None)
        self.studio.testing = True

    def person(self, name: str):
        """Return a browser in which somebody of Rivage is signed in."""
        client = self.studio.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        with self.tools.writing.begin() as session, client.session_transaction() as cookie:
            cookie.update(signed_in(session, session.scalars(select(Account).where(Account.name == name)).one()))
        return client

    def id_of(self, slug: str) -> int:
        with self.tools.reading() as session:
            return session.scalars(select(Item.id).where(Item.slug == slug)).one()

    def newest(self, slug: str) -> Revision:
        with self.tools.reading() as session:
            query = select(Revision).join(Item, Item.id == Revision.item_id).where(Item.slug == slug)
            return session.scalars(query.order_by(Revision.id.desc())).first()

    def sign(self) -> dict:
        with self.tools.reading() as session:
            return session.scalars(select(Sign.record).where(Sign.code == CODE)).one()

    def page(self, path: str, **headers: str) -> str:
        return self.riders.get(path, headers=headers, follow_redirects=True).text


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return other_line.write(tmp_path_factory.mktemp("line"))


@pytest.fixture(scope="module")
def published(folder, tmp_path_factory) -> Path:
    """An instance with the line, its people and everything that riders get."""
    instance = tmp_path_factory.mktemp("published") / "instance"
    with closing(jobs.tools(settings(instance))) as tools:
        migrations.upgrade(tools.engine)
        with tools.writing.begin() as session:
            load(session, tools.media, folder, is_public=True)
            rivage = session.scalars(select(Partner).where(Partner.slug == "rivage")).one()
            for name, role in ROLES.items():
                account = Account(email=f"{name}@rivage.example", name=name)
                account.memberships.append(Membership(role=role, partner=rivage))
                session.add(account)
        jobs.everything(tools)
    return instance


@pytest.fixture
def town(published, tmp_path, monkeypatch) -> Iterator[Town]:
    """The published line in a copy of its own.  Files are read anew each time, so that no test waits for a cache."""
    monkeypatch.setattr(files, "FRESH_S", 0.0)
    monkeypatch.setattr(known, "FRESH_S", 0.0)
    config = settings(Path(shutil.copytree(published, tmp_path / "instance")))
    with closing(jobs.tools(config)) as tools:
        yield Town(config, tools)


def settings(instance: Path) -> Config:
    return from_environment({"INSTANCE": str(instance), "PUBLIC_URL": PUBLIC_URL, "SECRET_KEY": "x"})


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([\w.]+)" value="([^"]*)"', page))


def test_what_goes_in_comes_out_byte_for_byte(town, folder, tmp_path):
    with town.tools.reading() as session:
        dump(session, town.tools.media, tmp_path / "out")

    given = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*") if path.is_file()} == {*given}
    assert all((tmp_path / "out" / name).read_bytes() == raw for name, raw in given.items())
    assert Path("stations/words/nl/site.po") in given


def test_whoever_translates_is_told_which_words_are_missing(folder, tmp_path, capsys):
    root = Path(shutil.copytree(folder, tmp_path / "line"))
    catalogue = root / "stations/words/nl/signage.po"
    catalogue.write_text(catalogue.read_text().replace('msgstr "Bord"', 'msgstr ""'))

    assert main(["check", str(folder)]) == 0
    assert "Übersetzung" not in capsys.readouterr().out
    assert main(["check", str(root)]) == 0
    assert "stations/words/nl/signage.po: noch ohne Übersetzung (1): Schild" in capsys.readouterr().out


class Said(HTMLParser):
    """What a page says to somebody: its texts, and the attributes that are read out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._tags: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tags.append(tag)
        is_said = ("name", "viewport") not in attrs and not any(name == "http-equiv" for name, _ in attrs)
        self.texts += [value for name, value in attrs if is_said and name in SPOKEN and value]

    def handle_data(self, data: str) -> None:
        if self._tags[-1:] != ["style"]:
            self.texts.append(data)


def german_words() -> list[re.Pattern[str]]:
    """Return what the code says in German: each word of pages and signs, without its places for values."""
    found = set()
    for path in (
        *other_line.APP.glob("*/words/en/LC_MESSAGES/site.po"),
        *other_line.APP.glob("signage/words/en/*/*.po"),
    ):
        with path.open("rb") as file:
            for message in read_po(file):
                forms = message.id if isinstance(message.id, tuple) else (message.id,)
                found |= {piece.strip(" .:,„“") for each in forms for piece in PLACE.split(each)[::2]}
    return [re.compile(rf"(?<!\w){re.escape(each)}(?!\w)") for each in sorted(found) if len(each) > 3]


@pytest.mark.parametrize("lang", ["fr", "nl"])
def test_no_page_says_a_german_word(town, lang):
    pages = [key for key in town.tools.site.listed() if key.startswith(f"{lang}/") and key.endswith(".html")]
    words = german_words()

    assert len(pages) > 5 and len(words) > 120
    for path in (*(f"/{key.removesuffix('index.html')}" for key in pages), f"/{lang}/nulle-part/", "/data/"):
        page = town.page(path, **{"Accept-Language": lang})
        said = plain("\n".join(Said(page).texts))
        assert f'<html lang="{"fr" if path == "/data/" else lang}"' in page
        assert [word.pattern for word in words if word.search(said)] == [], path


def test_a_page_speaks_the_language_of_its_address(town):
    french, dutch = town.page("/fr/t7/place-du-phare/"), town.page("/nl/t7/place-du-phare/")

    assert "Aller au contenu" in french and "Naar de inhoud" in dutch
    assert "<h1>Vuurtorenplein</h1>" in plain(dutch)
    assert '<a href="/nl/t7/place-du-phare/" lang="nl" hreflang="nl">Nederlands</a>' in french
    assert '<meta property="og:locale" content="nl_SX">' in dutch
    assert 'hreflang="x-default" href="https://t7.example/fr/' in dutch


def test_what_is_missing_is_shown_in_the_first_language_and_says_so(town):
    page = town.page("/nl/t7/place-du-phare/digue/")

    assert '<html lang="nl"' in page
    assert '<h1 lang="fr" dir="ltr">La digue devient un jardin</h1>' in page
    assert re.search(r"nl \d+ Frans", page)
    assert "À vérifier." not in page  # said in the first language only
    assert "À vérifier." in town.page("/fr/t7/place-du-phare/digue/")


def edit(town: Town, slug: str, **typed: str):
    where = f"/studio/inhalte/{town.id_of(slug)}/bearbeiten"
    planner = town.person("planner")
    page = planner.get(where).text
    fields = {"texts.fr.title": "Une fontaine", "texts.fr.summary": "De l’eau.", "texts.fr.body": "De l’eau."}
    return planner.post(where, data={**hidden(page), **fields, **{k.replace("_", "."): v for k, v in typed.items()}})


def test_a_planning_is_edited_reviewed_and_published(town):
    page = town.person("planner").get(f"/studio/inhalte/{town.id_of('fontaine')}/bearbeiten").text
    assert 'name="texts.fr.title"' in page and 'name="texts.nl.body"' in page and "texts.de" not in page
    assert ">Französisch<" in page and ">Niederländisch<" in page

    assert edit(town, "fontaine", then="hand_in").status_code == 303
    jobs.pages(town.tools)
    assert "<h1>Une fontaine pour la place</h1>" in town.page("/fr/t7/place-du-phare/fontaine/")

    revision = town.newest("fontaine")
    approver = town.person("approver")
    compared = approver.get(f"/studio/fassungen/{revision.id}/").text
    assert "/vorschau/fr" in compared and "Französisch · Titel" in compared
    answer = approver.post(f"/studio/fassungen/{revision.id}/freigeben", data={**hidden(compared), "then": "publish"})
    jobs.pages(town.tools)

    assert answer.status_code == 303
    assert "<h1>Une fontaine</h1>" in town.page("/fr/t7/place-du-phare/fontaine/")


def test_a_moment_is_typed_in_the_time_of_the_line(town):
    edit(town, "fontaine", then="hand_in")
    revision = town.newest("fontaine")
    approver = town.person("approver")
    page = approver.get(f"/studio/fassungen/{revision.id}/").text
    assert "Ortszeit der Linie: Atlantik-Zeit" in page

    planned = {"then": "schedule", "at": "2037-07-15T08:00"}
    answer = approver.post(f"/studio/fassungen/{revision.id}/freigeben", data={**hidden(page), **planned})

    assert answer.status_code == 303
    assert town.newest("fontaine").publish_at == datetime(2037, 7, 15, 12, tzinfo=UTC)
    assert "15. Juli 2037, 08:00" in approver.get(f"/studio/inhalte/{revision.item_id}/").text


def test_a_place_where_the_line_does_not_run_is_refused(town):
    keeper = town.person("keeper")
    where = f"/studio/schilder/{CODE}/bearbeiten"
    page = keeper.get(where).text
    typed = {**fields_of(page), "place.lat": "51,5", "place.lon": "7,1"}

    answer = keeper.post(where, data=typed)

    assert answer.status_code == 422
    assert "51,5 liegt außerhalb des Erlaubten. Erlaubt: 17,9 bis 18,2." in answer.text


def fields_of(page: str) -> dict[str, str]:
    """Return what the fields of a form with inputs and choices hold."""
    found = dict(re.findall(r'<input [^>]*?name="([\w.]+)"[^>]*?value="([^"]*)"', page))
    for name, options in re.findall(r'<select [^>]*?name="([\w.]+)".*?>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"[^>]*? selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def test_a_sign_says_where_it_hangs_in_the_languages_of_the_line(town):
    keeper = town.person("keeper")
    where = f"/studio/schilder/{CODE}/bearbeiten"
    page = keeper.get(where).text
    assert re.findall(r'name="(where\.[\w-]+)"', page) == ["where.fr", "where.nl"]
    assert "auf Niederländisch" in page

    lacking = keeper.post(where, data={**fields_of(page), "where.fr": ""})
    english = keeper.post(where, data={**fields_of(page), "where.fr": ""}, headers=ENGLISH)
    changed = keeper.post(where, data={**fields_of(page), "where.nl": "Onder de lamp"})

    assert "Der Text auf Französisch fehlt. Französisch ist Pflicht." in lacking.text
    assert "The text in French is missing. French is required." in english.text
    assert changed.status_code == 303
    assert town.sign()["where"] == {"fr": "Près de l’escalier", "nl": "Onder de lamp"}


def test_the_table_of_signs_has_a_column_for_each_language(town):
    keeper = town.person("keeper")
    table = keeper.get("/studio/schilder.csv").data.decode("utf-8-sig")
    head, row = table.splitlines()[:2]
    assert [name for name in head.split(";") if name.startswith("ort_")] == ["ort_fr", "ort_nl"]

    typed = table.replace("Bij de trap", "Op het perron")
    keeper.post("/studio/schilder/einlesen", data={"table": typed, "really": "1"})
    jobs.imports(town.tools)
    refused = keeper.post("/studio/schilder/einlesen", data={"table": typed.replace("Près de l’escalier", "")})

    assert CODE in row
    assert town.sign()["where"]["nl"] == "Op het perron"
    assert "Der Text auf Französisch fehlt." in refused.text and "ort_fr" in refused.text


def test_a_sign_is_printed_proof_read_and_scanned(town):
    keeper = town.person("keeper")
    form = keeper.get("/studio/druck/neu").text
    assert re.search(r'<input [^>]*name="language"[^>]*value="nl"', form)
    assert "Sprachen neben Französisch" in form
    order = {"code": CODE, "copies.a4": "2", "output": "print", "language": "nl"}
    assert keeper.post("/studio/druck/neu", data=order).status_code == 303
    jobs.prints(town.tools)

    with town.tools.reading() as session:
        placed = session.scalars(select(PrintOrder)).one()
        assert placed.faults == []
    raw = keeper.get(f"/studio/druck/{placed.id}.zip").data
    said, codes = "", []
    with ZipFile(BytesIO(raw)) as files:
        for name in (name for name in files.namelist() if name.endswith(".pdf")):
            with closing(pypdfium2.PdfDocument(files.read(name))) as pdf:
                said += f"{pdf.get_metadata_value('Title')}\n{pdf[0].get_textpage().get_text_range()}\n"
                codes += zxingcpp.read_barcodes(pdf[0].render(scale=3).to_pil())

    assert "Vous êtes ici" in said and "U bent hier" in said and DUTCH in " ".join(said.split())
    assert [word.pattern for word in german_words() if word.search(said)] == []
    (code,) = codes  # on the sign; the order sheet has none
    for language, title in (("nl-NL", DUTCH), ("fr-CA", FRENCH), ("de", FRENCH)):
        page = town.page(urlsplit(code.text).path, **{"Accept-Language": language})
        assert f"<h1>{title}</h1>" in plain(page)
