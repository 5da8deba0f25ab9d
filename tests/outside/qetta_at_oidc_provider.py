"""qetta logs in at oidc-provider, an OpenID provider that is not ours.

Started by run.py, which installs it. A person without a screen goes through oidc-provider's own
pages; what qetta says is compared with what the server says to somebody who asks it directly.
"""

import base64
import datetime
import json
import os
import urllib.parse

from stage import Lines, Person, Stage, changed, expect, json_of

CONFIG = """
[providers.outside]
issuer = "{issuer}"
client_id = "public"
scope = "openid offline_access"

[providers.office]
issuer = "{issuer}"
client_id = "confidential"
client_secret_env = "OUTSIDE_SECRET"
auth_method = "client_secret_basic"
scope = "openid offline_access"

[providers.television]
issuer = "{issuer}"
client_id = "television"
scope = "openid offline_access"

[providers.forged]
issuer = "{issuer}"
client_id = "forged"
scope = "openid offline_access"

[providers.astray]
issuer = "{elsewhere}"
client_id = "public"
"""
CLIENTS = {"outside": "public", "office": "confidential", "television": "television"}


class Server:
    """oidc-provider, and what it says to others than qetta."""

    def __init__(self, stage, node_folder):
        process = stage.start("node", os.path.join(node_folder, "server.mjs"))
        Lines(process.stderr)
        self.lines = Lines(process.stdout)
        self.issuer = self.lines.next("issuer")
        self.secret = json_of(self.lines.seen[-1], "secret")
        self.anybody = Person()
        _, _, metadata = self.anybody.visit(f"{self.issuer}/.well-known/openid-configuration")
        self.metadata = json.loads(metadata)

    def refresh_token(self):
        """The next one that it issued."""
        return self.lines.next("refreshToken")

    def ask(self, endpoint, provider, **form):
        """What it says to the client itself."""
        client, opener = CLIENTS[provider], self.anybody.browser
        opener.addheaders = []
        if client == "confidential":
            quoted = ":".join(map(urllib.parse.quote_plus, [client, self.secret]))
            proof = base64.b64encode(quoted.encode()).decode()
            opener.addheaders = [("Authorization", f"Basic {proof}")]
        status, _, text = self.anybody.visit(
            self.metadata[f"{endpoint}_endpoint"], {"client_id": client, **form}
        )
        return status, json.loads(text)

    def honours(self, provider, token):
        status, said = self.ask("introspection", provider, token=token)
        expect(status == 200, f"introspection: {status} {said}")
        return said["active"]


class Walk:
    """qetta at the server, and a person."""

    def __init__(self, stage, server):
        self.stage, self.server = stage, server
        self.person = Person(login="haneul", password="any")

    def begin(self, provider, *more):
        """A login that waits; its notes."""
        command = ["login", provider, "--json", *more]
        self.process = self.stage.start(self.stage.qetta_binary, *command)
        return Lines(self.process.stderr)

    def end(self, code):
        output = self.process.stdout.read()
        expect(self.process.wait(timeout=30) == code, f"exit code {self.process.returncode}")
        return json.loads(output) if code == 0 else None

    def decide(self, provider, decision, code, *more, before=lambda callback: None):
        """A login in the browser. `before` is what comes to the helper first."""
        notes = self.begin(provider, "--no-browser", "--wait", "30", *more)
        callback = decision(notes.next("authorizationUrl"))
        before(callback)
        status, page, _ = self.person.visit(callback)
        expect(status == 303, f"the helper turned its person away: {status}")
        self.person.open(page)
        said = self.end(code)
        return said if code == 0 else notes.next("error")

    def log_in(self, provider, **more):
        """A login that is right, and what was issued."""
        said = self.decide(provider, self.person.agree, 0, **more)
        expect(said["idToken"]["signatureChecked"] is True, f"unchecked: {said}")
        expect(said["idToken"]["claims"]["sub"] == "haneul", f"somebody else: {said}")
        return said, self.server.refresh_token()

    def token(self, provider, hours=0):
        """The access token, so many hours from now."""
        then = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)
        now = then.strftime("%Y-%m-%dT%H:%M:%SZ")
        return self.stage.qetta("token", provider, QETTA_TEST_NOW=now).strip()

    def is_renewed(self, provider):
        """The token is kept while it is good, and exchanged when it is over. The refresh tokens."""
        first = self.token(provider)
        expect(self.token(provider) == first, "a good token was not kept")
        expect(self.server.honours(provider, first), "the server does not know its token")
        second = self.token(provider, hours=2)
        expect(second != first, "a token that is over was kept")
        expect(self.server.honours(provider, second), "the server does not know its second token")
        return self.server.refresh_token()

    def lives_and_ends(self, provider, **more):
        said, first = self.log_in(provider, **more)
        expect(said["provider"] == provider.upper(), f"another provider: {said}")
        said = json.loads(self.stage.qetta("introspect", provider, "--json"))
        expect((said["active"], said["client_id"]) == (True, CLIENTS[provider]), f"not it: {said}")
        second = self.is_renewed(provider)
        expect(second != first, "the refresh token was not replaced")
        expect(not self.server.honours(provider, first), "the first refresh token is still good")
        expect(self.server.honours(provider, second), "the second refresh token is no good")
        access = self.token(provider, hours=2)
        said = json.loads(self.stage.qetta("disconnect", provider, "--json"))
        expect(said["revoked"] is True, f"not revoked: {said}")
        for token in [second, access]:
            expect(not self.server.honours(provider, token), "a token outlived its connection")
        error = self.stage.qetta("token", provider, "--json", code=3)
        expect(f"qetta login {provider}" in error["hint"], f"no way on: {error}")

    def public_client(self):
        """Answers that are not this login's change nothing."""
        wrong = [{"iss": "http://127.0.0.1:1"}, {"iss": ""}, {"state": "0" * 32}]

        def bring_wrong_ones(callback):
            for parameters in wrong:
                status, _, _ = self.person.visit(changed(callback, **parameters))
                expect(400 <= status < 500, f"{parameters} was taken: {status}")

        self.lives_and_ends("outside", before=bring_wrong_ones)

    def confidential_client(self):
        self.lives_and_ends("office")

    def replayed_refresh_token(self):
        _, first = self.log_in("outside")
        second = self.is_renewed("outside")
        form = {"grant_type": "refresh_token", "refresh_token": first}
        status, said = self.server.ask("token", "outside", **form)
        expect((status, said["error"]) == (400, "invalid_grant"), f"taken: {status} {said}")
        expect(not self.server.honours("outside", second), "the family outlived the replay")
        later = "2099-01-01T00:00:00Z"
        error = self.stage.qetta("token", "outside", "--json", code=3, QETTA_TEST_NOW=later)
        expect(error["kind"] == "login_required", f"not to be mended by a login: {error}")
        expect(error["providerCode"] == "invalid_grant", f"another refusal: {error}")
        expect("qetta login outside" in error["hint"], f"no way on: {error}")
        self.log_in("outside")
        self.token("outside")

    def device(self):
        notes = self.begin("television", "--device")
        page = notes.next("verificationUri")
        person = Person(user_code=json_of(notes.seen[-1], "userCode"), **self.person.typed)
        person.agree(page)
        said = self.end(0)
        expect(said["idToken"]["signatureChecked"] is True, f"unchecked: {said}")
        first = self.server.refresh_token()
        expect(self.is_renewed("television") != first, "the refresh token was not replaced")

    def refusals(self):
        error = self.decide("outside", self.person.refuse, 4)
        expect(error["providerCode"] == "access_denied", f"another refusal: {error}")
        error = self.decide("office", self.person.open, 4, "--no-pkce")
        expect(error["providerCode"] == "invalid_request", f"a code without PKCE: {error}")

    def forged_id_token(self):
        error = self.decide("forged", self.person.agree, 4)
        expect("signature" in error["message"], f"another reason: {error}")
        self.stage.qetta("token", "forged", "--json", code=3)

    def other_issuer(self):
        """The same server under a name that is not its own."""
        error = self.stage.qetta("login", "astray", "--no-browser", "--json", "--wait", "5", code=7)
        expect(error["kind"] == "config", f"another kind: {error}")


WALKS = [
    Walk.public_client,
    Walk.confidential_client,
    Walk.replayed_refresh_token,
    Walk.device,
    Walk.refusals,
    Walk.forged_id_token,
    Walk.other_issuer,
]


def walk(qetta, node_folder):
    """All of it; raises where anything is not as it should be."""
    with Stage(qetta) as stage:
        server = Server(stage, node_folder)
        elsewhere = server.issuer.replace("127.0.0.1", "localhost")
        config = CONFIG.format(issuer=server.issuer, elsewhere=elsewhere)
        stage.file("config.toml", config.encode())
        stage.environment["OUTSIDE_SECRET"] = server.secret
        for one in WALKS:
            one(Walk(stage, server))
            print(f"qetta at oidc-provider, {one.__name__.replace('_', ' ')}: as it should be")
