"""What the walks through a browser and past outside servers share: reading what a program says."""

import json
import queue
import threading
import time


def expect(condition, words):
    if not condition:
        raise AssertionError(words)


def json_of(line, key):
    """What a line of JSON says under `key`; nothing where it is none."""
    try:
        return json.loads(line).get(key)
    except (ValueError, AttributeError):
        return None


class Lines:
    """The lines of a stream, as they come."""

    def __init__(self, stream):
        self.lines, self.seen = queue.Queue(), []
        threading.Thread(target=self.read, args=(stream,), daemon=True).start()

    def read(self, stream):
        for line in stream:
            self.lines.put(line)
        self.lines.put(None)

    def next(self, key, seconds=30):
        """What the first line of JSON that has `key` says there."""
        return self.next_of(key, seconds)[key]

    def next_of(self, key, seconds=30):
        """The first line of JSON that has `key`, as a whole."""
        end = time.monotonic() + seconds
        while True:
            try:
                line = self.lines.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                line = None
            if line is None:
                raise AssertionError(f"no line with {key} came: {self.seen}")
            self.seen.append(line)
            if json_of(line, key) is not None:
                return json.loads(line)
