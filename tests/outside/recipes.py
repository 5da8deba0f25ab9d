"""The recipes of docs/sandbox.md, as they stand there, with the binary of this tree."""

import os
import re
import shutil
import subprocess

from stage import Stage

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(os.path.dirname(os.path.dirname(HERE)), "docs", "sandbox.md")
# The language as the page has it, the file, and what runs it.
PYTHON = ("python", "recipe.py", ["python3"])
JAVASCRIPT = ("js", "recipe.mjs", ["node"])
JAVA = ("java", "SandboxTest.java", ["java"])
GO = ("go", "recipe_test.go", ["go", "test", "-count=1"])
ALL = [PYTHON, JAVASCRIPT, JAVA, GO]
# Nothing but what Go comes with, from nowhere else. `go` has a command where others have a flag.
GO_ALONE = {"GOPROXY": "off", "GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local"}
VERSION = {"go": "version"}


def recipe(language):
    """The one block of a language below "In your tests"."""
    with open(PAGE, encoding="utf-8") as file:
        _, page = file.read().split("## In your tests", 1)
    return re.search(rf"^```{language}\n(.*?)^```$", page, re.DOTALL | re.MULTILINE).group(1)


def walk(qetta, folder, language, name, program):
    with Stage(qetta) as stage:
        script = stage.file(name, recipe(language).encode())
        binaries = os.path.dirname(stage.qetta_binary)
        path = os.pathsep.join([binaries, stage.environment["PATH"]])
        go = {**GO_ALONE, "GOCACHE": os.path.join(folder, "go")}
        stage.run(*program, script, PATH=path, **go)
        print(f"the recipe in {language}: as it should be")


def is_there(program):
    """Whether a program is there and runs: macOS has a java that only says where to get one."""
    if not shutil.which(program[0]):
        return False
    how = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": 30}
    command = [program[0], VERSION.get(program[0], "--version")]
    return subprocess.run(command, check=False, **how).returncode == 0
