"""People of the studio, by the requests that their browsers send, through everything that stands in front."""

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin

import requests

from tests.large.setup import PASSWORD, Setup

HIDDEN = re.compile(r'<input type="hidden" name="(base|number|merged|before|theirs|kept|tab)" value="([\w. ]*)">')
PATIENCE_S = 60


class Desk:
    """Somebody who is signed in."""

    def __init__(self, setup: Setup, role: str) -> None:
        self.url = setup.url
        self.browser = requests.Session()
        self.browser.trust_env = False
        self.browser.verify = str(setup.authority)
        self.browser.headers.update({"Sec-Fetch-Site": "same-origin", "Accept-Language": "de"})
        came = self.post("/studio/anmelden", {"email": f"{role}@302.example", "password": PASSWORD})
        assert came.headers.get("Location", "").startswith("/studio/"), came.text

    def get(self, path: str) -> requests.Response:
        return self.browser.get(urljoin(self.url, path), timeout=PATIENCE_S, allow_redirects=False)

    def post(self, path: str, form: Mapping[str, object] | bytes) -> requests.Response:
        return self.browser.post(urljoin(self.url, path), data=form, timeout=PATIENCE_S, allow_redirects=False)

    def hand_in(self, item_id: int, summary: str) -> None:
        """Write another summary of a planning and hand it in."""
        path = f"/studio/inhalte/{item_id}/bearbeiten"
        form = dict(HIDDEN.findall(self.get(path).text))
        words = {"texts.de.title": "Segel", "texts.de.summary": summary, "texts.de.body": "Ein Segel."}
        answer = self.post(path, {**form, **words, "then": "hand_in"})
        assert answer.status_code == 303, answer.text

    def publish(self, revision_id: int) -> None:
        """Let a revision pass and bring it to riders at once."""
        page = self.get(f"/studio/fassungen/{revision_id}/").text
        version = re.search(r'name="version" value="(\d+)"', page)
        assert version is not None, page
        path = f"/studio/fassungen/{revision_id}/freigeben"
        answer = self.post(path, {"version": version[1], "then": "publish"})
        assert answer.status_code == 303, answer.text

    def upload(self, path: Path, title: str) -> int:
        """Send a 3D file in parts and return the number of its asset."""
        raw = path.read_bytes()
        given = self.post("/studio/bibliothek/hochladen", {"name": path.name, "size": len(raw)}).json()
        size = given["part_bytes"]
        for number in range(given["count"]):
            sent = self.post(f"/studio/bibliothek/hochladen/{given['id']}/{number}", raw[number * size :][:size])
            assert sent.status_code == 204, sent.text
        form = {"title": title, "partner": "nord", "unit": "m", "up": "y"}
        made = self.post(f"/studio/bibliothek/hochladen/{given['id']}/fertig", form)
        return int(made.json()["address"].rstrip("/").rpartition("/")[2])

    def order_all(self) -> int:
        """Order a print of every sign and return the number of the order."""
        answer = self.post("/studio/druck/neu", {"which": "all", "output": "print"})
        assert answer.status_code == 303, answer.text
        return int(answer.headers["Location"].rstrip("/").rpartition("/")[2])
