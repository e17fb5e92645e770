"""Usage: schemas.py SWAGGER CRDS TARGET: strict JSON schemas, a file for each kind, for kubeconform.

SWAGGER is api/openapi-spec/swagger.json of Kubernetes, CRDS a folder of CustomResourceDefinitions.
"""
import json
import pathlib
import sys

import yaml


def strict(node, definitions, path=()):
    """A copy with references put in and objects closed; what refers to itself ends as anything."""
    if isinstance(node, list):
        return [strict(each, definitions, path) for each in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("$ref"), str):
        name = node["$ref"].rsplit("/", 1)[-1]
        return {} if name in path else strict(definitions[name], definitions, path + (name,))
    if node.get("x-kubernetes-int-or-string") or node.get("format") == "int-or-string":
        return {"type": ["string", "integer"]}
    if node.get("type") == "string" and node.get("format") == "quantity":
        return {"type": ["string", "number"]}
    copy = {key: strict(value, definitions, path) for key, value in node.items() if not key.startswith("x-kubernetes")}
    if isinstance(copy.get("format"), str):
        del copy["format"]  # int32 and the like, which JSON schemas do not know
    if "properties" in node and "additionalProperties" not in node and not node.get("x-kubernetes-preserve-unknown-fields"):
        copy["additionalProperties"] = False
    return copy


def write(target, group, kind, version, schema):
    schema["properties"]["apiVersion"] = {"const": f"{group}/{version}" if group else version}
    schema["properties"]["kind"] = {"const": kind}
    schema["required"] = sorted({*schema.get("required", []), "apiVersion", "kind"})
    # kubeconform calls the first part of an apiVersion the group, also where it is the version of the core.
    (target / f"{group or version}_{kind.lower()}_{version}.json").write_text(json.dumps(schema))


def main():
    yaml.CSafeLoader.add_constructor("tag:yaml.org,2002:value", lambda _, node: node.value)  # "=" in an enum
    swagger, crds, target = map(pathlib.Path, sys.argv[1:])
    target.mkdir(parents=True)
    definitions = json.loads(swagger.read_text())["definitions"]
    quantity = definitions["io.k8s.apimachinery.pkg.api.resource.Quantity"]
    quantity["format"] = "quantity"
    for name, definition in definitions.items():
        for kind in definition.get("x-kubernetes-group-version-kind", []):
            if "properties" in definition and not kind["kind"].endswith("List"):
                write(target, kind["group"], kind["kind"], kind["version"], strict(definition, definitions, (name,)))
    meta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"
    for file in sorted(crds.glob("*.yaml")):
        for crd in yaml.load_all(file.read_text(), yaml.CSafeLoader):
            if not crd or crd["kind"] != "CustomResourceDefinition":
                continue
            spec = crd["spec"]
            for version in spec["versions"]:
                schema = strict(version["schema"]["openAPIV3Schema"], definitions)
                schema.setdefault("properties", {})["metadata"] = strict(definitions[meta], definitions, (meta,))
                schema["additionalProperties"] = False
                write(target, spec["group"], spec["names"]["kind"], version["name"], schema)


main()
