"""What images contain: --images names JSON files {"regular expression for the image": contents}.

Contents is a command (a list of words) or {"command": [...], "args": [...], "root": "/folder/with/the/files",
"env": {...}, "cwd": "/", "user": "uid:gid"}: what ENTRYPOINT, CMD, ENV, WORKDIR and USER are to an image. Without
"root" the files are this machine's. The container's own settings win, as in Kubernetes. The files are read anew each
time: a new version can be added while the node runs.
"""

import dataclasses
import json
import re

KEYS = {"command", "args", "root", "env", "cwd", "user"}


@dataclasses.dataclass(frozen=True)
class Contents:
    command: list
    args: list = dataclasses.field(default_factory=list)
    root: str = "/"
    env: dict = dataclasses.field(default_factory=dict)
    cwd: str = "/"
    user: str = "0:0"


class Images:
    def __init__(self, files):
        self.files = files
        self.read()

    def read(self):
        found = {}
        for name in self.files:
            with open(name, encoding="utf-8") as file:
                found.update(json.load(file))
        return found

    def find(self, image):
        """The contents of an image, None where no file knows it; of several patterns the last wins."""
        for pattern, contents in reversed(self.read().items()):
            if re.fullmatch(pattern, image):
                if isinstance(contents, list):
                    return Contents(contents)
                unknown = contents.keys() - KEYS
                if unknown:
                    raise ValueError(f"images: {pattern} has unknown keys: {', '.join(sorted(unknown))}")
                return Contents(**contents)
        return None
