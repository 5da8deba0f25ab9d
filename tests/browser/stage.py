"""What a walk in a browser needs: a sandbox, Chromium by the WebDriver protocol, and a home for each.

Needs chromium and chromedriver (Debian: `apt-get install chromium chromium-driver`), and Python's
standard library.
"""

import argparse
import base64
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from lines import Lines, expect  # noqa: E402: found only from here

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SKIPPED = 77
PHONE = {"width": 360, "height": 740, "pixelRatio": 2}
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=ko",
]
# To this machine, never through a proxy.
NEAR = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Browser:
    """One window, by the WebDriver protocol."""

    def __init__(self, driver, port, profile, phone):
        self.base = f"http://127.0.0.1:{port}"
        options = {"args": [*FLAGS, f"--user-data-dir={profile}"], "binary": chromium()}
        if phone:
            options["mobileEmulation"] = {"deviceMetrics": PHONE}
        else:
            options["args"].append("--window-size=1280,900")
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
        }
        self.driver = driver
        self.session = f"{self.base}/session"
        answer = self.call("POST", "", {"capabilities": {"alwaysMatch": wanted}})
        self.session = f"{self.session}/{answer['sessionId']}"

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self.session + path, data, headers, method=method)
        try:
            with NEAR.open(request, timeout=20) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.read().decode()[:400]}") from None

    def open(self, url):
        self.call("POST", "/url", {"url": url})

    def address(self):
        return self.call("GET", "/url")

    def run(self, script):
        return self.call("POST", "/execute/sync", {"script": script, "args": []})

    def write(self, selector, text):
        found = self.call("POST", "/element", {"using": "css selector", "value": selector})
        element = f"/element/{next(iter(found.values()))}"
        self.call("POST", f"{element}/clear", {})
        self.call("POST", f"{element}/value", {"text": text})

    def click(self, selector):
        found = self.call("POST", "/element", {"using": "css selector", "value": selector})
        self.call("POST", f"/element/{next(iter(found.values()))}/click", {})

    def picture(self, path):
        how = {"cmd": "Page.captureScreenshot", "params": {"captureBeyondViewport": True}}
        shot = self.call("POST", "/goog/cdp/execute", how)
        with open(path, "wb") as file:
            file.write(base64.b64decode(shot["data"]))

    def complaints(self):
        """What the console said: violations of the page's policy, and whatever did not load."""
        return [entry["message"] for entry in self.call("POST", "/se/log", {"type": "browser"})]

    def close(self):
        self.call("DELETE", "")


def chromium():
    return shutil.which("chromium") or shutil.which("chromium-browser")


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def built():
    """The binary of this tree."""
    target = os.environ.get("CARGO_TARGET_DIR") or os.path.join(ROOT, "target")
    return os.path.join(target, "debug", "qetta")


class Walk:
    """One login, from the command to its exit code."""

    # What is typed, which setting names the redirect URI, and the path that it comes back to.
    command, setting, path = [], "", ""
    # What the first page has to say.
    words = []

    def __init__(self, stage, name, phone):
        self.stage, self.name, self.phone = stage, name, phone
        self.port = free_port()

    def picture(self, step):
        size = "phone" if self.phone else "desk"
        self.browser.picture(os.path.join(self.stage.folder, f"{self.name}-{size}-{step}.png"))

    def go(self, decide, exit_code):
        qetta = self.stage.start(
            [*self.command, "--no-browser", "--json", "--wait", "40"],
            **{self.setting: f"http://localhost:{self.port}{self.path}"},
        )
        notes = Lines(qetta.stderr)
        url = notes.next("authorizationUrl")
        self.browser = self.stage.window(self.phone)
        try:
            self.browser.open(url)
            self.looks_right()
            self.picture("1-page")
            decide(self)
            self.reaches(f"{self.path}/done")
            expect(self.fits(), "the helper's page does not fit the screen")
            self.picture("3-helper")
            complaints = self.browser.complaints()
            expect(not complaints, f"the browser complains: {complaints}")
        finally:
            self.browser.close()
        output = qetta.stdout.read()
        code = qetta.wait(timeout=15)
        expect(code == exit_code, f"{self.name}: exit code {code}, not {exit_code}: {output}")
        print(f"{self.name} ({'phone' if self.phone else 'desk'}): as it should be")
        return output

    def looks_right(self):
        page = self.browser.run(
            "return {lang: document.documentElement.lang, text: document.body.innerText,"
            " buttons: [...document.querySelectorAll('button')].map(b => b.offsetHeight)}"
        )
        expect(page["lang"] == "ko", "the page is not said to be Korean")
        for word in ["샌드박스", *self.words]:
            expect(word in page["text"], f"the page does not say {word}")
        expect(self.fits(), "the page does not fit the screen")
        expect(min(page["buttons"]) >= 44, f"buttons too low for a finger: {page['buttons']}")

    def fits(self):
        return self.browser.run("return document.documentElement.scrollWidth <= window.innerWidth")

    def says(self, word):
        return word in self.browser.run("return document.body.innerText")

    def reaches(self, path):
        """A form is under way when the click is over; so this waits."""
        end = time.monotonic() + 10
        ready = "return document.readyState === 'complete' && location.pathname"
        while not str(self.browser.run(ready)).endswith(path):
            expect(time.monotonic() < end, f"the browser stands at {self.browser.address()}")
            time.sleep(0.05)

    def refuse(self):
        self.browser.click("button[value=refuse]")


class Stage:
    """A sandbox, a driver, and a home for each."""

    def __init__(self, qetta, home, folder):
        self.qetta, self.home, self.folder = qetta, home, folder
        self.processes, self.windows, self.driver = [], 0, None
        self.environment = {"PATH": os.environ.get("PATH", ""), "HOME": home, "LC_ALL": "C.UTF-8"}
        self.environment["QETTA_DATA_DIR"] = os.path.join(home, "data")
        self.environment["QETTA_KEY_FILE"] = os.path.join(home, "key")
        with open(self.environment["QETTA_KEY_FILE"], "wb") as key:
            os.chmod(key.name, 0o600)
            key.write(os.urandom(32))

    def start(self, args, **more):
        environment = {**self.environment, **more}
        process = subprocess.Popen(
            [self.qetta, *args],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.processes.append(process)
        return process

    def open(self):
        sandbox = self.start(["sandbox", "--port", "0", "--json"])
        Lines(sandbox.stderr)
        lines = Lines(sandbox.stdout)
        self.environment.update(lines.next("env"))
        self.ready = json.loads(lines.seen[-1])
        self.port = free_port()
        self.driver = subprocess.Popen(
            [shutil.which("chromedriver"), f"--port={self.port}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.processes.append(self.driver)
        end = time.monotonic() + 10
        while time.monotonic() < end:
            try:
                NEAR.open(f"http://127.0.0.1:{self.port}/status", timeout=2).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("chromedriver does not answer")

    def window(self, phone):
        self.windows += 1
        profile = os.path.join(self.home, f"profile-{self.windows}")
        return Browser(self.driver, self.port, profile, phone)

    def close(self):
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
        # A browser whose window could not be closed is in its driver's group.
        if self.driver:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.driver.pid, signal.SIGKILL)


def walk(description, walks):
    """Runs `walks` on a stage, and says how it went by the exit code."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folder", nargs="?", help="where the screenshots go")
    parser.add_argument("--qetta", default=built(), help="the binary (default: %(default)s)")
    args = parser.parse_args()
    if not chromium() or not shutil.which("chromedriver"):
        print("not checked: chromium and chromedriver are not installed")
        return SKIPPED
    # A browser may write into its profile until it is gone.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        folder = args.folder or os.path.join(home, "screenshots")
        os.makedirs(folder, exist_ok=True)
        stage = Stage(os.path.abspath(args.qetta), home, folder)
        try:
            stage.open()
            walks(stage)
        except (AssertionError, OSError) as error:
            print(f"error: {error}", file=sys.stderr)
            return 1
        finally:
            stage.close()
    return 0
