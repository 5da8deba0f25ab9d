"""A service that has the documents' own settings, and finds the sandbox by them alone.

It is the REST service of the integration guide, as that describes it (service.mjs), started by the
very block of docs/sandbox.md. The guide's own samples are called at it then, as they stand there.
"""

import json
import os
import re
import shutil
import socket
import urllib.request

import recipes
import service_samples as samples
from curl import Samples, alike, settings
from stage import DIRECT, Lines, Stage, expect

HERE = os.path.dirname(os.path.abspath(__file__))
PACKAGE = {"type": "module", "scripts": {"start": "node service.mjs"}}
WAY_BACK = 3000
# What the guide's frontend has from its browser; the popup is a browser that is sent on at once.
BROWSER = """
const { SERVICE, USER, NUMBER } = process.env;
const localStorage = { getItem: () => USER };
const fetch = (place, init) => globalThis.fetch(new URL(place, SERVICE), init);
const console = { log: (said) => process.stdout.write(`${JSON.stringify(said)}\\n`) };
let popup;
const window = { open: (place) => { popup = fetch(place); } };
"""
VISIT = """
await testToss();
await connectKftc();
const page = await popup;
console.log([page.status, await page.text()]);
await getBalance(NUMBER);
"""


def is_free():
    """Whether nobody listens where the guide has people come back to."""
    try:
        socket.create_connection(("localhost", WAY_BACK), timeout=5).close()
    except OSError:
        return True
    return False


class Service(Samples):
    """The service, and the sandbox that it was pointed at."""

    def __init__(self, stage):
        stage.file("package.json", json.dumps(PACKAGE).encode())
        shutil.copy(os.path.join(HERE, "service.mjs"), stage.folder.name)
        block = f'cd "$HOME"\n{recipes.recipe("sh")}'
        path = os.pathsep.join([os.path.dirname(stage.qetta_binary), stage.environment["PATH"]])
        quiet = {"npm_config_update_notifier": "false"}
        process = stage.start("bash", "-c", block, PATH=path, PORT="0", **quiet)
        Lines(process.stderr)
        said = Lines(process.stdout).next_of("service")
        self.url, self.user = said["service"], said["user"]
        with open(os.path.join(stage.folder.name, "ready.json")) as file:
            self.ready = json.load(file)
        super().__init__(stage, settings(stage))

    def called(self, endpoint, body=None, **places):
        """An endpoint of the guide, with the headers that stand there."""
        method, path = endpoint.split(" ")
        for name, value in places.items():
            path = path.replace(f":{name}", value)
        head = ' -H "Authorization: Bearer <jwt_token>"'
        if body:
            head += f" -H 'Content-Type: application/json' --data-raw '{body}'"
        sample = f"curl -X {method} http://localhost:8080{path}{head}"
        return self.run(sample, {"http://localhost:8080": self.url, "<jwt_token>": self.user})

    def steer(self, page, document=None):
        """What a page of the sandbox's own says; a refusal is an exception."""
        bearer = {"Authorization": f"Bearer {self.ready['adminToken']}"}
        body = None if document is None else json.dumps(document).encode()
        request = urllib.request.Request(f"{self.ready['url']}/__qetta/{page}", body, bearer)
        with urllib.request.build_opener(DIRECT).open(request, timeout=20) as answer:
            return json.load(answer)


def walk(qetta):
    with Stage(qetta) as stage:
        service = Service(stage)
        named = re.findall(r"^(\w+)=", samples.SETTINGS, re.MULTILINE)
        missing = set(named) - service.settings.keys()
        expect(not missing, f"the guide has settings that lead nowhere: {missing}")
        accounts = service.steer("personas")["personas"][0]["accounts"]
        number = accounts[0]["fintechUseNum"]
        usage(service, number)
        endpoints(service, number)
        renewed(service, number)
        disconnected(service)
        broken(service)
        print("the integration guide's service at the sandbox: as it should be")


def usage(service, number):
    real = {"http://localhost:8080": service.url, "<your_jwt_token>": service.user}
    service.run(samples.TOSS_TEST, real).is_like(samples.TOSS_TEST_ANSWER)
    # The type of its one parameter is all that is not JavaScript.
    script = BROWSER + samples.USAGE.replace(": string", "") + VISIT
    place = service.stage.file("usage.mjs", script.encode())
    known = {"SERVICE": service.url, "USER": service.user, "NUMBER": number}
    said, _ = service.stage.run("node", place, **known)
    test, (status, page), balance = map(json.loads, said.splitlines())
    alike("the test", test, samples.TOSS_TEST_ANSWER)
    expect(status == 200 and "연동 완료" in page, f"nobody came back: {status} {page}")
    alike("the balance", balance, samples.KFTC_BALANCE_ANSWER)


def endpoints(service, number):
    service.called(samples.TOSS_TOKEN).is_like(samples.TOSS_TOKEN_ANSWER)
    begun = service.called(samples.KFTC_AUTHORIZE).is_like(samples.KFTC_AUTHORIZE_ANSWER)
    expect(len(begun["state"]) == 32, f"another state: {begun}")
    service.called(samples.KFTC_TOKEN).is_like(samples.KFTC_TOKEN_ANSWER)
    balance = service.called(samples.KFTC_BALANCE, fintechUseNum=number)
    balance.is_like(samples.KFTC_BALANCE_ANSWER)
    body = samples.KFTC_TRANSACTIONS_BODY.replace("123456789012345678901234", number)
    posted = json.loads(service.called(samples.KFTC_TRANSACTIONS, body).body)
    # KFTC names the branch too.
    shown = samples.KFTC_TRANSACTIONS_ANSWER
    alike("the postings", posted["res_list"], shown["res_list"], ["branch_name"])
    said = json.loads(service.called(samples.STATUS).body)["connected"]
    by_name = {one["provider"]: one for one in said}
    for shown in samples.STATUS_ANSWER["connected"]:
        alike(f"the status of {shown['provider']}", by_name[shown["provider"]], shown)


def renewed(service, number):
    """After three months: the refresh token lives for ten days more."""
    before = json.loads(service.called(samples.KFTC_TOKEN).body)["accessToken"]
    service.stage.qetta("sandbox", "clock", "advance", "91d")
    balance = service.called(samples.KFTC_BALANCE, fintechUseNum=number)
    balance.is_like(samples.KFTC_BALANCE_ANSWER)
    after = json.loads(service.called(samples.KFTC_TOKEN).body)["accessToken"]
    expect(after != before, "the token was not renewed")


def disconnected(service):
    for provider in ["toss", "kftc"]:
        answer = service.called(samples.DISCONNECT, provider=provider)
        answer.is_like(samples.DISCONNECT_ANSWER)
    service.called(samples.STATUS).says({"connected": []}, 200)


def broken(service):
    """The sandbox got what the service is for, and no rule was broken."""
    token = {"path": "/kftc/oauth/2.0/token"}
    for grant, times in {"authorization_code": 1, "refresh_token": 1}.items():
        asked = {**token, "form": {"grant_type": grant}, "times": {"exactly": times}}
        service.steer("verify", asked)
    service.steer("verify", {"path": "/toss/token", "times": {"exactly": 3}})
    violations = service.steer("violations")["violations"]
    expect(not violations, f"the service broke rules: {violations}")
    service.stage.qetta("sandbox", "stop")
