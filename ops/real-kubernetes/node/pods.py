"""The pods of a node: one thread each, kept like what the API server says."""

import http.client
import os
import shutil
import threading
import time
import urllib.parse

from cluster import Refused, log, now
from container import Container, kill_all

LOOK_SECONDS = 0.2
REPORT_SECONDS = 5  # a hanging API server must not keep containers from being probed and restarted for long
FINISHED = ("Succeeded", "Failed")


class Pod(threading.Thread):
    def __init__(self, node, pods, wanted):
        super().__init__(daemon=True)
        meta = wanted["metadata"]
        self.node, self.pods, self.object, self.spec = node, pods, wanted, wanted["spec"]
        self.uid, self.name, self.namespace = meta["uid"], meta["name"], meta["namespace"]
        self.key = f"{self.namespace}/{self.name}"
        self.path = f"/api/v1/namespaces/{self.namespace}/pods/{self.name}"
        self.folder = f"{node.folder}/pods/{self.uid}"
        self.wake = threading.Event()
        self.begun, self.evicted = now(), None
        self.ip = self.netns = None
        self.filled, self.seen = set(), {}
        self.inits = [Container(self, each, True) for each in self.spec.get("initContainers", [])]
        self.containers = [Container(self, each) for each in self.spec["containers"]]

    def all(self):
        return self.inits + self.containers

    def deleting(self):
        return self.node.stopping.is_set() or "deletionTimestamp" in self.object["metadata"]

    def grace(self):
        return self.spec.get("terminationGracePeriodSeconds", 30)

    def run(self):
        again = False
        try:
            os.makedirs(self.folder, exist_ok=True)
            self.ip = self.node.wires.take()
            self.netns = self.node.wires.connect(self.ip)
            self.name_files()
            self.work()
        except Refused as e:
            if e.code not in (404, 409):  # it is gone, or another one of this name
                log(self.key, e)
        except Exception as e:
            log(self.key, type(e).__name__, e)
            time.sleep(1)
            again = not self.deleting()
        finally:
            kill_all(self.all(), 0, hook=False)
            if self.ip:
                self.node.wires.disconnect(self.ip)
            shutil.rmtree(self.folder, ignore_errors=True)
            self.pods.forget(self, again)

    def name_files(self):
        address = self.node.wires.address
        with open(f"{self.folder}/hosts", "w", encoding="utf-8") as file:
            file.write(f"127.0.0.1 localhost\n{self.ip} {self.name}\n{address} kubernetes.default.svc node.internal\n")
            for each in self.spec.get("hostAliases", []):
                file.write(each["ip"] + " " + " ".join(each["hostnames"]) + "\n")
        with open(f"{self.folder}/resolv.conf", "w", encoding="utf-8") as file:
            file.write(
                f"search {self.namespace}.svc.cluster.local svc.cluster.local cluster.local\n"
                f"nameserver {address}\noptions ndots:5 timeout:1\n"
            )

    def work(self):
        phase = "Pending"
        while not self.deleting() and not self.evicted:
            waiting = [each for each in self.inits if not each.done()]
            failed = any(each.done()["exitCode"] for each in self.inits if each.done())
            for each in [] if failed else waiting[:1] or self.containers:
                each.reap()
                if each.due():
                    each.start()
                elif each.process is not None:
                    each.check()
            ends = [each.done() for each in self.containers]
            if failed or all(ends):
                phase = "Failed" if failed or any(end["exitCode"] for end in ends) else "Succeeded"
            elif not waiting and any(each.begun for each in self.containers):
                phase = "Running"
            self.tell(phase)
            self.wake.wait(LOOK_SECONDS)
            self.wake.clear()
        if self.evicted:
            self.leave_evicted()
        else:
            self.leave(phase)

    def leave(self, phase):
        # The endpoints controller sees the deletion itself; the processes have the pod's grace time to end.
        kill_all(
            self.all(),
            2
            if self.node.stopping.is_set()
            else self.object["metadata"].get("deletionGracePeriodSeconds", self.grace()),
        )
        for each in self.all():
            each.reap()
        if not self.node.stopping.is_set():
            self.tell(phase)
            options = {"gracePeriodSeconds": 0, "preconditions": {"uid": self.uid}}
            self.node.cluster.send("DELETE", self.path, {"apiVersion": "v1", "kind": "DeleteOptions", **options})
        log(self.key, "ended")

    def leave_evicted(self):
        kill_all(self.all(), self.grace())
        for each in self.all():
            each.reap()
        self.tell("Failed")
        log(self.key, "evicted")

    # ---- what the API server is told
    def tell(self, phase):
        try:
            self.report(phase)
        except Refused as e:
            if e.code in (404, 409):
                raise
            log(self.key, e)
        except (OSError, http.client.HTTPException) as e:
            log(self.key, "cannot report:", e)
            time.sleep(1)

    def conditions(self, phase):
        old = {each["type"]: each for each in self.object.get("status", {}).get("conditions", [])}
        ready = phase == "Running" and all(each.ready for each in self.containers) and not self.deleting()
        wanted = [each["conditionType"] for each in self.spec.get("readinessGates", [])]
        gates = all(old.get(each, {}).get("status") == "True" for each in wanted)
        unready = " ".join(each.name for each in self.containers if not each.ready)
        found = dict(old)
        initialized = all(each.done() for each in self.inits)
        for kind, good in (
            ("PodReadyToStartContainers", True),
            ("Initialized", initialized),
            ("ContainersReady", ready),
            ("Ready", ready and gates),
        ):
            status = "True" if good else "False"
            same = old.get(kind, {}).get("status") == status
            found[kind] = {
                "type": kind,
                "status": status,
                "lastProbeTime": None,
                "lastTransitionTime": old[kind]["lastTransitionTime"] if same else now(),
            }
            if not good:
                found[kind]["reason"] = "ContainersNotReady" if unready or kind != "Ready" else "ReadinessGatesNotReady"
                found[kind]["message"] = f"containers with unready status: [{unready}]"
        if self.evicted:
            found["DisruptionTarget"] = {
                "type": "DisruptionTarget",
                "status": "True",
                "reason": "TerminationByKubelet",
                "message": self.evicted,
                "lastProbeTime": None,
                "lastTransitionTime": now(),
            }
        return list(found.values())

    def report(self, phase):
        body = {
            "phase": phase,
            "hostIP": self.node.wires.address,
            "podIP": self.ip,
            "podIPs": [{"ip": self.ip}],
            "startTime": self.begun,
            "conditions": self.conditions(phase),
            "containerStatuses": [each.status() for each in self.containers],
        }
        if self.inits:
            body["initContainerStatuses"] = [each.status() for each in self.inits]
        if self.evicted:
            body.update(reason="Evicted", message=self.evicted)
        if body == self.seen:
            return
        self.object = self.node.cluster.merge(
            self.path + "/status", {"metadata": {"uid": self.uid}, "status": body}, REPORT_SECONDS
        )
        self.seen = body


class Pods:
    def __init__(self, node):
        self.node, self.lock, self.running = node, threading.Lock(), {}

    def find(self, namespace, name):
        with self.lock:
            return next((pod for pod in self.running.values() if (pod.namespace, pod.name) == (namespace, name)), None)

    def apply(self, wanted):
        with self.lock:
            pod = self.running.get(wanted["metadata"]["uid"])
            if pod is None:
                if wanted.get("status", {}).get("phase") in FINISHED and "deletionTimestamp" not in wanted["metadata"]:
                    return
                pod = self.running[wanted["metadata"]["uid"]] = Pod(self.node, self, wanted)
                pod.start()
                return
        if int(wanted["metadata"]["resourceVersion"]) >= int(pod.object["metadata"]["resourceVersion"]):
            pod.object = wanted
            pod.wake.set()

    def gone(self, uid):
        pod = self.running.get(uid)
        if pod:
            pod.object["metadata"].setdefault("deletionTimestamp", now())
            pod.object["metadata"].setdefault("deletionGracePeriodSeconds", 0)
            pod.wake.set()

    def forget(self, pod, again):
        with self.lock:
            self.running.pop(pod.uid, None)
        if again:
            self.apply(pod.object)

    def watch(self):
        where = "/api/v1/pods?fieldSelector=" + urllib.parse.quote(f"spec.nodeName={self.node.name}")
        while not self.node.stopping.is_set():
            try:
                have = self.node.cluster.get(where)
                for each in have["items"]:
                    self.apply(each)
                for uid in set(self.running) - {each["metadata"]["uid"] for each in have["items"]}:
                    self.gone(uid)
                for kind, each in self.node.cluster.events(where, have["metadata"]["resourceVersion"]):
                    if kind == "DELETED":
                        self.gone(each["metadata"]["uid"])
                    else:
                        self.apply(each)
            except Exception as e:  # the API server may be down for a while; the pods go on
                if not self.node.stopping.is_set():
                    log("watch", type(e).__name__, e)
                    time.sleep(1)

    def end(self):
        with self.lock:
            pods = list(self.running.values())
        for pod in pods:
            pod.wake.set()
        for pod in pods:
            pod.join(5)
