#!/usr/bin/env python3
"""Usage: oci.py build IMAGE LAYERS TAR NAME=VALUE...   the last stage IMAGE of the Dockerfile, as an OCI image in a tar file
       oci.py show TAR                               its size, layers, entry point, user, labels
       oci.py config TAR                             its configuration as JSON
       oci.py unpack TAR FOLDER                      its files; prints the folder, FOLDER/<digest>
       oci.py run TAR FOLDER ARGUMENT...             runs its entry point with the arguments, in what unpack gives

The Dockerfile says what the image is; of its last stages this reads the few instructions that need no engine. The
VALUEs are its build arguments. The same input gives the same bytes.
"""
import collections
import gzip
import hashlib
import io
import json
import os
import pathlib
import re
import shlex
import shutil
import sys
import tarfile
import tempfile

ENTER = pathlib.Path(__file__).resolve().parent / "enter"
DOCKERFILE = pathlib.Path(__file__).resolve().parents[2] / "Dockerfile"
MACHINES = {"x86_64": "amd64", "aarch64": "arm64"}
MIB = 1 << 20
MANIFEST = "application/vnd.oci.image.manifest.v1+json"


def file_of(part):
    return "blobs/sha256/" + part["digest"].removeprefix("sha256:")


def stage(image, arguments):
    """Layers and configuration of a stage that begins FROM scratch and copies folders."""
    text = DOCKERFILE.read_text().replace("\\\n", " ")
    body = re.search(rf"^FROM scratch AS {image}$(.*?)(?=^FROM |\Z)", text, re.M | re.S)
    if not body:
        sys.exit(f"oci.py: the Dockerfile has no stage {image}")
    layers, config, values = [], {"Env": [], "Labels": {}, "ExposedPorts": {}}, dict(arguments)
    for line in filter(lambda it: it and not it.startswith("#"), map(str.strip, body[1].splitlines())):
        word, rest = line.split(maxsplit=1)
        rest = re.sub(r"\$\{(\w+)\}", lambda it: values[it[1]], rest)
        if word == "ARG":
            for name, _, default in (part.partition("=") for part in shlex.split(rest)):
                values.setdefault(name, default)
        elif copied := re.fullmatch(rf"COPY --from=build /images/{image}/(\w+)/ /", line):
            layers.append(copied[1])
        elif word == "ENV":
            config["Env"] += shlex.split(rest)
        elif word == "LABEL":
            config["Labels"] |= dict(part.split("=", 1) for part in shlex.split(rest))
        elif word == "EXPOSE":
            config["ExposedPorts"] |= {f"{port}/tcp": {} for port in rest.split()}
        elif word in ("USER", "WORKDIR"):
            config[{"USER": "User", "WORKDIR": "WorkingDir"}[word]] = rest
        elif word in ("ENTRYPOINT", "CMD"):
            config[word.capitalize()] = json.loads(rest)
        else:
            sys.exit(f"oci.py: the stage {image} of the Dockerfile has an instruction that needs an engine: {line}")
    return layers, config, values


def packed(folder):
    """A layer: uncompressed digest and compressed bytes."""
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for path in sorted(folder.rglob("*")):
            member = tar.gettarinfo(path, path.relative_to(folder).as_posix())
            if member.islnk():   # a file that is elsewhere too, in a root to be run in, is here one by itself
                member.type, member.linkname, member.size = tarfile.REGTYPE, "", path.stat().st_size
            member.uid = member.gid = 0
            member.uname = member.gname = ""
            member.mtime = int(member.mtime)
            with path.open("rb") if member.isreg() else io.BytesIO() as content:
                tar.addfile(member, content if member.isreg() else None)
    data = raw.getvalue()
    return "sha256:" + hashlib.sha256(data).hexdigest(), len(data), gzip.compress(data, compresslevel=6, mtime=0)


def build(image, layers, target, arguments):
    names, config, values = stage(image, arguments)
    blobs, diffs, history, described = {}, [], [], []

    def blob(data, kind, **more):
        part = {"mediaType": kind, "digest": "sha256:" + hashlib.sha256(data).hexdigest(), "size": len(data), **more}
        blobs[file_of(part)] = data
        return part

    for name in names:
        diff, size, data = packed(pathlib.Path(layers) / name)
        diffs.append(diff)
        history.append({"created": values["CREATED"], "created_by": name})
        described.append(blob(data, "application/vnd.oci.image.layer.v1.tar+gzip",
                              annotations={"erp.layer": name, "erp.uncompressed": str(size)}))
    about = {"created": values["CREATED"], "architecture": MACHINES[os.uname().machine], "os": "linux", "config": config,
             "rootfs": {"type": "layers", "diff_ids": diffs}, "history": history}
    configuration = blob(json.dumps(about).encode(), "application/vnd.oci.image.config.v1+json")
    manifest = {"schemaVersion": 2, "mediaType": MANIFEST, "config": configuration, "layers": described}
    tag = f"{image}:{values['VERSION']}"
    top = blob(json.dumps(manifest).encode(), MANIFEST, annotations={"org.opencontainers.image.ref.name": tag})
    legacy = [{"Config": file_of(configuration), "RepoTags": [tag], "Layers": [file_of(part) for part in described]}]
    files = {"oci-layout": b'{"imageLayoutVersion": "1.0.0"}',
             "index.json": json.dumps({"schemaVersion": 2, "manifests": [top]}).encode(),
             "manifest.json": json.dumps(legacy).encode(), **blobs}   # the third for `docker load`
    with tarfile.open(target + ".new", "w", format=tarfile.GNU_FORMAT) as tar:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    os.replace(target + ".new", target)


def opened(target):
    """The tar, its manifest's digest, manifest and configuration; whatever is not what its digest says is refused."""
    tar = tarfile.open(target)

    def read(part):
        data = tar.extractfile(file_of(part)).read()
        if "sha256:" + hashlib.sha256(data).hexdigest() != part["digest"]:
            sys.exit(f"oci.py: {target} is damaged: {part['digest']}")
        return data
    top = json.load(tar.extractfile("index.json"))["manifests"][0]
    manifest = json.loads(read(top))
    return top, manifest, json.loads(read(manifest["config"])), read


def show(target):
    top, manifest, about, _ = opened(target)
    config, layers = about["config"], manifest["layers"]
    size = {part["digest"]: int(part["annotations"]["erp.uncompressed"]) for part in layers}
    print(f"{top['annotations']['org.opencontainers.image.ref.name']}  {top['digest']}")
    print(f"  {sum(part['size'] for part in layers) / MIB:.1f} MiB compressed, {sum(size.values()) / MIB:.1f} MiB uncompressed")
    for part in layers:
        print(f"  layer {part['annotations']['erp.layer']:8} {part['size'] / MIB:6.1f} MiB {size[part['digest']] / MIB:6.1f} MiB  {part['digest']}")
    print(f"  entry point {' '.join(config['Entrypoint'])}, command {' '.join(config['Cmd'])}, user {config['User']}, folder {config['WorkingDir']}")
    print(f"  environment {' '.join(config['Env'])}")
    for name, value in config["Labels"].items():
        print(f"  label {name}={value}")


def unpack(target, folder):
    top, manifest, _, read = opened(target)
    place = pathlib.Path(folder) / top["digest"][7:19]
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        half = tempfile.mkdtemp(dir=place.parent)
        for part in manifest["layers"]:
            with tarfile.open(fileobj=io.BytesIO(read(part)), mode="r:gz") as layer:
                for member in layer:
                    layer.extract(member, half, numeric_owner=True)
        os.chmod(half, 0o755)
        try:
            os.rename(half, place)
        except OSError:   # another was quicker
            shutil.rmtree(half)
    return place


def run(target, folder, arguments):
    """As in a pod, what is set there beats what the image sets. The system's own two are not the pod's."""
    config = opened(target)[2]["config"]
    image = dict(setting.split("=", 1) for setting in config["Env"])
    environment = image | os.environ | {"LANG": image["LANG"]}
    root = str(unpack(target, folder))
    os.execve(ENTER, [str(ENTER), root, *config["Entrypoint"], *(arguments or config["Cmd"])], environment)


match sys.argv[1:]:
    case ["build", image, layers, target, *values] if all("=" in value for value in values):
        build(image, layers, target, [value.split("=", 1) for value in values])
    case ["show", target]:
        show(target)
    case ["config", target]:
        print(json.dumps(opened(target)[2]))
    case ["unpack", target, folder]:
        print(unpack(target, folder))
    case ["run", target, folder, *arguments]:
        run(target, folder, arguments)
    case _:
        sys.exit(__doc__)
