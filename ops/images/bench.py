#!/usr/bin/env python3
"""Usage: bench.py HOME RUNS     what ops/bin/bench-images prints; the database is named by ERP_DB_URL and its like."""
import http.client
import os
import pathlib
import re
import signal
import socket
import statistics
import subprocess
import sys
import time

HOME, RUNS = pathlib.Path(sys.argv[1]), int(sys.argv[2])
IMAGES = [HOME / "ops/bin/images", "--run"]
WITH, WITHOUT = {"JDK_JAVA_OPTIONS": "-XX:AOTMode=on"}, {"JDK_JAVA_OPTIONS": "-XX:AOTMode=off"}
PATIENCE_SECONDS = 300


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as held:
        return held.getsockname()[1]


def answers(port, path, process):
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return time.monotonic()
        except OSError:
            time.sleep(0.01)
    sys.exit(f"bench-images: no answer of {path} on port {port}")


def memory(pid):
    """Resident, and of that in pages of no file, in MiB."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    kilobytes = {name: int(value) for name, value in re.findall(r"^(VmRSS|RssAnon|RssFile):\s+(\d+) kB", status, re.M)}
    return kilobytes["VmRSS"] / 1024, kilobytes["RssAnon"] / 1024


def start(extra):
    """Seconds to the first answer of the API and to readiness, memory in MiB; processor seconds until then."""
    api, management = free_port(), free_port()
    begun = time.monotonic()
    process = subprocess.Popen(   # what ends it is on stderr, to be seen; log lines are not
        [*IMAGES, "erp-system", "serve"], stdout=subprocess.DEVNULL,
        env=os.environ | extra | {"ERP_HTTP_PORT": str(api), "ERP_MANAGEMENT_PORT": str(management)})
    first = answers(api, "/openapi.json", process) - begun
    ready = answers(management, "/health/ready", process) - begun
    ticks = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    busy = (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")
    resident, anonymous = memory(process.pid)
    process.send_signal(signal.SIGTERM)
    if process.wait(PATIENCE_SECONDS) != 0:
        sys.exit("bench-images: the server did not end well")
    return first, ready, busy, resident, anonymous


def help_seconds(extra):
    begun = time.monotonic()
    subprocess.run([*IMAGES, "canary-agent", "release", "--help"], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, env=os.environ | extra)
    return time.monotonic() - begun


def row(name, measured, unit="s"):
    digits = 2 if unit == "s" else 0
    print(f"| {name} | " + " | ".join(f"{statistics.median(values):.{digits}f} {unit}" for values in measured) + " |")


def sizes():
    print("| image | layer | compressed | unpacked |\n|---|---|---|---|")
    for image in ("erp-system", "canary-agent"):
        shown = subprocess.run([HOME / "ops/images/oci.py", "show", HOME / f"target/images/{image}.tar"],
                               check=True, capture_output=True, text=True).stdout
        whole = re.search(r"([\d.]+ MiB) compressed, ([\d.]+ MiB)", shown)
        print(f"| {image} | all | {whole[1]} | {whole[2]} |")
        for name, packed, unpacked in re.findall(r"layer (\w+)\s+([\d.]+ MiB)\s+([\d.]+ MiB)", shown):
            print(f"| | {name} | {packed} | {unpacked} |")


sizes()
# In turns, so that what else the machine does meets both alike.
pairs = [(start(WITH), start(WITHOUT), help_seconds(WITH), help_seconds(WITHOUT)) for _ in range(RUNS)]
cached, plain = zip(*[pair[0] for pair in pairs]), zip(*[pair[1] for pair in pairs])
print(f"\n| median of {RUNS} | with start-up cache | without |\n|---|---|---|")
for (name, unit), one, other in zip([("first answer of the API", "s"), ("ready", "s"), ("processor until then", "s"),
                                     ("resident after the start", "MiB"), ("of that not pages of files", "MiB")], cached, plain):
    row(name, (one, other), unit)
row("`canary-agent release --help`", ([pair[2] for pair in pairs], [pair[3] for pair in pairs]))
print(f"\n{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the end.")
