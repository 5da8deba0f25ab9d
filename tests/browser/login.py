#!/usr/bin/env python3
"""A real browser logs in at Hyfata and at OTTM in the sandbox.

    python3 tests/browser/login.py [FOLDER] [--qetta PATH]

Chromium, headless, types a wrong password and then the right one, chooses a member, and turns back.
Screenshots go to FOLDER. Exit code 0: all of it went well; 1: something did not; 77: there is no
Chromium here.
"""

import json
import sys

from stage import Walk, expect, walk


class Hyfata(Walk):
    command = ["login", "hyfata"]
    setting, path = "HYFATA_REDIRECT_URI", "/oauth/hyfata/callback"
    words = ["Hyfata", "이메일", "비밀번호", "doyun.lee@example.com"]

    def log_in(self):
        """A wrong password first: the page comes again, and nobody is sent back."""
        self.fill("wrong")
        self.reaches("/oauth/login")
        expect(self.says("Invalid email or password"), "a wrong password is not explained")
        self.picture("2-wrong-password")
        self.fill("sandbox-password")

    def fill(self, password):
        self.browser.write("input[name=email]", "doyun.lee@example.com")
        self.browser.write("input[name=password]", password)
        self.browser.click("button")


class Ottm(Walk):
    command = ["ottm", "login", "--hive"]
    setting, path = "OTTM_REDIRECT_URI", "/oauth/ottm/callback"
    words = ["OTTM", "김하늘", "이도윤", "동의하고 로그인", "취소"]

    def choose(self):
        """Another member than the first."""
        self.browser.click("label[for='e7c9bf05e14cfc85f355f88a9358b247']")
        self.picture("2-chosen")
        self.browser.click("button[value=approve]")


def walks(stage):
    for phone in [True, False]:
        said = json.loads(Hyfata(stage, "hyfata", phone).go(Hyfata.log_in, 0))
        expect(said["provider"] == "HYFATA", f"another provider: {said}")
        said = json.loads(Ottm(stage, "ottm", phone).go(Ottm.choose, 0))
        expect(said["user"]["email"] == "doyun.lee@example.com", f"somebody else: {said}")
        expect(len(said["custom_auth_key"]) == 32, f"no key for Hive: {said}")
    Ottm(stage, "ottm-refuse", True).go(Ottm.refuse, 4)


if __name__ == "__main__":
    sys.exit(walk(__doc__.splitlines()[0], walks))
