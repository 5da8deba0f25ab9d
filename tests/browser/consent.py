#!/usr/bin/env python3
"""A real browser goes from KFTC's consent page in the sandbox to the helper's page.

    python3 tests/browser/consent.py [FOLDER] [--qetta PATH]

Chromium, headless, agrees once and refuses once, on a phone and on a desk. Screenshots go to FOLDER.
Exit code 0: all of it went well; 1: something did not; 77: there is no Chromium here.
"""

import json
import sys

from stage import Walk, expect, walk


class Consent(Walk):
    command = ["kftc", "connect"]
    setting, path = "KFTC_REDIRECT_URI", "/oauth/kftc/callback"
    words = ["오픈뱅킹", "김하늘", "동의하고 계속", "취소"]

    def agree(self):
        """Another person than the first, and one account of theirs that is left out."""
        self.browser.click("label[for='u1101000002']")
        shown = "return [...document.querySelectorAll('input[name=account]')]"
        shown += ".filter(box => box.offsetParent).length"
        expect(self.browser.run(shown) == 3, "the accounts of whoever is chosen are shown, alone")
        self.browser.click("#u1101000002 ~ fieldset label:last-of-type")
        self.picture("2-chosen")
        self.browser.click("button[value=approve]")

    def forget_to_choose(self):
        """No account at all: the page says so and stays."""
        for box in range(1, 5):
            self.browser.click(f"#u1101000001 ~ fieldset label:nth-of-type({box})")
        self.browser.click("button[value=approve]")
        self.reaches("/mobileweb/consent")
        expect(self.says("하나 이상"), "an empty choice is not explained")
        self.picture("2-nothing-chosen")
        self.refuse()


def walks(stage):
    for phone in [True, False]:
        said = json.loads(Consent(stage, "agree", phone).go(Consent.agree, 0))
        expect(said["userSeqNo"] == "1101000002", f"somebody else agreed: {said}")
        expect(len(said["accounts"]) == 2, f"not the accounts that were chosen: {said}")
    Consent(stage, "refuse", True).go(Consent.refuse, 4)
    Consent(stage, "nothing", True).go(Consent.forget_to_choose, 4)


if __name__ == "__main__":
    sys.exit(walk(__doc__.splitlines()[0], walks))
