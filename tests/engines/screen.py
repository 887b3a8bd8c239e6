"""A screen on which an engine shows the product: what a person does there, and how a test waits for what they then see.

One page object for all engines; what differs between them is behind ``Driver``.
"""

import io
import json
import time
from typing import Any, Protocol

from PIL import Image

from tests.browser import plain

SOON_S = 60.0  # on a busy machine
PAUSE_S = 0.05
FIND = """(where) => where.startsWith("//")
    ? document.evaluate(where, document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue
    : document.querySelector(where)"""

SETTLE = """() => {
    const binder = document.querySelector('script[src*="/js/start.js"]');
    const modules = binder ? [...document.querySelectorAll("[data-module]")] : [];
    const loaded = modules.map(({ dataset }) => import(binder.src.replace("start.js", `${dataset.module}.js`)));
    Promise.all(loaded).finally(() => { globalThis.hasSettled = true; });
}"""  # the same modules as the page's own binder, which asked first


class Driver(Protocol):
    """What each engine can do.  An element is told by a CSS selector, or by an XPath that begins with ``//``."""

    def open(self, address: str) -> None:
        """Load a page and return when it and what it names has loaded."""

    def resize(self, width: int, height: int) -> None:
        """Make the page's view so large, in CSS pixels; an engine with a window takes the height for the window's."""

    def run(self, script: str) -> Any:
        """Evaluate a JavaScript expression in the page and return its value, which is a JSON value."""

    def click(self, where: str) -> None:
        """Press the first such element in its middle, as with a mouse."""

    def press(self, key: str) -> None:
        """Press and let go a key, by its name in the DOM, on what has the focus."""

    def write(self, text: str) -> None:
        """Type text into what has the focus."""

    def picture(self) -> bytes:
        """Return a PNG of what is seen of the page."""

    def faults(self) -> list[str]:
        """Return what consoles and scripts have complained about since the engine was started."""

    def close(self) -> None:
        """End the engine."""


class Screen:
    """An engine's screen in front of a running product, whose addresses begin with ``url``."""

    def __init__(self, driver: Driver, url: str) -> None:
        self.driver = driver
        self.url = url

    def goto(self, path: str) -> None:
        self.run("() => { console.error = () => {}; }")  # what the page that is left could not finish is no fault
        self.driver.open(self.url + path)
        self._settle()

    def follow(self, where: str) -> None:
        """Press a link or a button that leads to another page, and wait until that is there."""
        self.run("() => { globalThis.isOld = true; }")
        self.click(where)
        self.wait_for("!globalThis.isOld")
        self._settle()

    def _settle(self) -> None:
        """Wait until the page's modules have started, so that it works and may be left."""
        self.wait_for("document.readyState === 'complete'")
        self.run(SETTLE)
        self.wait_for("globalThis.hasSettled")

    def resize(self, width: int, height: int) -> None:
        self.driver.resize(width, height)
        self.wait_for(f"innerWidth === {width}")

    def run(self, function: str, *values: Any) -> Any:
        """Call a JavaScript function with JSON values and return its JSON value."""
        return self.driver.run(f"({function})({', '.join(json.dumps(value) for value in values)})")

    def of(self, where: str, function: str, *values: Any) -> Any:
        """Wait for such an element and return what a function says of it; more values follow the element."""
        self.see(where)
        more = "".join(f", {json.dumps(value)}" for value in values)
        return self.driver.run(f"({function})(({FIND})({json.dumps(where)}){more})")

    def wait_for(self, condition: str) -> None:
        """Wait until a JavaScript expression is true.  Raises AssertionError, with what the page complained about."""
        until = time.monotonic() + SOON_S
        while not self.driver.run(f"Boolean({condition})"):
            if time.monotonic() > until:
                here = self.driver.run("location.href")
                raise AssertionError(f"never true on {here}: {condition}\nfaults: {self.driver.faults()}")
            time.sleep(PAUSE_S)

    def see(self, where: str) -> None:
        """Wait until such an element is to be seen."""
        self.wait_for(f"(({FIND})({json.dumps(where)}))?.checkVisibility({{visibilityProperty: true}})")

    def text(self, where: str) -> str:
        """Return the words of an element, without the places where they may be broken."""
        words: str = self.of(where, "(element) => element.textContent")
        return " ".join(plain(words).split())

    def click(self, where: str) -> None:
        self.of(where, "(element) => element.scrollIntoView({ block: 'center', behavior: 'instant' })")
        self.driver.click(where)

    def press(self, key: str, *, times: int = 1) -> None:
        for _ in range(times):
            self.driver.press(key)

    def fill(self, where: str, text: str) -> None:
        """Replace what a field says by typing."""
        self.click(where)
        self.of(where, "(field) => field.select()")
        self.driver.write(text)

    def width(self) -> int:
        """Return how wide the page is, in CSS pixels, whatever the view's width."""
        return int(self.driver.run("document.documentElement.scrollWidth"))

    def see_colours(self, where: str, *, more_than: int) -> None:
        """Wait until more colours than that are seen within an element's box; an empty one has 1."""
        until = time.monotonic() + SOON_S
        while (found := self._colours(where)) <= more_than:
            assert time.monotonic() < until, f"{where} shows {found} colours"
            time.sleep(PAUSE_S)

    def faults(self) -> list[str]:
        return self.driver.faults()

    def _colours(self, where: str) -> int:
        x, y, width, height, seen = self.of(
            where,
            """(element) => {
                const { x, y, width, height } = element.getBoundingClientRect();
                return [x, y, width, height, innerWidth];
            }""",
        )
        whole = Image.open(io.BytesIO(self.driver.picture())).convert("RGB")
        scale = whole.width / seen
        part = whole.crop(tuple(round(each * scale) for each in (x, y, x + width, y + height)))
        return len(part.getcolors(part.width * part.height) or ())


def button(words: str) -> str:
    """Return where the button with these words is."""
    return f"//button[normalize-space()='{words}']"
