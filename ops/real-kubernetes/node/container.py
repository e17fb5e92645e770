"""One container of a pod: a process in the pod's network with a root of its own."""

import os
import shlex
import signal
import subprocess
import threading
import time

import probes
import volumes
from cluster import log, now

LONG_RUN_SECONDS = 600  # who ran that long has earned a new back-off
LONGEST_PAUSE_SECONDS = 300
PULL_PAUSE_SECONDS = 5


class Container:
    def __init__(self, pod, spec, init=False):
        self.pod, self.spec, self.name, self.init = pod, spec, spec["name"], init
        self.process, self.since = None, 0.0
        self.begun = False
        self.restarts = 0
        self.ready = self.started = False
        before = "PodInitializing" if pod.spec.get("initContainers") else "ContainerCreating"
        self.state = {"waiting": {"reason": before}}
        self.last = {}
        self.next = 0.0
        self.pause = pod.node.backoff / 2
        self.probes = {}
        self.end_reason = None

    def wait(self, reason, message, seconds):
        self.state = {"waiting": {"reason": reason, "message": message[:300]}}
        self.next = time.monotonic() + seconds

    def due(self):
        return self.process is None and "terminated" not in self.state and time.monotonic() >= self.next

    # ---- start
    def start(self):
        image = self.spec["image"]
        contents = self.pod.node.images.find(image)
        if contents is None:
            seen = self.state.get("waiting", {}).get("reason")
            if seen == "ErrImagePull":
                self.wait("ImagePullBackOff", f'Back-off pulling image "{image}"', PULL_PAUSE_SECONDS)
            else:
                where = " ".join(self.pod.node.images.files)
                self.wait("ErrImagePull", f'failed to pull image "{image}": not found in {where}', PULL_PAUSE_SECONDS)
            return
        try:
            uid, gid = self.user(contents)
            env = volumes.environment(self.pod, self.spec, contents, uid)
            mounts = volumes.mounts(self.pod, self.spec)
            command = [volumes.expand(word, env) for word in self.command(contents)]
        except Exception as e:  # what a kubelet calls so, whatever it is
            self.wait("CreateContainerConfigError", str(e), 2)
            return
        if self.begun:
            self.restarts += 1
            self.last = {"terminated": self.terminated}
        self.begun, self.end_reason = True, None
        cwd = self.spec.get("workingDir") or contents.cwd
        entered = [
            "ip",
            "netns",
            "exec",
            self.pod.netns,
            "unshare",
            "--mount",
            "/bin/sh",
            "-ec",
            self.enter(contents, mounts, cwd, uid, gid),
            "sh",
            *command,
        ]
        with open(self.log_file(self.restarts, make=True), "ab") as out:
            self.process = subprocess.Popen(
                entered, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
            )
        self.state = {"running": {"startedAt": now()}}
        self.since = time.monotonic()
        self.started = "startupProbe" not in self.spec
        self.ready = self.started and "readinessProbe" not in self.spec
        self.probes = {kind: probes.Probe(self, kind) for kind in probes.KINDS if kind in self.spec}
        log(self.pod.key, self.name, "started, pid", self.process.pid, "restart", self.restarts)

    def command(self, contents):
        given, words = self.spec.get("command"), self.spec.get("args")
        if given:
            return [*given, *(words or [])]
        return [*contents.command, *(contents.args if words is None else words)]

    def setting(self, name, other=None):
        own, pods = self.spec.get("securityContext") or {}, self.pod.spec.get("securityContext") or {}
        return own.get(name, pods.get(name, other))

    def user(self, contents):
        name, _, group = contents.user.partition(":")
        uid, gid = int(name), int(group or 0)
        uid, gid = self.setting("runAsUser", uid), self.setting("runAsGroup", gid)
        if uid == 0 and self.setting("runAsNonRoot"):
            raise ValueError("container has runAsNonRoot and image will run as root")
        return uid, gid

    def enter(self, contents, mounts, cwd, uid, gid):
        """The script that makes the container's root and becomes its command."""
        base, quoted = f"{self.pod.folder}/root-{self.name}", shlex.quote
        lines = [
            "mount --make-rprivate /",
            f"mkdir -p {quoted(base)}",
            f"mount -t tmpfs tmpfs {quoted(base)}",
            f"cd {quoted(base)}",
            "mkdir u w m",
            f"mount -t overlay overlay -o lowerdir={quoted(contents.root)},upperdir=u,workdir=w m",
            "mkdir -p m/proc m/sys m/dev m/etc m/tmp && chmod 1777 m/tmp",
            "for d in proc sys dev; do mount --rbind /$d m/$d; done",
        ]
        for name in ("hosts", "resolv.conf"):
            lines.append(f": >m/etc/{name}; mount --bind {quoted(self.pod.folder)}/{name} m/etc/{name}")
        for source, target, read_only in mounts:
            inside = quoted("m" + resolved(contents.root, target))
            if os.path.isdir(source):
                lines.append(f"mkdir -p {inside}; mount --bind {quoted(source)} {inside}")
            else:
                lines.append(f'mkdir -p "$(dirname {inside})"; [ -e {inside} ] || : >{inside}')
                lines.append(f"mount --bind {quoted(source)} {inside}")
            if read_only:
                lines.append(f"mount -o remount,bind,ro {inside}")
        if self.setting("readOnlyRootFilesystem"):
            lines.append("mount -o remount,ro m")
        privileges = "--no-new-privs" if self.setting("allowPrivilegeEscalation", True) is False else ""
        lines.append(
            f"exec setpriv --clear-groups {privileges} unshare --root=m --wd={quoted(cwd)} "
            f'--setgid={gid} --setuid={uid} -- "$@"'
        )
        return "\n".join(lines)

    def log_file(self, restart, make=False):
        folder = f"{self.pod.node.folder}/log/{self.pod.namespace}_{self.pod.name}_{self.pod.uid}/{self.name}"
        if make:
            os.makedirs(folder, exist_ok=True)
        return f"{folder}/{restart}.log"

    # ---- while it runs
    def check(self):
        """Runs the probes that are due."""
        for kind, probe in self.probes.items():
            if (kind == "startupProbe") == self.started or not probe.due():
                continue
            probe.ask()
            if kind == "startupProbe" and probe.passed():
                self.started = True
                self.ready = "readinessProbe" not in self.spec
            elif kind == "readinessProbe":
                self.ready = probe.passed() or self.ready and not probe.failed()
            elif probe.failed():
                log(self.pod.key, self.name, kind, "failed, restarting")
                self.kill(probe.spec.get("terminationGracePeriodSeconds", self.pod.grace()))
                return

    def kill(self, grace, hook=True):
        """The preStop hook, SIGTERM, and SIGKILL after the grace time; blocks."""
        process = self.process
        if process is None or process.poll() is not None:
            return
        end = time.monotonic() + grace
        before = (self.spec.get("lifecycle") or {}).get("preStop") if hook else None
        if before and "sleep" in before:
            try:
                process.wait(min(before["sleep"]["seconds"], grace))
            except subprocess.TimeoutExpired:
                pass
        elif before:
            probes.succeeds(self, before, grace)
        self.signal(signal.SIGTERM)
        try:
            process.wait(max(0.1, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.signal(signal.SIGKILL)
            process.wait()

    def signal(self, number, reason=None):
        if reason:
            self.end_reason = reason
        try:
            os.kill(self.process.pid, number)
        except (ProcessLookupError, AttributeError):
            pass  # it has just ended

    def reap(self):
        """Notes an exit, and what follows from it."""
        if self.process is None or self.process.poll() is None:
            return
        code = self.process.returncode
        try:
            os.killpg(self.process.pid, signal.SIGKILL)  # what it started ends with it, as in a PID namespace
        except ProcessLookupError:
            pass
        self.terminated = {
            "exitCode": code if code >= 0 else 128 - code,
            "containerID": self.identity(),
            "finishedAt": now(),
            "reason": self.end_reason or ("Completed" if code == 0 else "Error"),
            "startedAt": self.state.get("running", {}).get("startedAt", now()),
        }
        self.process, self.ready, self.started = None, False, False
        policy = self.pod.spec.get("restartPolicy", "Always")
        again = policy == "Always" and not self.init or policy != "Never" and code != 0
        if not again or self.pod.deleting() or self.pod.evicted:
            self.state = {"terminated": self.terminated}
            return
        if time.monotonic() - self.since > LONG_RUN_SECONDS:
            self.pause = self.pod.node.backoff / 2
        if self.restarts == 0:
            self.next = 0.0  # the first time at once, as a kubelet does
            return
        self.pause = min(LONGEST_PAUSE_SECONDS, self.pause * 2)
        self.last = {"terminated": self.terminated}
        self.wait(
            "CrashLoopBackOff",
            f"back-off {self.pause:g}s restarting failed container={self.name} "
            f"pod={self.pod.name}_{self.pod.namespace}({self.pod.uid})",
            self.pause,
        )

    def done(self):
        return self.state.get("terminated")

    def identity(self):
        return f"process://{self.pod.uid}-{self.name}-{self.restarts}" if self.begun else ""

    def status(self):
        good_end = self.init and "terminated" in self.state and self.state["terminated"]["exitCode"] == 0
        return {
            "name": self.name,
            "image": self.spec["image"],
            "imageID": "process://" + self.spec["image"] if self.begun else "",
            "containerID": self.identity(),
            "ready": self.ready or good_end,
            "started": self.started,
            "restartCount": self.restarts,
            "state": self.state,
            "lastState": self.last,
        }


def resolved(root, path):
    """Where a path leads that is followed inside a root: /var/run/x is /run/x where /var/run is a link to /run."""
    found, left, links = "", path.strip("/").split("/"), 0
    while left:
        part = left.pop(0)
        if part in ("", "."):
            continue
        if part == "..":
            found = os.path.dirname(found)
        elif os.path.islink(f"{root}/{found}/{part}") and links < 40:
            links += 1
            link = os.readlink(f"{root}/{found}/{part}")
            found = "" if link.startswith("/") else found
            left = link.strip("/").split("/") + left
        else:
            found = f"{found}/{part}"
    return found or "/"


def kill_all(containers, grace, hook=True):
    killers = [threading.Thread(target=each.kill, args=(grace, hook)) for each in containers]
    for killer in killers:
        killer.start()
    for killer in killers:
        killer.join()
