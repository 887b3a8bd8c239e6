"""What the table keeps of an asset, also in rows of earlier versions."""

from app.actions.library import stored_asset
from app.models import Asset


def test_faults_that_were_whole_sentences_are_read_as_these():
    asset = Asset(faults=["Zeile 3, parts: „baumhaus“ ist 50 % zu groß.", {"line": 3, "wrong": "Zu groß."}])

    before, after = stored_asset.faults(asset)

    assert before.wrong % before.values == "Zeile 3, parts: „baumhaus“ ist 50 % zu groß."
    assert (after.line, after.wrong) == (3, "Zu groß.")
