"""What a container finds in its environment and its files: ConfigMaps, Secrets, fields of its pod, tokens."""

import base64
import json
import os
import re

from cluster import Refused

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def expand(text, env):
    return re.sub(r"\$\(([A-Za-z0-9_.-]+)\)", lambda found: env.get(found.group(1), found.group(0)), text)


def field(pod, path):
    meta = pod.object["metadata"]
    found = re.fullmatch(r"metadata\.(labels|annotations)\['(.*)'\]", path)
    if found:
        return meta.get(found.group(1), {}).get(found.group(2), "")
    if path in ("metadata.labels", "metadata.annotations"):
        return "\n".join(f"{key}={json.dumps(value)}" for key, value in meta.get(path[9:], {}).items())
    return {
        "metadata.name": pod.name,
        "metadata.namespace": pod.namespace,
        "metadata.uid": pod.uid,
        "spec.nodeName": pod.node.name,
        "spec.serviceAccountName": pod.spec.get("serviceAccountName", "default"),
        "status.hostIP": pod.node.wires.address,
        "status.podIP": pod.ip,
        "status.podIPs": pod.ip,
    }[path]


def data(pod, kind, name, optional):
    try:
        found = pod.node.cluster.get(f"/api/v1/namespaces/{pod.namespace}/{kind}/{name}")
    except Refused as e:
        if optional and e.code == 404:
            return {}
        raise RuntimeError(f'{kind[:-1]} "{name}": {e}') from e
    texts, binaries = found.get("data") or {}, found.get("binaryData") or {}
    if kind == "secrets":
        texts, binaries = {}, texts
    return {
        **{key: value.encode() for key, value in texts.items()},
        **{key: base64.b64decode(value) for key, value in binaries.items()},
    }


def environment(pod, container, image, uid):
    env = {
        "PATH": os.environ.get("PATH", PATH) if image.root == "/" else PATH,
        "HOME": "/root" if uid == 0 else "/",
        "HOSTNAME": pod.name,
        **image.env,
        "KUBERNETES_SERVICE_HOST": "kubernetes.default.svc",
        "KUBERNETES_SERVICE_PORT": str(pod.node.cluster.port),
    }
    for each in container.get("envFrom", []):
        ref, kind = (each["configMapRef"], "configmaps") if "configMapRef" in each else (each["secretRef"], "secrets")
        for key, value in data(pod, kind, ref["name"], ref.get("optional")).items():
            env[each.get("prefix", "") + key] = value.decode()
    for each in container.get("env", []):
        value = variable(pod, container, each, env)
        if value is not None:
            env[each["name"]] = value
    return env


def variable(pod, container, each, env):
    ref = each.get("valueFrom")
    if ref is None:
        return expand(each.get("value", ""), env)
    if "fieldRef" in ref:
        return field(pod, ref["fieldRef"]["fieldPath"])
    if "resourceFieldRef" in ref:
        limits = container.get("resources", {}).get("limits") or {}
        return str(limits.get(ref["resourceFieldRef"]["resource"].split(".")[-1], ""))
    key, kind = (ref["configMapKeyRef"], "configmaps") if "configMapKeyRef" in ref else (ref["secretKeyRef"], "secrets")
    found = data(pod, kind, key["name"], key.get("optional"))
    if key["key"] not in found:
        if key.get("optional"):
            return None
        raise RuntimeError(f"couldn't find key {key['key']} in {kind[:-1]} {pod.namespace}/{key['name']}")
    return found[key["key"]].decode()


def write(folder, files, items=None):
    if items is not None:
        files = {each["path"]: files[each["key"]] for each in items}
    for name, content in files.items():
        os.makedirs(os.path.dirname(f"{folder}/{name}"), exist_ok=True)
        with open(f"{folder}/{name}", "wb") as file:
            file.write(content)


def fill(pod, folder, source):
    if "configMap" in source:
        which = source["configMap"]
        write(folder, data(pod, "configmaps", which["name"], which.get("optional")), which.get("items"))
    elif "secret" in source:
        which = source["secret"]
        name = which.get("secretName") or which["name"]
        write(folder, data(pod, "secrets", name, which.get("optional")), which.get("items"))
    elif "downwardAPI" in source:
        items = source["downwardAPI"]["items"]
        write(folder, {each["path"]: field(pod, each["fieldRef"]["fieldPath"]).encode() for each in items})
    elif "serviceAccountToken" in source:
        write(folder, {source["serviceAccountToken"]["path"]: token(pod, source["serviceAccountToken"])})
    elif "emptyDir" in source:
        os.chmod(folder, 0o777)
    else:
        raise RuntimeError("volumes of this kind are not done here: " + ", ".join(source.keys() - {"name"}))


def token(pod, wanted):
    account = pod.spec.get("serviceAccountName", "default")
    made = pod.node.cluster.send(
        "POST",
        f"/api/v1/namespaces/{pod.namespace}/serviceaccounts/{account}/token",
        {
            "apiVersion": "authentication.k8s.io/v1",
            "kind": "TokenRequest",
            "spec": {
                "audiences": [wanted["audience"]] if wanted.get("audience") else [],
                "expirationSeconds": wanted.get("expirationSeconds", 3600),
                "boundObjectRef": {"kind": "Pod", "apiVersion": "v1", "name": pod.name, "uid": pod.uid},
            },
        },
    )
    return made["status"]["token"].encode()


def volume(pod, spec):
    """The folder of a volume, filled at its first use and not renewed."""
    folder = f"{pod.folder}/volumes/{spec['name']}"
    if "hostPath" in spec:
        return spec["hostPath"]["path"]
    if folder not in pod.filled:
        os.makedirs(folder, exist_ok=True)
        for source in spec["projected"]["sources"] if "projected" in spec else [spec]:
            fill(pod, folder, source)
        pod.filled.add(folder)
    return folder


def mounts(pod, container):
    specs = {each["name"]: each for each in pod.spec.get("volumes", [])}
    found = []
    for each in container.get("volumeMounts", []):
        source = volume(pod, specs[each["name"]])
        inside = os.path.join(source, each["subPath"]) if each.get("subPath") else source
        found.append((inside, each["mountPath"], each.get("readOnly", False)))
    return found
