"""Firefox, driven by the WebDriver BiDi that it speaks itself: no other program stands between.

https://www.w3.org/TR/webdriver-bidi/
"""

import base64
import itertools
import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import websocket

from tests.engines import found

START_S = 60.0  # on a busy machine
ANSWER_S = 60.0
PREFERENCES = {
    "intl.accept_languages": "de-DE, de",
    "ui.useOverlayScrollbars": 1,  # as on a phone: they take no width
}
KEYS = {
    "ArrowRight": "\ue014",
    "Enter": "\ue007",
    "Escape": "\ue00c",
}  # https://www.w3.org/TR/webdriver2/#keyboard-actions


class Firefox:
    """A window of a Firefox of its own, whose profile lies in ``folder``, on a ``display``; see ``screen.Driver``."""

    def __init__(self, folder: Path, display: str) -> None:
        self.numbers = itertools.count(1)
        self.said: list[str] = []
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
        (folder / "user.js").write_text("".join(lines))
        command = [found.firefox(), "--no-remote", "--remote-debugging-port", "0", "--profile", folder]
        self.process = subprocess.Popen(
            command, env={**os.environ, "DISPLAY": display}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self.socket = websocket.create_connection(
            f"{_address(folder, self.process)}/session", timeout=ANSWER_S, suppress_origin=True
        )
        self.send("session.new", capabilities={"alwaysMatch": {"unhandledPromptBehavior": {"default": "accept"}}})
        self.send("session.subscribe", events=["log.entryAdded"])
        self.context = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **values: Any) -> Any:
        """Send a command and return its result; keep what the console says.  Raises RuntimeError if refused."""
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": values}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
                self.said.append(message["params"]["text"])
            if message.get("id") == number:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['message']}")
                return message["result"]

    def open(self, address: str) -> None:
        self.send("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def resize(self, width: int, height: int) -> None:
        self.send("browsingContext.setViewport", context=self.context, viewport={"width": width, "height": height})

    def run(self, script: str) -> Any:
        answer = self.send(
            "script.evaluate",
            expression=f"JSON.stringify({script})",
            target={"context": self.context},
            awaitPromise=False,
        )
        if answer["type"] == "exception":
            raise RuntimeError(f"{answer['exceptionDetails']['text']}: {script}")
        return json.loads(answer["result"].get("value", "null"))

    def click(self, where: str) -> None:
        locator = {"type": "xpath" if where.startswith("//") else "css", "value": where}
        [node] = self.send("browsingContext.locateNodes", context=self.context, locator=locator, maxNodeCount=1)[
            "nodes"
        ]
        element = {"type": "element", "element": {"sharedId": node["sharedId"]}}
        self._act(
            "pointer",
            {"type": "pointerMove", "x": 0, "y": 0, "origin": element},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        )

    def press(self, key: str) -> None:
        self.write(KEYS.get(key, key))

    def write(self, text: str) -> None:
        strokes = ({"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp"))
        self._act("key", *strokes)

    def picture(self) -> bytes:
        return base64.b64decode(self.send("browsingContext.captureScreenshot", context=self.context)["data"])

    def faults(self) -> list[str]:
        self.send("session.status")  # what was said before has come when this has
        return self.said

    def close(self) -> None:
        self.send("browser.close")
        self.socket.close()
        self.process.wait()

    def _act(self, kind: str, *actions: dict[str, Any]) -> None:
        self.send(
            "input.performActions", context=self.context, actions=[{"type": kind, "id": kind, "actions": list(actions)}]
        )


def _address(folder: Path, process: subprocess.Popen[bytes]) -> str:
    """Return where a Firefox listens, which it writes into its profile.  Raises RuntimeError if it never does."""
    until = time.monotonic() + START_S
    file = folder / "WebDriverBiDiServer.json"
    while time.monotonic() < until and process.poll() is None:
        if file.exists() and (told := file.read_text()):
            server = json.loads(told)
            return f"ws://{server['ws_host']}:{server['ws_port']}"
        time.sleep(0.05)
    process.kill()
    process.wait()
    raise RuntimeError("Firefox ended or did not say where it listens")
