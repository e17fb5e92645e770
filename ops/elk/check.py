"""Asks an Elasticsearch what Kibana's saved objects ask, with what is known of the logs in it.

Usage: check.py ELASTICSEARCH-URL TRACE-ID RELEASE LOG-FILE...

Each saved object must give rows; errors by version those of both versions; the request that a problem named by TRACE-ID must be
found, and RELEASE. Every line of each LOG-FILE must have come, and no field may be one that fields.json does not have, or have
been refused.
"""

import json
import pathlib
import sys
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).parent
SECONDS = 120


class Store:
    def __init__(self, url):
        self.url = url.rstrip("/")

    def ask(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            sys.exit(f"Elasticsearch refused {path}: {refused.read().decode()}")

    def search(self, **body):
        return self.ask("/erp-logs/_search?ignore_unavailable=true", {"track_total_hits": True, **body})

    def count(self, query):
        return self.search(size=0, query=query)["hits"]["total"]["value"]


def lucene(text):
    return {"query_string": {"query": text, "analyze_wildcard": True}}


def objects():
    """Kind, title, query and attributes of each saved object that asks something."""
    for line in (HERE / "kibana.ndjson").read_text(encoding="utf-8").splitlines():
        each = json.loads(line)
        if each["type"] != "index-pattern":
            source = json.loads(each["attributes"]["kibanaSavedObjectMeta"]["searchSourceJSON"])
            yield each["id"], source["query"]["query"], each["attributes"]


def buckets(attributes):
    """The aggregations of a table, the inner ones within the outer."""
    tree = {}
    for each in reversed(json.loads(attributes["visState"])["aggs"]):
        if each["type"] == "terms":
            terms = {"field": each["params"]["field"], "size": each["params"]["size"], "missing": each["params"]["missingBucketLabel"]}
            tree = {"rows": {"terms": terms, **({"aggs": tree} if tree else {})}}
    return tree


def rows(store, query, attributes):
    if "visState" in attributes:
        return store.search(size=0, query=lucene(query), aggs=buckets(attributes))["aggregations"]["rows"]["buckets"]
    order = [{field: way} for field, way in attributes["sort"]]
    return [hit["_source"] for hit in store.search(size=500, query=lucene(query), sort=order)["hits"]["hits"]]


def arrived(store, files):
    """Waits until what the programs have written is there."""
    written = sum(len(pathlib.Path(file).read_text(encoding="utf-8").splitlines()) for file in files)
    until = time.monotonic() + SECONDS
    while True:
        store.ask("/erp-logs/_refresh?ignore_unavailable=true")
        there = store.count({"match_all": {}})
        if there == written:
            return f"{there} lines"
        if time.monotonic() > until:
            sys.exit(f"{there} of {written} lines are in Elasticsearch")
        time.sleep(0.5)


def unknown(store):
    """What a line says that the mapping does not take."""
    names = {it["name"] for it in json.loads((HERE / "fields.json").read_text(encoding="utf-8"))}
    hits = store.search(size=10000, query={"match_all": {}})["hits"]["hits"]
    others = {name for hit in hits for name in hit["_source"]} - names
    refused = store.count({"exists": {"field": "_ignored"}})
    if others or refused:
        sys.exit(f"unknown fields {sorted(others)}, {refused} documents with a value that the mapping refuses")
    seen = {name for hit in hits for name in hit["_source"]}
    return f"{len(seen)} of {len(names)} fields seen"


def main():
    store, trace, release = Store(sys.argv[1]), sys.argv[2], sys.argv[3]
    print(arrived(store, sys.argv[4:]))
    print(unknown(store))
    lifecycle = store.ask("/_cluster/state/metadata?filter_path=metadata.data_stream.data_stream.*.lifecycle")
    print("kept for", lifecycle["metadata"]["data_stream"]["data_stream"]["erp-logs"]["lifecycle"]["data_retention"])
    for name, query, attributes in objects():
        found = rows(store, query, attributes)
        if not found:
            sys.exit(f"{name} gives no rows: {query}")
        print(f"{name}: {len(found)} rows")
        if name == "erp-errors-by-version" and {it["key"] for it in found} != {"v1", "v2"}:
            sys.exit(f"errors by version are not of v1 and v2: {found}")
        if name == "erp-slow-requests" and any(it["duration_ms"] < 1000 for it in found):
            sys.exit("a quick request is among the slow ones")
        if name == "erp-one-request":
            one = rows(store, query.replace("*", f'"{trace}"'), attributes)
            if not any(it["logger"] == "erp.access" for it in one) or {it.get("trace_id") for it in one} != {trace}:
                sys.exit(f"the request {trace} is not found: {one}")
        if name == "erp-one-release":
            one = rows(store, query.replace("*", f'"{release}"'), attributes)
            if {it.get("release") for it in one if it["service"] == "canary-agent"} != {release}:
                sys.exit(f"the release {release} is not found: {one}")
            if not {"v1", "v2"} <= {it.get("version") for it in one}:
                sys.exit("what troubled the versions meanwhile is not found")


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main()
