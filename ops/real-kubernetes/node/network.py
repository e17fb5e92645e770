"""Addresses: a bridge for all nodes of a cluster, a network namespace and a wire to the bridge for each pod."""

import contextlib
import fcntl
import ipaddress
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path


def run(*words, check=True):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if check and done.returncode:
        raise RuntimeError(f"{' '.join(words)}: {done.stdout.strip()}")
    return done.stdout


class Network:
    def __init__(self, bridge, cidr, address, pods):
        self.bridge, self.cidr, self.prefix, self.address = bridge, str(cidr), cidr.prefixlen, address
        self.all, self.free = list(pods), list(pods)
        self.lock, self.wiring = threading.Lock(), threading.Lock()

    @contextlib.contextmanager
    def alone(self):
        """While one node has made the bridge and has no address on it yet, another must not take it for abandoned."""
        with open(Path(tempfile.gettempdir(), f"real-kubernetes-{self.bridge}.lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def open(self):
        with self.alone():
            run("ip", "link", "add", self.bridge, "type", "bridge", check=False)  # another node may have made it
            # One by one: of several addresses of one network the kernel takes all away with the first.
            run("ip", "addr", "add", f"{self.address}/32", "dev", self.bridge)
        run("ip", "link", "set", self.bridge, "up")
        run("ip", "route", "replace", self.cidr, "dev", self.bridge)

    def take(self):
        with self.lock:
            if not self.free:
                raise RuntimeError(f"all {len(self.all)} addresses of this node are in use")
            return self.free.pop(0)

    def name(self, address):
        return f"{self.bridge}-{address}"

    def connect(self, address):
        """A namespace with this address."""
        name = self.name(address)
        wire = f"{self.bridge}v{int(ipaddress.ip_address(address)) & 0xFFFF:x}"
        with self.wiring:  # one at a time: the kernel refused some of several at once
            run("ip", "netns", "add", name)
            run("ip", "link", "del", wire, check=False)
            run("ip", "link", "add", wire, "type", "veth", "peer", "name", "eth0", "netns", name)
            run("ip", "link", "set", wire, "master", self.bridge, "up")
        run("ip", "-n", name, "addr", "add", f"{address}/{self.prefix}", "dev", "eth0")
        run("ip", "-n", name, "link", "set", "lo", "up")
        run("ip", "-n", name, "link", "set", "eth0", "up")
        # No default route: what a pod sends to any other address fails at once, as it does on a closed network.
        return name

    def disconnect(self, address):
        self.remove(self.name(address))
        with self.lock:
            self.free.append(address)  # to the end: an address is not used again at once

    def remove(self, name):
        for pid in run("ip", "netns", "pids", name, check=False).split():
            if pid.isdigit():
                try:
                    os.kill(int(pid), signal.SIGKILL)
                except ProcessLookupError:
                    pass
        run("ip", "netns", "del", name, check=False)

    def clean(self):
        """Removes what an earlier run of this node left, and the bridge after the last node."""
        ours = {self.name(address) for address in self.all}
        for line in run("ip", "netns", "list").splitlines():
            if line and line.split()[0] in ours:
                self.remove(line.split()[0])
        with self.alone():
            run("ip", "addr", "del", f"{self.address}/32", "dev", self.bridge, check=False)
            if f" {self.bridge} " not in run("ip", "-o", "-4", "addr", "show", check=False):
                run("ip", "link", "del", self.bridge, check=False)

    def forward(self, ports):
        """Lets pods reach ports of loopback at the node's address, by a process that goes on while the node hangs."""
        reader, self.alive = os.pipe()
        subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("forward.py")), self.address, *map(str, ports)],
            stdin=reader,
            start_new_session=True,
        )
        os.close(reader)
