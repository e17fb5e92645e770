"""Writes index-template.json and kibana.ndjson, from fields.json and what is said here.

Usage: objects.py [--check]     --check: only whether the files are as they would be written

Queries are in Lucene's syntax, so that Elasticsearch answers them as they stand: check.py asks them of a real one. Where a person
is to put a name, there is a *.
"""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
STREAM = "erp-logs"
KEPT = "30d"
VIEW = "erp-logs"
FAILED = "service:erp-server AND (level:ERROR OR status:[500 TO 599])"


def field_list():
    return json.loads((HERE / "fields.json").read_text(encoding="utf-8"))


def index_template():
    """A data stream that forgets by itself. A field that nobody has described is kept and not searched, a wrong value too."""
    types = {"keyword": {"type": "keyword", "ignore_above": 1024}, "text": {"type": "text", "norms": False}}
    return {
        "index_patterns": [STREAM],
        "data_stream": {},
        "priority": 200,
        "_meta": {"written_by": "ops/elk/objects.py"},
        "template": {
            "lifecycle": {"data_retention": KEPT},
            "settings": {"index.mapping.ignore_malformed": True, "index.number_of_shards": 1, "index.auto_expand_replicas": "0-1"},
            "mappings": {
                "dynamic": False,
                "properties": {it["name"]: types.get(it["type"], {"type": it["type"]}) for it in field_list()},
            },
        },
    }


def source(query):
    return {
        "searchSourceJSON": json.dumps(
            {"query": {"query": query, "language": "lucene"}, "filter": [], "indexRefName": "kibanaSavedObjectMeta.searchSourceJSON.index"}
        )
    }


def saved(kind, name, version, attributes):
    view = {"id": VIEW, "name": "kibanaSavedObjectMeta.searchSourceJSON.index", "type": "index-pattern"}
    return {
        "type": kind,
        "id": name,
        "attributes": attributes,
        "references": [] if kind == "index-pattern" else [view],
        "coreMigrationVersion": "8.8.0",
        "typeMigrationVersion": version,
    }


def search(name, title, description, query, columns, order):
    return saved("search", name, "8.0.0", {
        "title": title,
        "description": description,
        "columns": columns,
        "sort": [order],
        "grid": {},
        "hideChart": False,
        "kibanaSavedObjectMeta": source(query),
    })


def table(name, title, description, query, fields):
    aggregations = [{"id": "1", "enabled": True, "type": "count", "schema": "metric", "params": {}}]
    for number, field in enumerate(fields, 2):
        params = {"field": field, "orderBy": "1", "order": "desc", "size": 20, "missingBucket": True, "missingBucketLabel": "-"}
        aggregations.append({"id": str(number), "enabled": True, "type": "terms", "schema": "bucket", "params": params})
    state = {"title": title, "type": "table", "aggs": aggregations, "params": {"perPage": 20, "showTotal": True, "totalFunc": "sum"}}
    return saved("visualization", name, "8.5.0", {
        "title": title,
        "description": description,
        "visState": json.dumps(state),
        "uiStateJSON": "{}",
        "version": 1,
        "kibanaSavedObjectMeta": source(query),
    })


def kibana():
    newest, oldest = ["@timestamp", "desc"], ["@timestamp", "asc"]
    about = ["version", "route", "status", "duration_ms", "message", "request_id"]
    return [
        saved("index-pattern", VIEW, "8.0.0", {"title": STREAM, "name": "ERP logs", "timeFieldName": "@timestamp"}),
        table("erp-errors-by-version", "ERP: errors by version", "What failed, counted by version and route", FAILED, ["version", "route"]),
        search("erp-errors", "ERP: errors", "Failed requests and what else a person must look at", FAILED, about, newest),
        search("erp-slow-requests", "ERP: slow requests", "Took a second or longer, the slowest first",
               "duration_ms:[1000 TO *]", about, ["duration_ms", "desc"]),
        search("erp-one-request", "ERP: one request by its id",
               "Put a problem's traceId, a Request-Id or a W3C trace id in quotes for both *", "request_id:* OR trace_id:*",
               ["service", "version", "level", "logger", "route", "status", "message", "stack_trace"], oldest),
        search("erp-one-release", "ERP: one release",
               "Put the release's name in quotes for the *: what its agent did, and what troubled the versions at that time",
               "release:* OR (service:erp-server AND level:(ERROR OR WARN))",
               ["service", "version", "level", "message", "request_id"], oldest),
    ]


def files():
    yield HERE / "index-template.json", json.dumps(index_template(), indent=2) + "\n"
    yield HERE / "kibana.ndjson", "".join(json.dumps(it) + "\n" for it in kibana())


def names_in_logstash():
    listed = re.search(r"\^\((@timestamp[^)]*)\)\$", (HERE / "logstash/erp.conf").read_text(encoding="utf-8"))
    return listed.group(1).split("|") if listed else []


def main():
    stale = [path for path, text in files() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if sys.argv[1:] == ["--check"]:
        if names_in_logstash() != [it["name"] for it in field_list()]:
            sys.exit("logstash/erp.conf lets other fields through than fields.json has")
        if stale:
            sys.exit(f"not as objects.py writes them: {', '.join(path.name for path in stale)}")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        for path, text in files():
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
