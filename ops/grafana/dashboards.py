"""Writes ops/grafana/dashboards/*.json.

Usage: python3 ops/grafana/dashboards.py [--check]     --check writes nothing and fails where a file is not what this writes
"""

import json
import pathlib
import sys

FOLDER = pathlib.Path(__file__).parent / "dashboards"
SOURCE = {"type": "prometheus", "uid": "${source}"}
WIDTH, HEIGHT = 12, 8
ERP = 'app="erp-system",version=~"$version"'
RELEASE = 'release=~"$release"'


def target(expression, legend, letter):
    return {"refId": letter, "expr": expression, "legendFormat": legend, "datasource": SOURCE}


def panel(title, unit, *targets, kind="timeseries", description="", limit=None, mappings=None):
    """One panel; `targets` are pairs of expression and legend, `limit` is drawn as a line."""
    steps = [{"color": "green", "value": None}] + ([{"color": "red", "value": limit}] if limit is not None else [])
    defaults = {"unit": unit, "thresholds": {"mode": "absolute", "steps": steps}}
    if mappings:
        defaults["mappings"] = mappings
    if kind == "timeseries":
        defaults["custom"] = {"lineWidth": 2, "fillOpacity": 8, "showPoints": "never",
                              "thresholdsStyle": {"mode": "line" if limit is not None else "off"}}
    options = {
        "timeseries": {"legend": {"displayMode": "table", "placement": "bottom", "calcs": ["lastNotNull", "max"], "showLegend": True},
                       "tooltip": {"mode": "multi", "sort": "desc"}},
        "stat": {"reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False}, "textMode": "value_and_name",
                 "colorMode": "value", "graphMode": "none", "justifyMode": "auto", "orientation": "auto",
                 "wideLayout": True, "showPercentChange": False, "percentChangeColorMode": "standard"},
        "state-timeline": {"showValue": "never", "rowHeight": 0.8, "mergeValues": True,
                           "legend": {"displayMode": "list", "placement": "bottom", "showLegend": True, "calcs": []},
                           "tooltip": {"mode": "multi", "sort": "none"}},
    }[kind]
    return {
        "type": kind, "title": title, "description": description, "datasource": SOURCE,
        "targets": [target(expression, legend, chr(ord("A") + i)) for i, (expression, legend) in enumerate(targets)],
        "fieldConfig": {"defaults": defaults, "overrides": []}, "options": options,
    }


def variable(name, label, query):
    return {"name": name, "label": label, "type": "query", "query": query, "datasource": SOURCE, "refresh": 2, "multi": True,
            "includeAll": True, "sort": 1, "hide": 0, "current": {"text": ["All"], "value": ["$__all"]}}


DATASOURCE = {"name": "source", "label": "Prometheus", "type": "datasource", "query": "prometheus", "hide": 0, "multi": False,
              "includeAll": False, "current": {"text": "Prometheus", "value": "prometheus"}}
VERSION = variable("version", "Version", 'label_values(up{app="erp-system"}, version)')

# What the agent decided, on every board: the first sample of each new phase.
DECISIONS = {
    "name": "decisions", "enable": True, "hide": False, "iconColor": "purple", "datasource": SOURCE,
    "expr": "canary_release_phase unless canary_release_phase offset 1m",
    "titleFormat": "{{release}}: {{phase}}", "textFormat": "{{outcome}}", "tagKeys": "release,phase,outcome", "step": "15s",
}


def board(uid, title, description, variables, panels, since="now-1h"):
    for number, it in enumerate(panels):
        it["id"] = number + 1
        it["gridPos"] = {"h": HEIGHT, "w": WIDTH, "x": number % 2 * WIDTH, "y": number // 2 * HEIGHT}
    return {
        "uid": uid, "title": title, "description": description, "tags": ["erp-system"], "timezone": "browser", "editable": True,
        "graphTooltip": 1, "schemaVersion": 41, "refresh": "15s", "time": {"from": since, "to": "now"},
        "templating": {"list": [DATASOURCE, *variables]}, "annotations": {"list": [DECISIONS]}, "panels": panels, "links": [],
    }


def versions():
    return board(
        "erp-versions", "ERP: both versions", "The requirements document's five panels (2.4.2), by version.", [VERSION],
        [
            panel("Request rate", "reqps", ('version:http_requests:rate5m{version=~"$version"}', "{{version}}")),
            panel("Error rate (5xx)", "percentunit", ('version:http_errors:ratio_rate5m{version=~"$version"}', "{{version}}"), limit=0.05),
            panel("Response time, P95 and P99", "s",
                  ('version:http_request_duration_seconds:p95_rate5m{version=~"$version"}', "{{version}} P95"),
                  ('version:http_request_duration_seconds:p99_rate5m{version=~"$version"}', "{{version}} P99"), limit=1),
            panel("Database query time, P95 and mean", "s",
                  ('version:db_query_duration_seconds:p95_rate5m{version=~"$version"}', "{{version}} P95"),
                  (f"sum by (version) (rate(db_query_duration_seconds_sum{{{ERP}}}[$__rate_interval]))"
                   f" / sum by (version) (rate(db_query_duration_seconds_count{{{ERP}}}[$__rate_interval]))", "{{version}} mean")),
            panel("CPU", "none", ('version:process_cpu_cores:rate5m{version=~"$version"}', "{{version}}"),
                  description="Cores in use, all copies together."),
            panel("Memory", "bytes", ('version:jvm_memory_used_bytes:sum{version=~"$version"}', "{{version}}"),
                  description="Heap and the rest of the JVM's memory, all copies together."),
            panel("Database connections", "none",
                  (f"sum by (version) (hikaricp_connections_active{{{ERP}}})", "{{version}} in use"),
                  (f"sum by (version) (hikaricp_connections_pending{{{ERP}}})", "{{version}} waited for")),
            panel("Users' minutes that were bad", "percentunit",
                  (f'sum by (version) (increase(erp_user_minutes_total{{{ERP},outcome="bad"}}[5m]))'
                   f" / (sum by (version) (increase(erp_user_minutes_total{{{ERP}}}[5m])) > 0)", "{{version}}")),
        ])


def release():
    verdicts = [{"type": "value", "options": {
        str(value): {"text": text, "color": color, "index": value} for value, (text, color) in enumerate(
            [("healthy", "green"), ("undecided", "blue"), ("unmeasured", "orange"), ("shared", "purple"), ("harmful", "red")])}}]
    return board(
        "erp-release", "ERP: a release", "Stage, weights, what each gate says and on what, who was exposed.",
        [variable("release", "Release", "label_values(canary_release_info, release)")],
        [
            panel("Phase", "none", (f"canary_release_phase{{{RELEASE}}}", "{{release}}: {{phase}} ({{outcome}})"), kind="stat"),
            panel("Weight of the canary", "percent", (f"canary_weight_percent{{{RELEASE}}}", "{{release}}")),
            panel("Verdict of each gate", "none", (f"canary_gate_verdict{{{RELEASE}}}", "{{gate}}"), kind="state-timeline",
                  mappings=verdicts),
            panel("Evidence of harm, of what a rollback needs", "percentunit",
                  (f'canary_gate_evidence{{{RELEASE},figure="logEvidence"}}'
                   f' / on (release, gate) canary_gate_evidence{{{RELEASE},figure="logEvidenceNeeded"}}', "{{gate}}"),
                  limit=1, description="Logarithms of e-values; 100 % is the limit of the sequential tests."),
            panel("Exposure: requests by version", "short", (f"canary_release_requests{{{RELEASE}}}", "{{version}}")),
            panel("Rollback: decision to complete proof", "s", (f"canary_rollback_seconds{{{RELEASE}}}", "{{release}}"), kind="stat",
                  limit=30, description="Empty while nothing was rolled back."),
            panel("Is an agent at work, and how long ago did it look", "s",
                  (f"time() - canary_release_looked_timestamp_seconds{{{RELEASE}}}", "{{release}}"), limit=120),
            panel("Figures of the gate errors", "percentunit",
                  (f'canary_gate_evidence{{{RELEASE},gate="errors",figure=~"canaryShare|stableShare|limit"}}', "{{figure}}")),
        ])


def business():
    def work(kind, legend="{{version}} {{kind}}"):
        return f"60 * sum by (version, kind) (rate(erp_documents_posted_total{{{ERP},{kind}}}[5m]))", legend

    return board(
        "erp-business", "ERP: the business", "What the ERP does, by version: a release that does less is seen here.", [VERSION],
        [
            panel("Orders and deliveries a minute", "short", work('module=~"sales|inventory",kind=~"order|delivery|invoice"')),
            panel("Receipts a minute", "short", work('kind="receipt"')),
            panel("Money a minute, by module", "short",
                  (f"60 * sum by (version, module) (rate(erp_documents_amount_total{{{ERP}}}[5m]))", "{{version}} {{module}}"),
                  description="In the companies' currencies, as posted; a reversal counts as work too."),
            panel("Payroll: runs and slips posted", "short",
                  (f'sum by (version, kind) (increase(erp_documents_posted_total{{{ERP},module="hr"}}[1h]))', "{{version}} {{kind}}")),
            panel("Stock value that moved a minute", "short",
                  (f'60 * sum by (version, kind) (rate(erp_documents_amount_total{{{ERP},module="inventory"}}[5m]))', "{{version}} {{kind}}"),
                  description="Value of receipts and deliveries."),
            panel("Complaints and praise in half an hour", "short",
                  (f"sum by (version, kind) (increase(erp_feedback_total{{{ERP}}}[30m]))", "{{version}} {{kind}}")),
            panel("Rows that break a rule of the data", "short",
                  (f"sum(max by (check) (erp_invariant_violations{{{ERP}}}))", "rows"), limit=1,
                  description="Which rule: the alert InvariantBroken. Whether they are checked: InvariantsUnchecked."),
            panel("Age of the newest backup", "s", (f"min by (what) (erp_backup_age_seconds{{{ERP}}})", "{{what}}"), limit=93600),
        ], since="now-6h")


def main():
    stale = []
    for it in (versions(), release(), business()):
        file = FOLDER / f"{it['uid']}.json"
        text = json.dumps(it, indent=1, ensure_ascii=False) + "\n"
        if "--check" in sys.argv[1:]:
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                stale.append(file.name)
        else:
            file.write_text(text, encoding="utf-8")
    if stale:
        sys.exit(f"not what ops/grafana/dashboards.py writes: {', '.join(stale)}")


if __name__ == "__main__":
    main()
