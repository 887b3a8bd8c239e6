"""What a file leaves open stands on its page: a picture and a button for each way to read it, without a script."""

import pytest
from sqlalchemy import select

from app import database
from app.actions.library import build_assets
from app.actions.library.build_orders import Order
from app.exchange.stored import AssetChoice, AssetQuestion
from app.models import Account, Asset, BuildState

HOUSE = (12.4, 6.3, 9.82)
UP = AssetQuestion(
    kind="up",
    guess="y",
    choices=(AssetChoice(answer="y", size_m=HOUSE), AssetChoice(answer="z", size_m=(12.4, 9.82, 6.3))),
)
UNIT = AssetQuestion(
    kind="unit",
    guess="m",
    choices=(AssetChoice(answer="m", size_m=(1240, 630, 982)), AssetChoice(answer="cm", size_m=HOUSE)),
)
FAR = AssetQuestion(
    kind="far",
    guess="near",
    choices=(AssetChoice(answer="near", size_m=HOUSE),),
    values={"names": "„Nullpunkt“", "away_m": 5_718_174.19, "size_m": 0.2},
)


@pytest.fixture
def asked(small_studio):
    """Return how to let an asset of its planner ask, and the address of its page."""

    def ask(question):
        with database.writing(small_studio.engine).begin() as session:
            planner = session.scalars(select(Account).where(Account.name == "Planner Own")).one()
            asset = session.scalars(select(Asset).where(Asset.slug == "bank")).one()
            asset.by_id, asset.source_hash = planner.id, "now"
            order = Order(asset_id=asset.id, name="bank", source_hash="now")
            media = small_studio.app.config["MEDIA"]
            build_assets.ask(session, media, order, question, {question.guess: b"a picture"})
            return f"/studio/bibliothek/3d/{asset.id}/"

    return ask


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (UP, ("Welches Bild ist richtig?", "12,4 × 9,82 m groß, 6,3 m hoch", "12,4 × 6,3 m groß, 9,82 m hoch")),
        (UNIT, ("Wie groß ist es in Wirklichkeit?", "1.240 × 630 × 982 m", "Die Datei ist in Zentimetern.")),
        (FAR, ("Gehört das dazu?", "„Nullpunkt“ liegt 5.718,17 km vom Rest entfernt und ist 0,2 m groß.", "2 km")),
    ],
)
def test_each_question_is_asked_in_words_with_sizes(small_studio, asked, question, words):
    page = small_studio.client("Planner Own").get(asked(question)).text

    assert all(each in page for each in words)
    assert page.count('name="answer"') == len(question.choices)
    assert "wartet auf Ihre Antwort" in page
    assert '<img src="/media/' in page


def test_an_answer_lets_it_be_built(small_studio, asked):
    address, client = asked(UP), small_studio.client("Planner Own")

    answer = client.post(f"{address}antwort", data={"kind": "up", "answer": "z"})

    assert (answer.status_code, answer.location) == (303, address)
    with small_studio.session() as session:
        asset = session.scalars(select(Asset).where(Asset.slug == "bank")).one()
        assert asset.state is BuildState.PENDING
        assert asset.wishes["up"] == "z"


def test_whoever_may_not_change_it_reads_the_question_and_has_no_button(small_studio, asked):
    address = asked(UP)

    page = small_studio.client("Planner Other").get(address).text

    assert "Welches Bild ist richtig?" in page
    assert 'name="answer"' not in page
    assert small_studio.client("Planner Other").post(f"{address}antwort", data={}).status_code == 403
