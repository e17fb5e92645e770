"""What images contain: --images names JSON files {"regular expression for the image": contents}.

Contents is a command (a list of words) or {"command": [...], "args": [...], "root": "/folder/with/the/files",
"env": {...}, "cwd": "/", "user": "uid:gid"}: what ENTRYPOINT, CMD, ENV, WORKDIR and USER are to an image. Without
"root" the files are this machine's. The container's own settings win, as in Kubernetes. The files are read anew each
time: a new version can be added while the node runs. {"oci": "/an/image.tar"} is an image that ops/bin/images has made,
and takes all of that from it.
"""

import dataclasses
import json
import re
import subprocess
import sys
from pathlib import Path

OCI = Path(__file__).resolve().parents[2] / "images/oci.py"

KEYS = {"command", "args", "root", "env", "cwd", "user"}


@dataclasses.dataclass(frozen=True)
class Contents:
    command: list
    args: list = dataclasses.field(default_factory=list)
    root: str = "/"
    env: dict = dataclasses.field(default_factory=dict)
    cwd: str = "/"
    user: str = "0:0"


def packed(tar, folder):
    """The contents of an OCI image, unpacked where it is not yet."""

    def ask(*words):
        return subprocess.run([sys.executable, OCI, *words], check=True, stdout=subprocess.PIPE, text=True).stdout

    config = json.loads(ask("config", tar))["config"]
    return Contents(
        command=config.get("Entrypoint") or [],
        args=config.get("Cmd") or [],
        root=ask("unpack", tar, folder).strip(),
        env=dict(each.split("=", 1) for each in config.get("Env") or []),
        cwd=config.get("WorkingDir") or "/",
        user=config.get("User") or "0:0",
    )


class Images:
    def __init__(self, files, folder):
        self.files, self.folder = files, folder
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
                if contents.keys() == {"oci"}:
                    return packed(contents["oci"], self.folder)
                unknown = contents.keys() - KEYS
                if unknown:
                    raise ValueError(f"images: {pattern} has unknown keys: {', '.join(sorted(unknown))}")
                return Contents(**contents)
        return None
