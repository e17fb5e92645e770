#!/usr/bin/env python3
"""Usage: sbom.py jars MAVEN-SBOM
       sbom.py image MAVEN-SBOM JDK-RELEASE LAYERS TITLE

The first prints the names of the jars that Maven lists, one a line: a folder may have older ones beside them. The second
prints the parts of an image as CycloneDX JSON: what Maven says of the libraries, narrowed to the jars that are in the
image's layers, the Java runtime and the system's packages. A jar of which Maven says nothing is an error, as is a list
without a jar: then the list would not be the image's.
"""
import json
import pathlib
import re
import sys


def field(text, name):
    return next(line.split(":", 1)[1].strip() for line in text.splitlines() if line.startswith(name + ":"))


def package(status):
    text = status.read_text()
    name, version = field(text, "Package"), field(text, "Version")
    purl = f"pkg:deb/debian/{name}@{version}?arch={field(text, 'Architecture')}"
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


def runtime(release):
    values = dict(line.split("=", 1) for line in release.read_text().splitlines())
    vendor, version = values["IMPLEMENTOR"].strip('"'), values["JAVA_RUNTIME_VERSION"].strip('"')
    purl = f"pkg:generic/openjdk@{version.replace('+', '%2B')}"
    return {"type": "platform", "bom-ref": purl, "supplier": {"name": vendor}, "name": "openjdk", "version": version, "purl": purl}


def jar(part):  # as Maven calls it
    classifier = re.search("[?&]classifier=([^&]+)", part.get("purl", ""))
    return f"{part['name']}-{part['version']}{'-' + classifier[1] if classifier else ''}.jar"


def named(parts):
    return {jar(part): part for part in parts}


def main(maven, release, layers, title):
    bom, layers = json.loads(pathlib.Path(maven).read_text()), pathlib.Path(layers)
    jars = {file.name for folder in ("lib", "app") for file in (layers / folder / "app/lib").glob("*.jar")}
    own = bom["metadata"]["component"]
    listed = named([own, *bom["components"]])
    unlisted = sorted(jars - listed.keys())
    if unlisted or not jars:
        sys.exit(f"sbom.py: Maven's list {maven} has no {', '.join(unlisted) or 'jar'}")
    own["description"] = title
    packages = [package(status) for status in sorted((layers / "base/var/lib/dpkg/status.d").iterdir())]
    libraries = [part for name, part in listed.items() if name in jars and part is not own]
    bom["components"] = libraries + [runtime(pathlib.Path(release)), *packages]
    here = {own["bom-ref"], *(part["bom-ref"] for part in bom["components"])}
    bom["dependencies"] = [
        {**node, "dependsOn": [ref for ref in node.get("dependsOn", []) if ref in here]}
        for node in bom["dependencies"] if node["ref"] in here]
    print(json.dumps(bom, indent=1))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["jars", maven]:
            found = json.loads(pathlib.Path(maven).read_text())
            print(*sorted(named([found["metadata"]["component"], *found["components"]])), sep="\n")
        case ["image", maven, release, layers, title]:
            main(maven, release, layers, title)
        case _:
            sys.exit(__doc__)
