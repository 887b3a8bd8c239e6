"""WebKit, the engine of Safari, in the browser that comes with WebKitGTK."""

import os
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.common.proxy import Proxy, ProxyType
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection

from tests.engines import found
from tests.engines.listening import listening

NARROW = "* { min-width: 0; padding: 0; margin: 0; border: 0; font-size: 1px; }"
KEYS = {"ArrowRight": Keys.ARROW_RIGHT, "Enter": Keys.ENTER, "Escape": Keys.ESCAPE}


class WebKit:
    """A window of a WebKit of its own, whose settings lie in ``folder``, on a ``display``; see ``screen.Driver``."""

    def __init__(self, folder: Path, display: str) -> None:
        self.said: list[str] = []
        self.running = ExitStack()
        port = self.running.enter_context(listening(self.said))
        (folder / "gtk-3.0").mkdir()
        (folder / "gtk-3.0/gtk.css").write_text(NARROW)  # its bar would keep the window wider than a phone
        settings = {"DISPLAY": display, "XDG_CONFIG_HOME": str(folder), "LIBGL_ALWAYS_SOFTWARE": "1"}
        options = webdriver.WebKitGTKOptions()
        options.binary_location = found.mini_browser()
        options.add_argument("--automation")
        options.proxy = Proxy({"proxyType": ProxyType.MANUAL, "httpProxy": f"127.0.0.1:{port}"})
        service = webdriver.WebKitGTKService(found.webkit_driver(), env={**os.environ, **settings})
        service.start()
        self.running.callback(service.stop)
        connection = RemoteConnection(client_config=ClientConfig(remote_server_addr=service.service_url))
        self.driver = webdriver.Remote(connection, options=options)
        self.running.callback(self.driver.quit)

    def open(self, address: str) -> None:
        self.driver.get(address)

    def resize(self, width: int, height: int) -> None:
        self.driver.set_window_size(width, height)

    def run(self, script: str) -> Any:
        return self.driver.execute_script(f"return ({script});")

    def click(self, where: str) -> None:
        self.driver.find_element(By.XPATH if where.startswith("//") else By.CSS_SELECTOR, where).click()

    def press(self, key: str) -> None:
        self.write(KEYS.get(key, key))

    def write(self, text: str) -> None:
        ActionChains(self.driver).send_keys(text).perform()

    def picture(self) -> bytes:
        return self.driver.get_screenshot_as_png()

    def faults(self) -> list[str]:
        return self.said

    def close(self) -> None:
        self.running.close()
