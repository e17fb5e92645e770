"""Whether every query of rules, dashboards and runbooks is answered by a Prometheus, for both versions.

Usage: queries.py PROMETHEUS-URL CONTROL-URL VERSION...

Each selector of each expression must have series; where they carry a version, of each VERSION. Recording rules and dashboards must
give rows, of each VERSION where they give any. What need not be there, and why, stands in MAY_BE_ABSENT. What is not answered is
asked again while the demo's control answers: a release is short, and what it has shown once it has shown.
"""

import json
import pathlib
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAY_BE_ABSENT = {
    r'^http_requests_total\{.*status=~"5': "nothing has failed",
    r'^hikaricp_connections_timeout_total': "counted from the first time-out on",
    r'^up\{.*version=""': "that is what the alert is for",
    r'^erp_job_\w+\{.*job="outbox-relay"': "nobody is told of events",
    r'^canary_release_phase\{.*(outcome|phase)=': "the release stands elsewhere",
    r'^erp_documents_\w+\{.*(module|kind)=': "not every kind of work is done in a short release",
    r'^erp_invariant_': "the data are checked by the hour, first an hour after the schema was made",
    r'^erp_user_minutes_total\{.*outcome="bad"': "a minute is counted when it is over, and a bad release is over sooner",
    r'^canary_rollback_seconds': "nothing was rolled back",
    r'^ALERTS': "nothing is wrong",
}
WORDS = {"by", "on", "ignoring", "without", "group_left", "group_right", "and", "or", "unless", "bool", "offset"}
SELECTOR = re.compile(r'(?<![\w.])([a-zA-Z_:][a-zA-Z0-9_:]*)(?![a-zA-Z0-9_:])\s*(\{[^{}]*\})?(?!\s*\()')
NAMELESS = re.compile(r'(?<![\w:])(\{[^{}]*\})')
LISTS = re.compile(r'\b(by|on|ignoring|without|group_left|group_right)\s*\([^()]*\)')
STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"')


class Prometheus:
    def __init__(self, url):
        self.url = url.rstrip("/")

    def get(self, path, **query):
        address = f"{self.url}/api/v1/{path}?{urllib.parse.urlencode(query)}"
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as refused:
            raise ValueError(json.load(refused).get("error", "")) from None

    def rows(self, expression):
        return self.get("query", query=expression)["result"]


def selectors(expression):
    """The series that an expression looks at."""
    held = []

    def hold(text):
        held.append(text.group(0))
        return f'"{len(held) - 1}"'

    plain = STRINGS.sub(hold, expression)
    plain = re.sub(r"\[[^\]]*\]", "", LISTS.sub("", plain))
    for name, matchers in SELECTOR.findall(NAMELESS.sub("", plain)) + [("", it) for it in NAMELESS.findall(plain)]:
        if name not in WORDS:
            yield name + re.sub(r'"(\d+)"', lambda it: held[int(it.group(1))], matchers)


def dashboards():
    """Title, expression, and whether it gives rows at any time; variables stand for all that there is."""
    for file in sorted((ROOT / "ops/grafana/dashboards").glob("*.json")):
        board = json.loads(file.read_text(encoding="utf-8"))
        asked = [(f"variable {it['name']}", it["query"], True) for it in board["templating"]["list"] if it["type"] == "query"]
        asked += [(it["name"], it["expr"], False) for it in board["annotations"]["list"] if "expr" in it]
        asked += [(panel["title"], target["expr"], True) for panel in board["panels"] for target in panel.get("targets", [])]
        for title, expression, gives_rows in asked:
            label_values = re.fullmatch(r"label_values\((.*),\s*(\w+)\)", expression)
            if label_values:
                expression = f"count by ({label_values.group(2)}) ({label_values.group(1)})"
            expression = expression.replace("$__rate_interval", "1m")
            yield f"{file.stem}: {title}", re.sub(r"\$\w+", ".*", expression), gives_rows


def runbooks():
    for file in sorted((ROOT / "ops/runbooks").glob("*.md")):
        for expression in re.findall(r"'query=(.*)'", file.read_text(encoding="utf-8")):
            yield file.name, expression


def is_optional(selector):
    return any(re.search(pattern, selector) for pattern in MAY_BE_ABSENT)


def missing(rows, versions, is_own):
    """Of which versions there are no rows; all versions where there are no rows at all."""
    seen = {row["metric"].get("version") for row in rows}
    if not rows:
        return "no rows"
    if seen == {None} or (is_own and not seen & set(versions)):
        return ""
    return ", ".join(f"no row of {version}" for version in versions if version not in seen)


class Check:
    def __init__(self, prometheus, versions):
        self.prometheus = prometheus
        self.versions = versions
        self.answered = set()
        self.asked = 0

    def problems(self):
        found = {}
        queries = []
        for group in self.prometheus.get("rules")["groups"]:
            for rule in group["rules"]:
                queries.append((f"rule {rule['name']}", rule["query"], rule["type"] == "recording"))
        queries += dashboards()
        queries += [(title, expression, False) for title, expression in runbooks()]
        self.asked = len(queries)
        for title, expression, gives_rows in queries:
            query = f"{title}: {' '.join(expression.split())}"
            problem = "" if query in self.answered else self.problem(expression, gives_rows)
            if problem:
                found[query] = problem
            else:
                self.answered.add(query)
        return found

    def problem(self, expression, gives_rows):
        try:
            rows = self.prometheus.rows(expression)
        except ValueError as refused:
            return f"refused: {refused}"
        looked_at = list(selectors(expression))
        if not looked_at:
            return "no selector found in it"
        for selector in looked_at:
            if not is_optional(selector):
                gap = missing(self.prometheus.rows(f"count by (version) ({selector})"), self.versions, False)
                if gap:
                    return f"{gap} in {selector}"
        if gives_rows and not any(is_optional(selector) for selector in looked_at):
            return missing(rows, self.versions, True)
        return ""


def is_there(control):
    try:
        with urllib.request.urlopen(control + "/traffic", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def main():
    check = Check(Prometheus(sys.argv[1]), sys.argv[3:])
    problems = check.problems()
    while problems and is_there(sys.argv[2]):
        time.sleep(1)
        problems = check.problems()
    for query, problem in problems.items():
        print(f"{problem}\n    {query}")
    print(f"{check.asked - len(problems)} of {check.asked} queries are answered for {' and '.join(check.versions)}")
    return 1 if problems or not check.asked else 0


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sys.exit(main())
