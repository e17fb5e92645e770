"""Usage: kube_score.py IGNORED NAMESPACE FILE...: what kube-score says of the files together, less what IGNORED argues away.

A line of IGNORED is `check Kind/name reason`; the name may have `*`. What has no namespace is scored in NAMESPACE.
"""
import fnmatch
import json
import pathlib
import subprocess
import sys

import yaml

FINE = 10  # kube-score's best grade


def findings(files, namespace):
    """(check, Kind/name, words) of all that is less than fine."""
    objects = {}
    for file in files:
        for each in yaml.safe_load_all(pathlib.Path(file).read_text()):
            if each["kind"] != "Namespace":
                each["metadata"].setdefault("namespace", namespace)
            objects[each["kind"], each["metadata"].get("namespace"), each["metadata"]["name"]] = each
    asked = subprocess.run(["kube-score", "score", "--kubernetes-version", "v1.37", "--output-format", "json", "-"],
                           input=yaml.safe_dump_all(objects.values()), capture_output=True, text=True, check=False)
    if not asked.stdout:
        sys.exit(f"kube-score: {asked.stderr}")
    for scored in json.loads(asked.stdout):
        where = f"{scored['type_meta']['kind']}/{scored['object_meta']['name']}"
        for check in scored["checks"]:
            if not check["skipped"] and check["grade"] < FINE:
                words = "; ".join(" ".join([it["path"], it["summary"]]).strip() for it in check["comments"] or [])
                yield check["check"]["id"], where, words or check["check"]["comment"]


def main():
    ignored = [line.split(maxsplit=2) for line in pathlib.Path(sys.argv[1]).read_text().splitlines() if line]
    unused = {(check, where) for check, where, _ in ignored}
    wrong = 0
    for check, where, words in findings(sys.argv[3:], sys.argv[2]):
        reasons = [entry for entry in ignored if entry[0] == check and fnmatch.fnmatch(where, entry[1])]
        if reasons:
            unused.discard((reasons[0][0], reasons[0][1]))
        else:
            wrong += 1
            print(f"{where}: {check}: {words}")
    for check, where, reason in ignored:
        print(f"ignored: {check} of {where}: {reason}")
    for check, where in sorted(unused):
        print(f"{sys.argv[1]}: {check} of {where} is found no more, take it out")
    sys.exit(1 if wrong or unused else 0)


main()
