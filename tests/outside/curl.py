"""A sample in the shell, at a sandbox, and what its curl printed."""

import json
import shlex
import shutil
import urllib.parse

from stage import Page, expect

# curl for every sample: quiet, to this machine alone, and the answer's head before its body.
PRELUDE = """curl() { command curl --silent --noproxy '*' --max-time 20 --include "$@"; }\n"""


class Answer:
    """What one curl printed."""

    def __init__(self, printed):
        head, _, self.body = printed.replace("\r\n", "\n").partition("\n\n")
        status, *headers = head.split("\n")
        self.status = int(status.split()[1])
        pairs = (line.partition(":") for line in headers)
        self.headers = {name.lower(): value.strip() for name, _, value in pairs}

    def is_like(self, shown, status=200, beside=()):
        """As the document shows it; `beside` are members that the document does not have."""
        expect(self.status == status, f"{self.status}, not {status}: {self.body[:400]}")
        said = json.loads(self.body)
        alike("the answer", said, shown, beside)
        return said

    def says(self, said, status):
        """To the letter."""
        expect(self.status == status, f"{self.status}, not {status}: {self.body[:400]}")
        expect(json.loads(self.body) == said, f"{self.body}, not {said}")

    def way_back(self):
        """What a redirect carries, without the empty pairs."""
        expect(self.status == 302, f"{self.status}, no redirect: {self.body[:400]}")
        query = urllib.parse.urlsplit(self.headers["location"]).query
        return dict(urllib.parse.parse_qsl(query))

    def page(self, title):
        """A page for people: this is 200 for refusals too (2.1, 2.2)."""
        expect(self.status == 200, f"{self.status}: {self.body[:400]}")
        expect(self.headers["content-type"].startswith("text/html"), f"no page: {self.headers}")
        expect(f"<title>{title}</title>" in self.body, f"another page than {title}")
        return Page("http://127.0.0.1/", self.body)


def alike(where, said, shown, beside=()):
    """The same members and types; of a list, those of its first."""
    expect(type(said) is type(shown), f"{where} is {said!r}, where the document has {shown!r}")
    if isinstance(shown, dict):
        missing, more = shown.keys() - said.keys(), said.keys() - shown.keys() - set(beside)
        expect(not missing and not more, f"{where}: missing {missing}, not in the document {more}")
        for name in shown:
            alike(f"{where}'s {name}", said[name], shown[name])
    elif isinstance(shown, list) and shown:
        expect(said, f"{where} is empty")
        alike(f"{where}'s first", said[0], shown[0], beside)


def settings(stage):
    """Those that lead to the sandbox that runs."""
    lines = map(shlex.split, stage.qetta("sandbox", "env").splitlines())
    return dict(pair.split("=", 1) for export, pair in lines if export == "export")


class Samples:
    """The samples, pointed at what the settings say."""

    def __init__(self, stage, known):
        self.stage, self.settings = stage, known

    def shell(self, sample, **variables):
        output, _ = self.stage.run("bash", "-c", PRELUDE + sample, **variables)
        return output

    def run(self, sample, replaced, **variables):
        """The answer to a sample, in which what the document made up is what the settings say."""
        for made_up, real in replaced.items():
            expect(made_up in sample, f"the sample has no {made_up}")
            sample = sample.replace(made_up, self.settings.get(real, real))
        return Answer(self.shell(sample, **variables))


class Documents(Samples):
    """A sandbox of this tree, and the samples pointed at it."""

    def __init__(self, stage, *flags):
        self.url = stage.sandbox("--state", "memory", *flags)
        super().__init__(stage, settings(stage))


def is_there():
    return all(shutil.which(program) for program in ["bash", "curl", "openssl", "base64"])
