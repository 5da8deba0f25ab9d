"""What the walks share: processes and their lines, qetta in a home of its own, and a person."""

import html.parser
import http.cookiejar
import os
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from lines import Lines, expect, json_of  # noqa: E402, F401: handed on to the walks

# To this machine, never through a proxy.
DIRECT = urllib.request.ProxyHandler({})

# Nothing takes a fifth of this on a quiet machine. Beside the builds of others a walk of ten seconds
# took thirty, and once more than sixty, each step of it in turn; what really hangs still ends.
PATIENCE = 180


class Stage:
    """A home for qetta and for what it talks to; whatever was started ends with it."""

    def __init__(self, qetta):
        self.qetta_binary, self.processes = os.path.abspath(qetta), []
        self.folder = tempfile.TemporaryDirectory(prefix="qetta-outside-")
        self.environment = {
            "PATH": os.environ.get("PATH", ""),
            "HOME": self.folder.name,
            "LC_ALL": "C.UTF-8",
            "QETTA_CONFIG": self.file("config.toml", b""),
            "QETTA_DATA_DIR": os.path.join(self.folder.name, "data"),
            "QETTA_KEY_FILE": self.file("key", os.urandom(32)),
        }

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            end(process)
        self.folder.cleanup()

    def file(self, name, content):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as file:
            os.chmod(path, 0o600)
            file.write(content)
        return path

    def start(self, *command, **more):
        process = subprocess.Popen(
            command,
            env={**self.environment, **more},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.processes.append(process)
        return process

    def run(self, *command, code=0, **more):
        """Both outputs of one command that ends with `code`."""
        process = self.start(*command, **more)
        try:
            output, errors = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            said = "".join(process.communicate())
            words = f"{' '.join(command)}: not done after {PATIENCE} s: {said}"
            raise AssertionError(words) from None
        words = f"{' '.join(command)}: exit code {process.returncode}, not {code}: {output}{errors}"
        expect(process.returncode == code, words)
        return output, errors

    def qetta(self, *args, code=0, **more):
        """The output of qetta; where it is to be no success, the error."""
        output, errors = self.run(self.qetta_binary, *args, code=code, **more)
        return output if code == 0 else json_of(errors.strip().splitlines()[-1], "error")

    def sandbox(self, *flags):
        """Where a sandbox is; without flags, one that agrees by itself."""
        flags = flags or ["--approve"]
        sandbox = self.start(self.qetta_binary, "sandbox", "--port", "0", "--json", *flags)
        Lines(sandbox.stderr)
        return Lines(sandbox.stdout).next("url")


def end(process):
    """Ends a process, and what it has started: a shell or npm would leave its children behind."""
    # Until somebody has waited for it, dead or alive, its number is nobody else's.
    if process.returncode is None:
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)


class Page(html.parser.HTMLParser):
    """The fields of a page's first form, and its links."""

    def __init__(self, address, text):
        super().__init__()
        self.address, self.action, self.fields, self.links = address, None, {}, []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form" and self.action is None:
            self.action = urllib.parse.urljoin(self.address, attributes.get("action", ""))
        elif tag == "input" and "name" in attributes:
            self.fields[attributes["name"]] = attributes.get("value") or ""
        elif tag == "a" and "href" in attributes:
            self.links.append(urllib.parse.urljoin(self.address, attributes["href"]))


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Person:
    """Somebody whose browser has cookies and forms, and no scripts."""

    def __init__(self, **typed):
        self.typed = typed
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.browser = urllib.request.build_opener(DIRECT, NoRedirect, cookies)

    def visit(self, address, form=None):
        """One answer: its status, where it leads, and its text."""
        body = None if form is None else urllib.parse.urlencode(form).encode()
        try:
            answer = self.browser.open(address, body, timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            location = answer.headers.get("Location")
            onward = location and urllib.parse.urljoin(address, location)
            return answer.status, onward, answer.read().decode()

    def open(self, address, form=None):
        """The page at the end of all redirects; or the helper's address, without going there."""
        for _ in range(10):
            status, onward, text = self.visit(address, form)
            if onward is None:
                expect(status == 200, f"{address}: {status}: {text[:400]}")
                return Page(address, text)
            if urllib.parse.urlsplit(onward).path == "/callback":
                return onward
            address, form = onward, None
        raise AssertionError(f"redirects without end, at {address}")

    def agree(self, address):
        """Fills in every form that comes, until there is none."""
        page = self.open(address)
        for _ in range(6):
            if isinstance(page, str) or page.action is None:
                return page
            known = {name: self.typed.get(name, value) for name, value in page.fields.items()}
            page = self.open(page.action, known)
        raise AssertionError(f"forms without end, at {page.address}")

    def refuse(self, address):
        """Follows the link that cancels."""
        page = self.open(address)
        return self.open(next(link for link in page.links if link.endswith("/abort")))


def changed(address, **parameters):
    """The same address with other values in its query."""
    parts = urllib.parse.urlsplit(address)
    query = {**dict(urllib.parse.parse_qsl(parts.query)), **parameters}
    return parts._replace(query=urllib.parse.urlencode(query)).geturl()
