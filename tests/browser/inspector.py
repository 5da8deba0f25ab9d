#!/usr/bin/env python3
"""A person watches the sandbox in a real browser, and steers it.

    python3 tests/browser/inspector.py [FOLDER] [--qetta PATH]

Chromium, headless, opens the inspector, sees requests and broken rules come in, looks at one of them
and at the people, changes the language, and begins anew. Screenshots go to FOLDER. Exit code 0: all
of it went well; 1: something did not; 77: there is no Chromium here.
"""

import os
import sys
import time
import urllib.error
import urllib.request

from stage import NEAR, expect, walk


# What nobody well-behaved sends: markup, and far too much of it.
HOSTILE = "/toss/&lt;\"{'}" + "A" * 120
MARKUP = "<img src=x onerror=window.pwned=1>"


class Inspector:
    def __init__(self, stage, phone):
        self.stage, self.size = stage, "phone" if phone else "desk"
        self.browser = stage.window(phone)

    def text(self):
        return self.browser.run("return document.body.innerText")

    def waits_for(self, *words):
        end = time.monotonic() + 10
        while missing := [word for word in words if word not in self.text()]:
            expect(time.monotonic() < end, f"{missing} is not in:\n{self.text()}")
            time.sleep(0.05)

    def picture(self, step):
        self.browser.picture(os.path.join(self.stage.folder, f"inspector-{self.size}-{step}.png"))

    def fits(self):
        wide = "return document.documentElement.scrollWidth <= window.innerWidth"
        expect(self.browser.run(wide), "the page does not fit the screen")

    def go(self, ready):
        self.browser.open(ready["inspector"])
        self.waits_for("김하늘")
        if self.browser.run("return document.documentElement.lang") == "en":
            self.browser.click("#lang")
        self.waits_for("어긴 규칙", "처음부터 다시")
        expect("#" not in self.browser.address(), "the token stays in the address")
        asked(ready["url"], "/toss/token/?code=canary-1")
        asked(ready["url"], "/kftc/v2.0/user/me")
        asked(ready["url"], HOSTILE, MARKUP)
        self.waits_for("GET /toss/token/", "R01 unknown path", "the slash at its end", "O0001")
        self.waits_for(f"GET {HOSTILE}")
        self.fits()
        self.picture("1-requests")
        self.browser.click("#requests summary")
        self.browser.click("#people summary")
        self.waits_for('"host"', MARKUP, "국민은행", "원")
        expect(self.browser.run("return !document.querySelector('img')"), "it is markup")
        expect("canary" not in self.browser.run("return document.body.textContent"), "unmasked")
        self.picture("2-opened")
        self.fits()
        self.browser.click("#lang")
        self.waits_for("Broken rules", "begin anew", "한국어")
        self.steer()
        self.picture("3-english")
        low = "return Math.min(...[...document.querySelectorAll('button')]"
        low += ".filter(b => b.offsetParent).map(b => b.offsetHeight))"
        expect(self.browser.run(low) >= 44, "buttons too low for a finger")
        self.browser.click("#reset")
        self.waits_for("none so far", "0 requests")
        complaints = self.browser.complaints()
        # Pages that this sandbox does not have are asked for and not shown.
        complaints = [words for words in complaints if "404" not in words]
        expect(not complaints, f"the browser complains: {complaints}")

    def steer(self):
        """Clock and faults, where the sandbox has them."""
        if self.browser.run("return !document.getElementById('clock-part').hidden"):
            self.browser.click("[data-action=freeze]")
            self.waits_for("standing still")
            self.browser.click("[data-action=resume]")
        if self.browser.run("return !document.getElementById('faults-part').hidden"):
            self.browser.click("[data-fault='503']")
            self.waits_for('"status"')
            self.browser.click("#no-faults")

    def stranger(self, ready):
        """Without the token the page is empty and says why."""
        self.browser.open(f"{ready['url']}/__qetta/")
        self.browser.run("sessionStorage.clear()")
        self.browser.open(f"{ready['url']}/__qetta/?")
        self.waits_for("qetta sandbox status")
        expect("김하늘" not in self.text(), "somebody is shown without the token")


def asked(url, path, agent="a walk"):
    try:
        request = urllib.request.Request(url + path, headers={"User-Agent": agent})
        NEAR.open(request, timeout=5).close()
    except urllib.error.HTTPError as refused:
        refused.close()


def walks(stage):
    for phone in [True, False]:
        inspector = Inspector(stage, phone)
        try:
            inspector.go(stage.ready)
            inspector.stranger(stage.ready)
        finally:
            inspector.browser.close()
        print(f"inspector ({inspector.size}): as it should be")


if __name__ == "__main__":
    sys.exit(walk(__doc__.splitlines()[0], walks))
