"""requests-oauthlib, a client that is not ours, at the sandbox's Acme.

    python3 oauthlib_client.py http://127.0.0.1:9480/acme

It knows OAuth and no OpenID: no id token is looked at here.
"""

import os
import sys

# It refuses plain http, on this machine too.
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

import oauthlib.oauth2
import requests
import requests_oauthlib

REDIRECT_URI = "http://127.0.0.1:49153/callback"
SCOPE = ["openid", "profile", "email", "offline_access"]
# As docs/sandbox.md has it.
SECRET = "sandbox acme:secret+%한글 not a real one"


def expect(condition, words):
    if not condition:
        raise AssertionError(words)


def walked(what):
    print(f"requests-oauthlib at the sandbox, {what}: as it should be")


def direct(session):
    """To this machine, never through a proxy."""
    session.trust_env = False
    return session


def logged_in(metadata):
    """A session after a login in a browser that is sent on at once."""
    session = direct(
        requests_oauthlib.OAuth2Session(
            "acme_cli", redirect_uri=REDIRECT_URI, scope=SCOPE, pkce="S256"
        )
    )
    url, _ = session.authorization_url(metadata["authorization_endpoint"])
    answer = direct(requests.Session()).get(url, allow_redirects=False, timeout=20)
    session.fetch_token(
        metadata["token_endpoint"],
        authorization_response=answer.headers["Location"],
        include_client_id=True,
        timeout=20,
    )
    return session


def refresh(session, metadata, refresh_token):
    return session.refresh_token(
        metadata["token_endpoint"], refresh_token, client_id="acme_cli", timeout=20
    )


def is_refused(session, metadata, refresh_token):
    try:
        refresh(session, metadata, refresh_token)
    except oauthlib.oauth2.InvalidGrantError:
        return True
    return False


def revoke(metadata, refresh_token):
    client = oauthlib.oauth2.WebApplicationClient("acme_cli")
    url, headers, body = client.prepare_token_revocation_request(
        metadata["revocation_endpoint"], refresh_token, "refresh_token", client_id="acme_cli"
    )
    answer = direct(requests.Session()).post(url, data=body, headers=headers, timeout=20)
    expect(answer.status_code == 200, f"not revoked: {answer.status_code} {answer.text}")


def public_client(metadata):
    session = logged_in(metadata)
    first = dict(session.token)
    user = session.get(metadata["userinfo_endpoint"], timeout=20).json()
    expect(user["name"] == "김하늘", f"somebody else: {user}")
    second = refresh(session, metadata, first["refresh_token"])
    expect(second["refresh_token"] != first["refresh_token"], "the refresh token was not replaced")
    answer = session.get(metadata["userinfo_endpoint"], timeout=20)
    expect(answer.json()["sub"] == user["sub"], "somebody else after the renewal")
    revoke(metadata, second["refresh_token"])
    answer = session.get(metadata["userinfo_endpoint"], timeout=20)
    expect(answer.status_code == 401, f"a token outlived its revocation: {answer.status_code}")
    expect(is_refused(session, metadata, second["refresh_token"]), "a revoked token was taken")
    walked("public client")


def replayed_refresh_token(metadata):
    session = logged_in(metadata)
    first = session.token["refresh_token"]
    second = refresh(session, metadata, first)["refresh_token"]
    for token in [first, second]:
        expect(is_refused(session, metadata, token), "the family outlived the replay")
    walked("replayed refresh token")


def confidential_client(metadata):
    client = oauthlib.oauth2.BackendApplicationClient("acme_web", scope=["profile"])
    session = direct(requests_oauthlib.OAuth2Session(client=client))
    endpoint, form = metadata["token_endpoint"], {"include_client_id": True, "timeout": 20}
    token = session.fetch_token(endpoint, client_secret=SECRET, **form)
    expect(token["token_type"] == "Bearer", f"another token: {token['token_type']}")
    try:
        session.fetch_token(endpoint, client_secret=f"{SECRET}!", **form)
    except oauthlib.oauth2.InvalidClientError:
        walked("confidential client")
        return
    raise AssertionError("a wrong secret was taken")


def main():
    place = f"{sys.argv[1]}/.well-known/openid-configuration"
    metadata = direct(requests.Session()).get(place, timeout=20).json()
    public_client(metadata)
    replayed_refresh_token(metadata)
    confidential_client(metadata)


if __name__ == "__main__":
    main()
