"""A small kubelet for tests: runs the pods of one node as processes of this machine.

Each pod gets a network namespace of its own with an address of its own (a veth pair to a bridge), so that every pod can
listen on 0.0.0.0:8080 as it would in a cluster, and each container a root of its own: an overlay of this machine's root
or of an unpacked image, kept in memory and thrown away. What an image "contains" is told by --images (images.py). Pods
whose image has no entry wait with ErrImagePull and ImagePullBackOff.

Done as a kubelet does it: node and lease, init containers, env (value, field, ConfigMap, Secret), volumes (emptyDir,
configMap, secret, downwardAPI, projected, hostPath), probes (startup, liveness, readiness; http, tcp, exec), readiness
gates, restart policy with back-off, preStop (exec, sleep, http), SIGTERM and grace, runAsUser, read-only root, Jobs,
logs through the API server (kubelet.py, which also takes signals and evictions from tests).
Not done: limits and cgroups, exec and port-forward, other volumes.

Needs root, iproute2, util-linux. Standard library only.
"""

import argparse
import ipaddress
import os
import re
import shutil
import signal
import sys
import threading
from pathlib import Path

import kubelet
import network
from cluster import Cluster
from images import Images
from node import Node
from pods import Pods

PODS_A_NODE = 24


def clean_arguments():
    parser = argparse.ArgumentParser(description="only end what an earlier run left behind")
    parser.add_argument("--clean", metavar="NODE", required=True)
    parser.add_argument("--bridge", required=True)
    parser.add_argument("--cidr", type=ipaddress.ip_network, required=True)
    return parser.parse_args()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--number", type=int, required=True, help="1 is node-1")
    parser.add_argument("--server", required=True, help="https://127.0.0.1:16443")
    parser.add_argument("--pki", required=True, help="apiserver.crt, to-nodes.crt, nodes.crt and nodes.key")
    parser.add_argument("--token-file", required=True, help="token of system:node:node-N in the group system:nodes")
    parser.add_argument("--dir", required=True, help="logs and volumes of the pods")
    parser.add_argument("--images", required=True, action="append", help="a JSON file; of several the later wins")
    parser.add_argument("--bridge", required=True, help="its name is also the prefix of the namespaces")
    parser.add_argument("--cidr", type=ipaddress.ip_network, required=True, help="addresses of all nodes and pods")
    parser.add_argument(
        "--forward",
        type=int,
        action="append",
        default=[],
        metavar="PORT",
        help="a port of loopback that pods reach at the node's address, like the API server's",
    )
    parser.add_argument("--backoff", type=float, default=1.0, help="first pause before a restart (a kubelet's is 10)")
    return parser.parse_args()


def plan(number, bridge, cidr):
    """The addresses of a node: its own, then those of its pods. The same for whoever starts or cleans it."""
    if not re.fullmatch(r"[a-z][a-z0-9]{1,5}", bridge):
        sys.exit(f"--bridge must be two to six letters, was {bridge}")
    first = 16 + (number - 1) * PODS_A_NODE
    return network.Network(bridge, cidr, str(cidr[number]), [str(cidr[first + i]) for i in range(PODS_A_NODE)])


def main():
    if "--clean" in sys.argv:
        options = clean_arguments()
        plan(int(options.clean.removeprefix("node-")), options.bridge, options.cidr).clean()
        return
    options = arguments()
    wires = plan(options.number, options.bridge, options.cidr)
    cluster = Cluster(options.server, Path(options.pki) / "apiserver.crt", Path(options.token_file))
    shutil.rmtree(f"{options.dir}/pods", ignore_errors=True)
    os.makedirs(f"{options.dir}/log", exist_ok=True)
    wires.clean()
    wires.open()
    node = Node(
        f"node-{options.number}",
        cluster,
        wires,
        Images(options.images, f"{options.dir}/../images"),
        options.dir,
        options.backoff,
    )
    pods = Pods(node)

    def end(*_):
        node.stopping.set()
        pods.end()
        wires.clean()
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    wires.forward([cluster.port, *options.forward])
    port = kubelet.serve(pods, wires.address, Path(options.pki))
    node.register(port)
    threading.Thread(target=node.heartbeat, daemon=True).start()
    pods.watch()


main()
