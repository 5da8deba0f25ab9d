#!/usr/bin/env python3
"""qetta and its sandbox face implementations of OAuth that are not ours.

    python3 tests/outside/run.py [FOLDER] [--qetta PATH]

qetta logs in at oidc-provider; openid-client, requests-oauthlib and Google's client for Java log in at
the sandbox, and Node's own cryptography reads its Toss; the samples of the providers' documents and the
recipes of docs/sandbox.md are run as they stand there, and so is the service that one of the documents
describes. The first three are installed into FOLDER, as package-lock.json and requirements.txt pin them,
and speak to this machine alone; the fourth is there where the system has its package. Exit code 0: all of
it went well; 1: something did not; 77: something could not be had here, as a line `not checked: …` says,
and the rest went well.
Needs Node.js 20 or later with npm, pip, bash, curl and openssl; Java 17, and Go 1.17, or later.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True

import curl
import documents
import qetta_at_oidc_provider
import recipes
import service
from stage import Stage

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TARGET = os.environ.get("CARGO_TARGET_DIR") or os.path.join(ROOT, "target")
SKIPPED = 77
OLDEST_NODE = 20
NPM = "npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-timeout=30000"
PIP = "-m pip install --target site --require-hashes --only-binary :all: --retries 1 --timeout 15"
# A registry that is out of reach is nobody's fault; one that has something else than was pinned is.
BROKEN = ["EINTEGRITY", "EUSAGE", "DO NOT MATCH THE HASHES"]


# As Debian's libgoogle-oauth-client-java has it, with what that needs.
JARS = [
    f"/usr/share/java/{name}.jar"
    for name in """
        google-oauth-client google-http-client google-http-client-gson gson guava grpc-context
        opencensus-api opencensus-contrib-http-util httpcore httpclient commons-logging
    """.split()
]


class Missing(Exception):
    """What this machine does not have."""


def install(folder, name, files, command):
    """Copies `files` to a folder of their own, and installs there what they pin, once."""
    place = os.path.join(folder, name)
    pins = "".join(open(os.path.join(HERE, file)).read() for file in files)
    done = os.path.join(place, "installed")
    if not os.path.exists(done) or open(done).read() != pins:
        shutil.rmtree(place, ignore_errors=True)
        os.makedirs(place)
        for file in files:
            shutil.copy(os.path.join(HERE, file), place)
        fetch(place, command)
        with open(done, "w") as file:
            file.write(pins)
    return place


def fetch(place, command):
    how = {"cwd": place, "stdin": subprocess.DEVNULL, "capture_output": True, "text": True}
    try:
        outcome = subprocess.run(command, timeout=120, **how)
    except subprocess.TimeoutExpired:
        raise Missing("the registry does not answer") from None
    said = outcome.stdout + outcome.stderr
    if any(sign in said for sign in BROKEN):
        raise AssertionError(said)
    if outcome.returncode != 0:
        why = next((line for line in said.splitlines() if "error" in line.lower()), "no reason")
        raise Missing(f"it could not be installed ({why[:200]})")


def node(folder):
    """Where the scripts for Node.js can be run."""
    has_node()
    place = install(folder, "node", ["package.json", "package-lock.json"], NPM.split())
    for script in ["server.mjs", "openid_client.mjs"]:
        shutil.copy(os.path.join(HERE, script), place)
    return place


def has_node():
    for program in ["node", "npm"]:
        if not shutil.which(program):
            raise Missing(f"there is no {program}")
    version = subprocess.check_output(["node", "--version"], text=True).strip()
    if int(version.lstrip("v").split(".")[0]) < OLDEST_NODE:
        raise Missing(f"Node.js {version} is too old")


def oidc_provider(qetta, folder):
    qetta_at_oidc_provider.walk(qetta, node(folder))


def openid_client(qetta, folder):
    script = os.path.join(node(folder), "openid_client.mjs")
    with Stage(qetta) as stage:
        said, _ = stage.run("node", script, f"{stage.sandbox()}/acme")
        print(said, end="")


def python(folder):
    """Where the packages for Python are."""
    command = [sys.executable, *PIP.split(), "--requirement", "requirements.txt"]
    return os.path.join(install(folder, "python", ["requirements.txt"], command), "site")


def toss_sessions(qetta, _):
    """What Node's own cryptography makes of Toss's sessions and signatures."""
    has_node()
    if not shutil.which("openssl"):
        raise Missing("there is no openssl")
    script = os.path.join(HERE, "toss_client.mjs")
    for how, flags in [("approve", ["--approve"]), ("pages", ["--state", "memory"])]:
        with Stage(qetta) as stage:
            stage.sandbox(*flags)
            settings = json.loads(stage.qetta("sandbox", "env", "--json"))
            said, _ = stage.run("node", script, how, **settings)
            print(said, end="")


def requests_oauthlib(qetta, folder):
    script, site = os.path.join(HERE, "oauthlib_client.py"), python(folder)
    with Stage(qetta) as stage:
        said, _ = stage.run(sys.executable, script, f"{stage.sandbox()}/acme", PYTHONPATH=site)
        print(said, end="")


def google_client_for_java(qetta, _):
    if not recipes.is_there(recipes.JAVA[2]):
        raise Missing("there is no java")
    missing = [jar for jar in JARS if not os.path.exists(jar)]
    if missing:
        raise Missing(f"there is no {missing[0]}")
    script = ["-cp", os.pathsep.join(JARS), os.path.join(HERE, "GoogleClient.java")]
    with Stage(qetta) as stage:
        said, _ = stage.run("java", *script, f"{stage.sandbox()}/acme")
        print(said, end="")


def documents_samples(qetta, _):
    if not curl.is_there():
        raise Missing("there is no bash, curl, openssl or base64")
    documents.walk(qetta)


def documents_sample_in_python(qetta, folder):
    documents.walk_python(qetta, python(folder))


def guides_service(qetta, _):
    has_node()
    if not curl.is_there():
        raise Missing("there is no bash or curl")
    if not service.is_free():
        raise Missing("something else listens where the guide has people come back to")
    service.walk(qetta)


def recipe(which):
    """One of the recipes that are documented; a walk of its own."""

    def walk(qetta, folder):
        language, name, program = which
        if not recipes.is_there(program):
            raise Missing(f"there is no {program[0]}")
        recipes.walk(qetta, folder, language, name, program)

    walk.__name__ = f"recipe in {which[0]}"
    return walk


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    folder, qetta = os.path.join(TARGET, "outside"), os.path.join(TARGET, "debug", "qetta")
    parser.add_argument("folder", nargs="?", default=folder, help="default: %(default)s")
    parser.add_argument("--qetta", default=qetta, help="the binary (default: %(default)s)")
    args = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)
    outcome = 0
    documented = [recipe(which) for which in recipes.ALL]
    clients = [oidc_provider, openid_client, toss_sessions, requests_oauthlib]
    clients.append(google_client_for_java)
    samples = [documents_samples, documents_sample_in_python, guides_service]
    for walk in [*clients, *samples, *documented]:
        try:
            walk(args.qetta, os.path.abspath(args.folder))
        except Missing as missing:
            print(f"not checked: {walk.__name__.replace('_', '-')}: {missing}")
            outcome = outcome or SKIPPED
        except (AssertionError, OSError, subprocess.SubprocessError) as error:
            print(f"error: {walk.__name__.replace('_', '-')}: {error}", file=sys.stderr)
            outcome = 1
    return outcome


if __name__ == "__main__":
    sys.exit(main())
