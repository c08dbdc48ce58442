"""Chromium as a reader's browser: pages opened from files, keys pressed, and what it logs and asks the network for."""

import json
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from selenium.webdriver import ActionChains, Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

INSTALLED: Final = pytest.mark.tool("chromium", "chromedriver")

LONGEST: Final = 60
"""So many seconds a page may take for what is asked of it; a test fails then."""

FLAGS: Final = (
    "--headless",
    "--no-sandbox",  # else not as root
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

HEIGHT: Final = 900


class Browser:
    """A running browser, with one page open."""

    def __init__(self, driver: Chrome) -> None:
        self._driver = driver

    def open(
        self, page: Path, fragment: str = "", *, width: int = 1280, scheme: str = "light", script: bool = True
    ) -> None:
        """Open a file in a window of this width; forget what was logged before."""
        self._driver.get("about:blank")  # of a page that is open already only the fragment would change
        self.show(width=width, scheme=scheme)
        self.command("Emulation.setScriptExecutionDisabled", value=not script)
        self.console()
        self.requests()
        self._driver.get(page.as_uri() + fragment)

    def show(self, *, width: int, scheme: str = "light") -> None:
        """Make the window so wide, for a reader who wants light pages or dark ones."""
        size = {"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False}
        self.command("Emulation.setDeviceMetricsOverride", **size)
        self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def run(self, script: str, *arguments: Any) -> Any:
        """Run a script in the page, of which no policy and no setting keeps the driver, and return what it returns."""
        return self._driver.execute_script(script, *arguments)  # type: ignore[no-untyped-call]

    def wait_for(self, script: str, *arguments: Any) -> None:
        """Wait until a script returns what is true."""
        WebDriverWait(self._driver, LONGEST, poll_frequency=0.02).until(lambda _: self.run(script, *arguments))

    def answer(self, script: str, *arguments: Any) -> Any:
        """Run a script that returns a promise, and return what it promises."""
        wrapped = f"const done = arguments[arguments.length - 1]; (async () => {{{script}}})().then(done);"
        return self._driver.execute_async_script(wrapped, *arguments)  # type: ignore[no-untyped-call]

    def press(self, *keys: str) -> None:
        ActionChains(self._driver).send_keys(*keys).perform()

    def click(self, selector: str) -> None:
        """Click on the first element that a selector finds, with the mouse."""
        self._driver.find_element("css selector", selector).click()

    def back(self) -> None:
        self._driver.back()

    def command(self, name: str, **parameters: Any) -> dict[str, Any]:
        """Send a command of the Chrome DevTools Protocol."""
        answer: dict[str, Any] = self._driver.execute_cdp_cmd(name, parameters)
        return answer

    def told(self) -> list[dict[str, Any]]:
        """Return what a screen reader is told, without what is left out."""
        nodes: list[dict[str, Any]] = self.command("Accessibility.getFullAXTree")["nodes"]
        self.command("Accessibility.disable")  # keeping it up to date is slow
        return [node for node in nodes if not node["ignored"] and "role" in node]

    def console(self) -> list[str]:
        """Return what has been logged since this was last asked, offences against a policy included."""
        return [entry["message"] for entry in self._log("browser")]

    def requests(self) -> dict[str, bool]:
        """Return the addresses of all that was wanted since this was last asked, with whether it was asked for.

        It was not where the page's policy kept it back.
        """
        events = [json.loads(entry["message"])["message"] for entry in self._log("performance")]
        failed = [each["params"] for each in events if each["method"] == "Network.loadingFailed"]
        kept_back = {each["requestId"] for each in failed if each.get("blockedReason") == "csp"}
        sent = [each["params"] for each in events if each["method"] == "Network.requestWillBeSent"]
        return {each["request"]["url"]: each["requestId"] not in kept_back for each in sent}

    def _log(self, name: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self._driver.get_log(name)  # type: ignore[no-untyped-call]
        return entries

    def printed(self, pages: str = "") -> bytes:
        """Return the page as the PDF that printing makes, as large as its style wants it; of all, or as in `1-3`."""
        self.command("Emulation.clearDeviceMetricsOverride")
        return b64decode(self.command("Page.printToPDF", preferCSSPageSize=True, pageRanges=pages)["data"])


@contextmanager
def chromium(profile: Path) -> Iterator[Browser]:
    """Run Chromium without any network, on an empty profile."""
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = Service(shutil.which("chromedriver"), log_output=subprocess.DEVNULL)
    driver = Chrome(options=options, service=service)
    try:
        driver.set_page_load_timeout(LONGEST)
        driver.set_script_timeout(LONGEST)
        yield Browser(driver)
    finally:
        driver.quit()
