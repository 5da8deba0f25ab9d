#!/usr/bin/env python3
"""qetta meets a real Secret Service: GNOME Keyring on a session bus of its own.

    python3 tests/keyring/run.py [--qetta PATH]

Unlocked, locked without anybody to ask, emptied, absent, and a bus that never answers. `QETTA_TEST_ROUNDS`
says how often a move is killed halfway (10). Exit code 0: all of it went well; 1: something did not;
77: the programs are missing here (gnome-keyring-daemon, dbus-daemon, dbus-send, secret-tool). Nothing
of the caller's own session is seen or touched.
"""

import argparse
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.dirname(HERE))

from lines import expect

TARGET = os.environ.get("CARGO_TARGET_DIR") or os.path.join(ROOT, "target")
SKIPPED = 77
PROGRAMS = ["gnome-keyring-daemon", "dbus-daemon", "dbus-send", "secret-tool"]
LOGIN = "/org/freedesktop/secrets/collection/login"
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <servicedir>{folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
# Who would ask a person leaves a line and goes: that is how prompts are counted.
PROMPTER = """[D-BUS Service]
Name=org.gnome.keyring.SystemPrompter
Exec=/bin/sh -c 'echo asked >>{folder}/prompts; exit 1'
"""


class Session:
    """A bus with a keyring, in a folder of its own."""

    def __init__(self, folder, qetta):
        self.folder, self.qetta = folder, qetta
        self.keyring = None
        os.makedirs(os.path.join(folder, "services"))
        os.makedirs(os.path.join(folder, "run"), mode=0o700)
        self.write("bus.conf", BUS)
        self.write("services/prompter.service", PROMPTER)
        self.environment = {
            "HOME": folder,
            "PATH": os.environ["PATH"],
            "XDG_RUNTIME_DIR": os.path.join(folder, "run"),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder}/bus",
        }
        command = ["dbus-daemon", f"--config-file={folder}/bus.conf", "--nofork", "--nopidfile"]
        self.bus = self.start(command)
        self.until(lambda: os.path.exists(os.path.join(folder, "bus")), "the bus did not start")

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w") as file:
            file.write(text.replace("{folder}", self.folder))

    def start(self, command, **how):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen(command, env=self.environment, **quiet, **how)

    def until(self, condition, words):
        end = time.monotonic() + 10
        while not condition():
            expect(time.monotonic() < end, words)
            time.sleep(0.02)

    def unlock(self):
        """Starts the keyring, which is unlocked by its password, and made at the first time."""
        command = ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"]
        self.keyring = self.start(command, stdin=subprocess.PIPE)
        self.keyring.stdin.write(b"of a test")
        self.keyring.stdin.close()
        read = ["org.freedesktop.Secret.Service.ReadAlias", "string:default"]
        self.until(lambda: "login" in self.call(*read), "the keyring did not open")

    def call(self, method, *arguments):
        to = ["--session", "--print-reply", "--dest=org.freedesktop.secrets"]
        command = ["dbus-send", *to, "/org/freedesktop/secrets", method, *arguments]
        run = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        return run.stdout

    def lock(self):
        self.call("org.freedesktop.Secret.Service.Lock", f"array:objpath:{LOGIN}")

    def stop_keyring(self):
        if self.keyring:
            self.keyring.terminate()
            self.keyring.wait()
            self.keyring = None

    def stop(self):
        self.stop_keyring()
        self.bus.terminate()
        self.bus.wait()

    def secret_tool(self, *arguments, **how):
        command = ["secret-tool", *arguments]
        how = {"capture_output": True, "text": True, **how}
        run = subprocess.run(command, env=self.environment, **how)
        return run.stdout + run.stderr

    def items(self):
        """The names of qetta's items."""
        found = self.secret_tool("search", "--all", "service", "qetta")
        mark = "attribute.username = "
        return {line[len(mark):] for line in found.splitlines() if line.startswith(mark)}

    def prompts(self):
        try:
            with open(os.path.join(self.folder, "prompts")) as file:
                return len(file.readlines())
        except FileNotFoundError:
            return 0


class Home:
    """A data folder."""

    def __init__(self, session, name):
        self.session, self.data = session, os.path.join(session.folder, name)

    def environment(self, extra):
        return {**self.session.environment, "QETTA_DATA_DIR": self.data, **extra}

    def run(self, line, **extra):
        command = [self.session.qetta, *line.split()]
        how = {"capture_output": True, "text": True, "stdin": subprocess.DEVNULL, "timeout": 30}
        return subprocess.run(command, env=self.environment(extra), **how)

    def ok(self, line, **extra):
        run = self.run(line, **extra)
        expect(run.returncode == 0, f"{line}: {run.returncode} {run.stderr}")
        return run.stdout

    def fails(self, line, code, *words, **extra):
        run = self.run(line, **extra)
        expect(run.returncode == code, f"{line}: {run.returncode} {run.stderr}")
        expect(run.stdout == "", f"{line}: stdout of a failure")
        for word in words:
            expect(word in run.stderr, f"{line}: no {word} in {run.stderr}")

    def token(self, **extra):
        return self.ok("token toss --sandbox", **extra).strip()

    def status(self):
        return json.loads(self.ok("store status --json"))

    def holds(self, secret):
        for folder, _, names in os.walk(self.data):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    if secret.encode() in file.read():
                        return True
        return False


def tokens_rest_in_the_keyring(session):
    home = Home(session, "inside")
    token = home.token(QETTA_STORE="keyring")
    expect(home.token() == token, "the second token is another one")
    expect(not home.holds(token), "the token is in the folder")
    status = home.status()
    expect((status["backend"], status["keySource"]) == ("keyring", "keyring"), status)
    expect(len(session.items()) == 2, "an item for the key and one for the connection")
    home.fails("token toss --sandbox", 7, "store move --to sqlite", QETTA_STORE="sqlite")

    home.ok("store move --to sqlite")
    expect(len(session.items()) == 1, "the item went along")
    expect(home.token() == token, "the token was lost on the way out")
    home.ok("store move --to keyring")
    expect(home.token() == token, "the token was lost on the way back")
    home.ok("disconnect toss --sandbox")
    expect(len(session.items()) == 1, "the item goes with its connection")
    session.secret_tool("clear", "service", "qetta")


def the_key_rests_in_the_keyring(session):
    home = Home(session, "key")
    token = home.token()
    expect(home.status()["keySource"] == "keyring", "the keyring answers, and is not asked")
    expect(home.token() == token, "the second token is another one")
    session.secret_tool("clear", "service", "qetta")
    home.fails("token toss --sandbox", 8, "no longer has the store's key", "hint:")


def a_wrong_item_and_none_are_told_apart(session):
    home = Home(session, "wrong")
    token = home.token(QETTA_STORE="keyring")
    [name] = [name for name in session.items() if not name.startswith("store key")]
    attributes = ["service", "qetta", "username", name]
    kept = session.secret_tool("lookup", *attributes)
    session.secret_tool("store", "--label=else", *attributes, input="something else")
    home.fails("token toss --sandbox", 8, "is not its token", "hint:")
    session.secret_tool("store", "--label=back", *attributes, input=kept)
    expect(home.token() == token, "the item came back, and its token did not")
    session.secret_tool("clear", *attributes)
    home.fails("token toss --sandbox", 8, "no longer has the token of Toss", "hint:")
    home.ok("disconnect toss --sandbox")
    home.token()
    home.ok("disconnect toss --sandbox")
    session.secret_tool("clear", "service", "qetta")


def a_locked_keyring_asks_once_and_says_so(session):
    home = Home(session, "locked")
    token = home.token(QETTA_STORE="keyring")
    home.token(QETTA_ACCOUNT="second")
    session.lock()
    for line in ["token toss --sandbox", "disconnect toss --sandbox --all-accounts"]:
        before, begun = session.prompts(), time.monotonic()
        home.fails(line, 8, "the keyring is locked", "unlock it")
        expect(time.monotonic() - begun < 4, f"{line}: it took too long")
        expect(session.prompts() - before <= 1, f"{line}: it asked more than once")
    expect(session.prompts() > 0, "nobody was asked, so that nothing was counted")
    before = session.prompts()
    expect("sandbox" in home.ok("status --sandbox"), "status needs no keyring")
    home.ok("store status")
    expect(session.prompts() == before, "status asked somebody")
    session.stop_keyring()
    home.fails("token toss --sandbox", 8, "the keyring cannot be reached")
    session.unlock()
    expect(home.token() == token, "unlocked, the token is there")
    home.ok("disconnect toss --sandbox --all-accounts")


def a_bus_that_never_answers_is_given_up(session):
    home = Home(session, "mute")
    home.token(QETTA_STORE="keyring")
    path = os.path.join(session.folder, "mute-bus")
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(path)
        mute.listen()
        begun = time.monotonic()
        address = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={path}"}
        home.fails("token toss --sandbox", 8, "did not answer within 3 s", **address)
        took = time.monotonic() - begun
        expect(2.9 < took < 4.5, f"the deadline is 3 s, and it took {took:.1f}")
        print(f"a bus that never answers: given up after {took:.2f} s", flush=True)
    home.ok("disconnect toss --sandbox")


def a_move_that_is_killed_loses_nothing(session):
    home = Home(session, "killed")
    accounts = ["one", "둘", "';--"]
    tokens = {name: home.token(QETTA_ACCOUNT=name, QETTA_STORE="") for name in accounts}
    rounds, killed = int(os.environ.get("QETTA_TEST_ROUNDS", "10")), 0
    for turn in range(rounds):
        to = random.choice(["keyring", "sqlite"])
        command = [session.qetta, "store", "move", "--to", to]
        with subprocess.Popen(command, env=home.environment({}), stdout=subprocess.DEVNULL) as move:
            time.sleep(random.uniform(0.005, 0.12))
            killed += move.poll() is None
            move.kill()
        for name, token in tokens.items():
            found = home.token(QETTA_ACCOUNT=name)
            expect(found == token, f"round {turn}: the token of {name} was lost")
            expect(not home.holds(token), f"round {turn}: plaintext")
    home.ok("store move --to sqlite")
    # A trial whether anything is kept, of no meaning, may outlive its process.
    items = [name for name in session.items() if not name.endswith(" trial")]
    left = [name for name in items if not name.startswith("store key")]
    expect(not left, f"items were left: {left}")
    print(f"a move, killed: {killed} of {rounds} while it ran, nothing lost", flush=True)


CASES = [
    tokens_rest_in_the_keyring,
    the_key_rests_in_the_keyring,
    a_wrong_item_and_none_are_told_apart,
    a_locked_keyring_asks_once_and_says_so,
    a_bus_that_never_answers_is_given_up,
    a_move_that_is_killed_loses_nothing,
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--qetta", default=os.path.join(TARGET, "debug", "qetta"))
    arguments = parser.parse_args()
    missing = [name for name in PROGRAMS if not shutil.which(name)]
    if missing:
        print(f"not checked: no {', '.join(missing)}: no real keyring was met")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="qetta-keyring-") as folder:
        session = Session(folder, os.path.abspath(arguments.qetta))
        try:
            session.unlock()
            for case in CASES:
                case(session)
                print(f"ok: {case.__name__.replace('_', ' ')}", flush=True)
        finally:
            session.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
