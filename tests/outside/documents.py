"""The samples of the providers' documents, at the sandbox: curl, as it stands there.

Hosts, clients, secrets and ways back are replaced by the settings of `qetta sandbox env`, everything
else is the document's: its flags, its order, its shell. What comes is held against the answer that the
document shows: the same members, of the same types. Where the provider's own code says otherwise
(the notes on the wire, by their section), that stands beside the sample and is what is looked for.

Every sample is here but these, which ask no provider for anything, or for nothing new:

- Hyfata's in Dart make the very requests that stand there as curl; what their verifier of 128 numbers
  comes to is tried below. Those in Java are the inside of the server.
- MAX Platform's `psql` and SQL are for its own database: what they list is asked for at the pages for
  services. `backend.app.utils.service_token` and `test_service_token.py` are files of the platform
  that the guide does not show; what the second is said to test is tested below. `SERVICE_TOKEN` in the
  environment is for the platform's own programs.
- OTTM's Hive login is two links to Hive's own pages.
- The integration guide's are for a service of its own (service.py). Its `npm`, `docker-compose`,
  Prisma schema and firewall are that service's too, and the implementation summary has no sample.
"""

import json
import sys

import samples
from curl import Documents, alike
from stage import Stage, expect

HYFATA = {
    "https://api.hyfata.com": "HYFATA_API_BASE",
    "client_001": "HYFATA_CLIENT_ID",
    "https://site1.com/callback": "http://127.0.0.1:1/callback",
}
HYFATA_SECRET = {**HYFATA, "secret_001": "HYFATA_CLIENT_SECRET"}
# Who lives in the sandbox (docs/sandbox.md).
HYFATA_PERSON = {
    **HYFATA,
    "user@site1.com": "doyun.lee@example.com",
    "password_001": "sandbox-password",
}


def hyfata(documents):
    said = documents.shell(samples.HYFATA_VERIFIER).partition("Code Challenge: ")
    as_shown = said[0].removeprefix("Code Verifier: ").rstrip("\n")
    # 2.7, 3: GNU base64 breaks the line after 76 characters; it has to be told not to.
    verifier, mended = as_shown.replace("\n", ""), "base64 -w0 | tr '+/' '-_' | tr -d '='"
    expect(len(verifier) == 128, f"a verifier of {len(verifier)} characters")
    challenge = f'printf %s "$CODE_VERIFIER" | openssl dgst -sha256 -binary | {mended}'
    pkce = {"CODE_CHALLENGE": documents.shell(challenge, CODE_VERIFIER=verifier).strip()}
    hyfata_pages(documents, pkce)
    code = hyfata_code(documents, pkce)

    def exchanged(code, code_verifier, sample=samples.HYFATA_TOKEN):
        known = {"AUTHORIZATION_CODE": code, "CODE_VERIFIER": code_verifier}
        return documents.run(sample, HYFATA_SECRET, **known)

    exchanged(code, "x" * 43).says(samples.HYFATA_ERROR, 400)
    malformed = {**samples.HYFATA_ERROR, "error_description": "Invalid code_verifier format"}
    # 2.7, 2: the Dart sample joins the characters' numbers, which are far more than 128 digits.
    exchanged(code, "".join(str(ord(letter)) for letter in verifier)).says(malformed, 400)
    if as_shown != verifier:
        exchanged(code, as_shown).says(malformed, 400)
    hyfata_tokens(exchanged(code, verifier))
    without = samples.HYFATA_TOKEN_WITHOUT
    expect("code_verifier" not in without, "a verifier where there is to be none")
    hyfata_tokens(exchanged(hyfata_code(documents, {}), "", without))


def hyfata_pages(documents, pkce):
    form = documents.run(samples.HYFATA_AUTHORIZE, HYFATA, **pkce).page("OAuth Login - Hyfata")
    fields = {"email", "password", "client_id", "redirect_uri", "state"}
    expect(fields <= form.fields.keys(), f"the form has {form.fields}")
    unknown = {**HYFATA, "client_001": "client_of_nobody"}
    documents.run(samples.HYFATA_AUTHORIZE, unknown, **pkce).page("OAuth Error - Hyfata")
    wrong = {**HYFATA_PERSON, "password_001": "not that one"}
    documents.run(samples.HYFATA_LOGIN, wrong, **pkce).page("OAuth Login - Hyfata")


def hyfata_code(documents, pkce):
    if not pkce:
        documents.run(samples.HYFATA_AUTHORIZE_WITHOUT, HYFATA).page("OAuth Login - Hyfata")
    back = documents.run(samples.HYFATA_LOGIN, HYFATA_PERSON, **pkce).way_back()
    expect(back["state"] == "random_state_123", f"another state: {back}")
    return back["code"]


def hyfata_tokens(answer):
    said = answer.is_like(samples.HYFATA_TOKENS)
    # 2.7, 1: milliseconds, where RFC 6749 has seconds; the document shows them too.
    for name in ["token_type", "expires_in", "scope"]:
        expect(said[name] == samples.HYFATA_TOKENS[name], f"{name} is {said[name]}")


MAX = {"http://localhost:8000": "SERVICE_API_BASE"}


def max_platform(documents):
    said = documents.run(samples.MAX_TOKEN, MAX).is_like(samples.MAX_TOKEN_ANSWER)
    # 3.7, 2: the platform's code adds three members that are null; the document has four in all.
    for name in ["token_type", "expires_in", "scope"]:
        expect(said[name] == samples.MAX_TOKEN_ANSWER[name], f"{name} is {said[name]}")
    service = {"SERVICE_TOKEN": said["access_token"]}
    metadata = json.loads(documents.run(samples.MAX_METADATA, MAX).body)
    expect("client_credentials" in metadata["grant_types_supported"], f"{metadata}")
    statistics = documents.run(samples.MAX_STATISTICS, MAX, **service)
    expect(statistics.status == 200, f"no statistics: {statistics.body}")
    clients = json.loads(documents.run(samples.MAX_CLIENTS, MAX, **service).body)
    expect(any(one["client_id"] == "maxplatform-service" for one in clients), f"{clients}")
    other = {**MAX, "{client_id}": "maxbackup-service"}
    secret = json.loads(documents.run(samples.MAX_REGENERATE, other, **service).body)
    expect(secret.get("client_secret"), "no new secret")
    max_refusals(documents)


def max_refusals(documents):
    # 3.7, 3: the document calls the symptom invalid_client; the answer has no `error`.
    unknown = {**MAX, "client_id=maxplatform-service": "client_id=nobody"}
    documents.run(samples.MAX_TOKEN, unknown).says(samples.MAX_UNKNOWN_CLIENT, 401)
    nobody = documents.run(samples.MAX_STATISTICS, MAX, SERVICE_TOKEN="invalid.token.here")
    nobody.says(samples.MAX_NO_CREDENTIALS, 401)
    # 3.7, 1: the platform's code says 401 here and means the scope; the document promises 403.
    less = {**MAX, "admin:oauth admin:users admin:system": "admin:system"}
    token = json.loads(documents.run(samples.MAX_TOKEN, less).body)["access_token"]
    refused = documents.run(samples.MAX_STATISTICS, MAX, SERVICE_TOKEN=token)
    refused.says(samples.MAX_SCOPES, 403)


OTTM = {
    "https://oauth2.example.com/code": "http://127.0.0.1:1/code",
    "client_id=xxx": "client_id=sandbox_ottm_client",
}
OTTM_MEMBER = {**OTTM, "%member-base%": "OTTM_MEMBER_BASE"}
# 4.1: the sample has a raw space in its query, which no curl of today sends.
OTTM_ENCODED = {**OTTM_MEMBER, "openid profile": "openid%20profile"}


def ottm(documents):
    back = documents.run(samples.OTTM_AUTHORIZE, OTTM_ENCODED)
    # The document's empty first pair.
    expect("?&code=" in back.headers.get("location", ""), f"another way back: {back.headers}")
    expect(back.way_back()["state"] == "xxx", f"another state: {back.headers}")
    tokens = ottm_exchange(documents, back.way_back()["code"]).is_like(samples.OTTM_TOKENS)
    for name in ["scope", "token_type", "expires_in"]:
        expect(tokens[name] == samples.OTTM_TOKENS[name], f"{name} is {tokens[name]}")
    member = ottm_user(documents, tokens["access_token"]).is_like(samples.OTTM_MEMBER)
    expect(len(member["sub"]) == 32, f"another sub: {member}")
    ottm_refusals(documents)


def ottm_exchange(documents, code, **more):
    real = {**OTTM, "%api-base%": "OTTM_API_BASE", "code=xxx": f"code={code}", **more}
    secret = {"client_secret=xxx": f"client_secret={documents.settings['OTTM_CLIENT_SECRET']}"}
    return documents.run(samples.OTTM_TOKEN, {**secret, **real})


def ottm_user(documents, token):
    real = {"%api-base%": "OTTM_API_BASE", "2oPLZgMJ7tsZT6e1": token}
    return documents.run(samples.OTTM_USER, real)


def ottm_refusals(documents):
    """The table of "ERROR": every status is 400."""
    unknown = ottm_user(documents, "2oPLZgMJ7tsZT6e1")
    unknown.says(samples.ottm_error("10075", "Invalid oauth2 token"), 400)
    ways = {
        ("10051", "Invalid request"): {"response_type=code": "response_type=token"},
        ("10071", "Invalid oauth2 scope"): {"openid profile": "openid%20wallet"},
    }
    for error, change in ways.items():
        answer = documents.run(samples.OTTM_AUTHORIZE, {**OTTM_ENCODED, **change})
        answer.says(samples.ottm_error(*error), 400)
    other = {"grant_type=authorization_code": "grant_type=client_credentials"}
    answer = ottm_exchange(documents, "xxx", **other)
    answer.says(samples.ottm_error("10076", "Unauthorized oauth2 client"), 400)
    less = documents.run(samples.OTTM_AUTHORIZE, {**OTTM_ENCODED, "openid profile": "profile"})
    tokens = json.loads(ottm_exchange(documents, less.way_back()["code"]).body)
    answer = ottm_user(documents, tokens["access_token"])
    answer.says(samples.ottm_error("10074", "Insufficient oauth2 scope"), 400)


TOSS = {
    "https://oauth2.cert.toss.im": "TOSS_OAUTH_BASE",
    "test_a8e23336d673ca70922b485fe806eb2d": "TOSS_CLIENT_ID",
}
KFTC = {"https://testapi.openbanking.or.kr": "KFTC_API_BASE"}


def qetta_api(documents):
    toss = documents.run(samples.TOSS_TOKEN, TOSS, **documents.settings)
    # The document shows the production's hour; Toss's test environment gives a year.
    toss.is_like(samples.TOSS_TOKEN_ANSWER, beside=["scope"])
    # qetta-api, 1.3: the service's states have 32 characters, the document shows the first twelve.
    whole = {**KFTC, "abc123def456...": "abc123def456" + "0" * 20}
    back = documents.run(samples.KFTC_AUTHORIZE, whole, **documents.settings).way_back()
    known = {**documents.settings, "CODE": back["code"]}
    tokens = documents.run(samples.KFTC_TOKEN, KFTC, **known).is_like(samples.KFTC_TOKENS)
    known |= {"TOKEN": tokens["access_token"], "USER_SEQ_NO": tokens["user_seq_no"]}
    accounts = json.loads(documents.run(samples.KFTC_USER, KFTC, **known).body)["res_list"]
    bank(documents, {**known, "FINTECH_USE_NUM": accounts[0]["fintech_use_num"]})


def bank(documents, known):
    number = documents.settings["KFTC_CLIENT_USE_CODE"] + "U00000000"
    # qetta-api, 1.3: the service's own number has 18 characters, KFTC's are AN(20).
    service = {**known, "BANK_TRAN_ID": "QETTA01729920600000"}
    refused = json.loads(documents.run(samples.KFTC_BALANCE, KFTC, **service).body)
    expect(refused["rsp_code"] == "A0004", f"a number that is none: {refused}")
    answer = documents.run(samples.KFTC_BALANCE, KFTC, **known, BANK_TRAN_ID=f"{number}1")
    balance_of(json.loads(answer.body))
    # The service sends neither `inquiry_type` nor `inquiry_base`, which KFTC's own page asks for.
    known["BANK_TRAN_ID"] = f"{number}2"
    answer = documents.run(samples.KFTC_TRANSACTIONS, KFTC, **known)
    expect(json.loads(answer.body)["rsp_code"] == "A0004", f"without a type: {answer.body}")
    asked = {**KFTC, '-d "sort_order=D"': '-d "sort_order=D" -d inquiry_type=A -d inquiry_base=D'}
    known["BANK_TRAN_ID"] = f"{number}3"
    said = json.loads(documents.run(samples.KFTC_TRANSACTIONS, asked, **known).body)
    alike("the postings", said["res_list"], [samples.KFTC_TRANSACTION], ["branch_name"])
    # The document's OUT is for a payment that came in, and KFTC has these words in Korean.
    words = {posting["inout_type"] for posting in said["res_list"]}
    expect(words <= {"입금", "출금"}, f"other words: {words}")


def balance_of(said):
    expect(said["rsp_code"] == "A0000", f"no balance: {said}")
    shown = samples.KFTC_BALANCE_ANSWER
    # KFTC has amounts as text, the bank as `bank_code_tran`, and says neither the masked number nor
    # the holder: these are in the list of accounts.
    absent = {"bank_code_std", "account_num_masked", "account_holder_name"}
    expect(shown.keys() - said.keys() == absent, f"another balance: {said}")
    for name in ["balance_amt", "available_amt"]:
        expect(said[name].lstrip("-").isdecimal(), f"{name} is {said[name]!r}")


WALKS = [
    ("Hyfata's PKCE guide", hyfata, []),
    ("MAX Platform's SERVICE_TOKEN guide", max_platform, []),
    ("OTTM's login document", ottm, ["--approve"]),
    ("the integration guide", qetta_api, ["--approve"]),
]


def walk(qetta):
    for document, run_samples, flags in WALKS:
        with Stage(qetta) as stage:
            run_samples(Documents(stage, *flags))
            print(f"the samples of {document}: as they should be")


def walk_python(qetta, site):
    """MAX Platform's sample in Python, with the requests that is installed in `site`."""
    with Stage(qetta) as stage:
        documents = Documents(stage)
        base = documents.settings["SERVICE_API_BASE"]
        sample = samples.MAX_PYTHON.replace("http://localhost:8000", base)
        asked = f"{sample}\nimport json\nprint(json.dumps(call_admin_api()))\n"
        place = stage.file("sample.py", asked.encode())
        said, _ = stage.run(sys.executable, place, PYTHONPATH=site, NO_PROXY="*")
        token = documents.run(samples.MAX_TOKEN, MAX).is_like(samples.MAX_TOKEN_ANSWER)
        service = {"SERVICE_TOKEN": token["access_token"]}
        shown = json.loads(documents.run(samples.MAX_STATISTICS, MAX, **service).body)
        alike("the statistics", json.loads(said), shown)
        print("MAX Platform's sample in Python: as it should be")
