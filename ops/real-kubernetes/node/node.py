"""The node itself: its registration, its heartbeat, and what its pods share."""

import datetime
import os
import threading
import time

from cluster import Refused, log, now

BEAT_SECONDS = 3  # so that a short --node-monitor-grace-period will do
SIZE = {"cpu": "32", "memory": "64Gi", "pods": "24", "ephemeral-storage": "50Gi"}


class Node:
    def __init__(self, name, cluster, wires, images, folder, backoff):
        self.name, self.cluster, self.wires, self.images = name, cluster, wires, images
        self.folder, self.backoff = folder, backoff
        self.started, self.stopping = now(), threading.Event()
        self.path = f"/api/v1/nodes/{name}/status"

    def conditions(self):
        def one(kind, status, reason):
            return {
                "type": kind,
                "status": status,
                "reason": reason,
                "message": reason,
                "lastHeartbeatTime": now(),
                "lastTransitionTime": self.started,
            }

        return [
            one("MemoryPressure", "False", "KubeletHasSufficientMemory"),
            one("DiskPressure", "False", "KubeletHasNoDiskPressure"),
            one("PIDPressure", "False", "KubeletHasSufficientPID"),
            one("Ready", "True", "KubeletReady"),
        ]

    def register(self, kubelet_port):
        labels = {
            "kubernetes.io/hostname": self.name,
            "kubernetes.io/os": "linux",
            "kubernetes.io/arch": "amd64",
            "topology.kubernetes.io/zone": f"zone-{self.name[5:]}",
        }
        try:
            self.cluster.send(
                "POST",
                "/api/v1/nodes",
                {"apiVersion": "v1", "kind": "Node", "metadata": {"name": self.name, "labels": labels}, "spec": {}},
            )
        except Refused as e:
            if e.code != 409:
                raise
        self.cluster.merge(
            self.path,
            {
                "status": {
                    "capacity": SIZE,
                    "allocatable": SIZE,
                    "conditions": self.conditions(),
                    "addresses": [
                        {"type": "InternalIP", "address": self.wires.address},
                        {"type": "Hostname", "address": self.name},
                    ],
                    "daemonEndpoints": {"kubeletEndpoint": {"Port": kubelet_port}},
                    "nodeInfo": {
                        "kubeletVersion": "v1.37.2",
                        "osImage": "processes",
                        "operatingSystem": "linux",
                        "architecture": "amd64",
                        "containerRuntimeVersion": "process://1",
                        "kernelVersion": os.uname().release,
                        "kubeProxyVersion": "",
                        "machineID": "",
                        "systemUUID": "",
                        "bootID": "",
                    },
                }
            },
        )
        log("node", self.name, "ready")

    def heartbeat(self):
        leases = "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases"
        beats = 0
        while not self.stopping.wait(BEAT_SECONDS if beats else 0):
            renewed = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
            body = {"spec": {"holderIdentity": self.name, "leaseDurationSeconds": 40, "renewTime": renewed}}
            try:
                try:
                    self.cluster.merge(f"{leases}/{self.name}", body)
                except Refused as e:
                    if e.code != 404:
                        raise
                    self.cluster.send(
                        "POST",
                        leases,
                        {
                            "apiVersion": "coordination.k8s.io/v1",
                            "kind": "Lease",
                            "metadata": {"name": self.name},
                            **body,
                        },
                    )
                self.cluster.merge(self.path, {"status": {"conditions": self.conditions()}})
                beats += 1
            except Exception as e:  # the API server may be down for a while; a kubelet goes on, too
                log("heartbeat", e)
                time.sleep(1)
