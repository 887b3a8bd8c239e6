"""The paper of a file on its page: asked for where the licence says so, handed out as a download, refused in words."""

import io

from sqlalchemy import select

from app.models import Picture
from tests.documents import papers
from tests.web.frame.test_rights import CROP


def test_a_paper_is_asked_for_kept_and_handed_out(small_studio):
    with small_studio.session() as session:
        number = session.scalars(select(Picture.id)).first()
    client, page = small_studio.client("Planner Own"), f"/studio/bibliothek/bilder/{number}/"
    where = f"/studio/bibliothek/genehmigung/picture/{number}"
    before = client.get(page).text
    client.post(page, data={**CROP, "licence": "LicenseRef-permission"})

    asked = client.get(page).text
    refused = client.post(where, data={"permit": (io.BytesIO(b"<svg/>"), "a.svg")})
    none = client.post(where)
    kept = client.post(where, data={"permit": (io.BytesIO(papers.plan()), "Erlaubnis.pdf")})
    taken = client.get(where)

    assert 'id="permit"' not in before and "fehlt noch" in asked
    assert (refused.status_code, none.status_code, kept.status_code) == (422, 422, 303)
    assert "kein PDF, JPEG oder PNG" in refused.text and 'role="alert"' in refused.text
    assert taken.data == papers.plan() and taken.headers["Content-Disposition"].startswith("attachment")
    assert "Erlaubnis.pdf" in client.get(page).text
    assert small_studio.client("Planner Other").get(where).status_code == 403
    assert client.get(f"/studio/bibliothek/genehmigung/nichts/{number}").status_code == 404
    assert client.post(f"{where}/entfernen").status_code == 303
    assert client.get(where).status_code == 404
