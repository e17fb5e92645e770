"""What bench-payroll measures: API, management address, number of employees, file of results, process of the server."""

import concurrent.futures
import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid

API, MANAGEMENT = sys.argv[1:3]
EMPLOYEES, RESULTS, SERVER = int(sys.argv[3]), sys.argv[4], sys.argv[5]
HR = "/api/v1/hr/"
START_SECONDS = 180
MONTHS = ("2026-09-01", "2026-10-01")
BATCH = 1000
COMPONENTS = (
    ("BASE", "EARNING", "PAY"),
    ("MEALS", "EARNING", "PAID_DAYS * 4.5"),
    ("BONUS", "EARNING", "INPUT"),
    ("FAMILY", "EARNING", "IF(PAY < 2500, 120, 60)"),
    ("SOCIAL", "DEDUCTION", "ROUND(MIN(GROSS, 5000) * 0.0935, 2)"),
    ("HEALTH", "DEDUCTION", "ROUND(GROSS * 0.0735, 2)"),
    ("TAX", "DEDUCTION", "ROUND(MAX(0, GROSS - SOCIAL - HEALTH - 1000) * 0.22, 2)"),
    ("UNION", "DEDUCTION", "5"),
    ("EMPLOYER", "EMPLOYER_COST", "SOCIAL + HEALTH"),
    ("INSURANCE", "EMPLOYER_COST", "ROUND(GROSS * 0.012, 2)"),
)
tokens = {}


def send(method, path, body=None, user="admin"):
    headers = {"Content-Type": "application/json"}
    if method == "POST":
        headers["Idempotency-Key"] = str(uuid.uuid4())
    if user in tokens:
        headers["Authorization"] = "Bearer " + tokens[user]
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(API + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.loads(answer.read() or "null")
    except urllib.error.HTTPError as problem:
        sys.exit(f"{method} {path}: {problem.code} {problem.read().decode()}")


def post(path, body=None, user="admin"):
    return send("POST", path, body, user)


def login(user):
    secret = {"username": user, "password": os.environ["ERP_ADMIN_PASSWORD"]}
    tokens.pop(user, None)
    tokens[user] = post("/api/v1/users/login", secret, user)["accessToken"]


def wait_until_ready():
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(MANAGEMENT + "/health/ready", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    sys.exit(f"the server was not ready within {START_SECONDS} seconds")


def memory():
    with open(f"/proc/{SERVER}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM"))


def found():
    post("/api/v1/finance/chart/default")
    post(HR + "calendars", {"code": "FULL", "name": "Full", "hours": ["8"] * 5 + ["0"] * 2, "holidays": []})
    post(HR + "positions", {"code": "ENG", "title": "Engineer"})
    for number in range(20):
        post(HR + "departments", {"code": f"D{number}", "name": "A department", "costCentre": f"CC-{number}"})
    for code, kind, formula in COMPONENTS:
        formulas = [{"from": "2020-01-01", "formula": formula}]
        post(HR + "pay-components", {"code": code, "name": code, "kind": kind, "formulas": formulas})
    post(HR + "pay-structures", {"code": "STD", "name": "Usual", "components": [it[0] for it in COMPONENTS]})


def contract(employee, since, pay):
    body = {"from": since, "pay": {"amount": str(pay), "currency": "EUR"}, "weeklyHours": "40"}
    post(HR + f"employees/{employee}/contracts", body | {"calendar": "FULL", "structure": "STD"})


def hire(number):
    employee = {"number": f"E{number:06}", "name": f"Employee {number}", "hiredOn": "2026-01-01"}
    employee = post(HR + "employees", employee)["id"]
    place = {"from": "2026-01-01", "department": f"D{number % 20}", "position": "ENG"}
    post(HR + f"employees/{employee}/assignments", place)
    contract(employee, "2026-01-01", 2000 + number % 3000)
    return employee


def hire_all():
    employees = []
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for from_ in range(0, EMPLOYEES, 500):
            login("admin")  # tokens live for ten minutes
            employees += pool.map(hire, range(from_, min(EMPLOYEES, from_ + 500)))
            print(f"\rhired {len(employees)} of {EMPLOYEES}", end="", flush=True)
    print()
    return employees


def pay(month):
    for user in ("admin", "approver"):
        login(user)
    run = HR + "payroll-runs/" + post(HR + "payroll-runs", {"month": month, "kind": "REGULAR", "text": "Pay"})["id"]
    began = time.monotonic()
    state = None
    while state != "CALCULATED":
        seen = post(run + "/calculate", {"most": BATCH})
        state = seen["state"]
        print(f"\r{month}: {seen['slips']} of {EMPLOYEES} slips, {time.monotonic() - began:.1f} s", end="", flush=True)
    print()
    calculated = time.monotonic() - began
    post(run + "/review")
    post(run + "/approve", None, "approver")
    began = time.monotonic()
    posted = post(run + "/post", None, "approver")
    return calculated, time.monotonic() - began, posted


def main():
    wait_until_ready()
    login("admin")
    approver = {"username": "approver", "password": os.environ["ERP_ADMIN_PASSWORD"], "displayName": "Approver"}
    post("/api/v1/users/users", approver | {"roles": ["payroll-approver"]})
    found()
    employees = hire_all()
    rows = [("month", "compute s", "slips/s", "post s", "net")]
    for month in MONTHS:
        calculated, posted, run = pay(month)
        rate = f"{EMPLOYEES / calculated:.0f}"
        rows.append((month[:7], f"{calculated:.1f}", rate, f"{posted:.1f}", run["net"]["amount"]))
        for employee in employees[::100]:  # known late: a correction of the month that was paid
            contract(employee, month, 2500)
    table = ["| " + " | ".join(row) + " |" for row in rows]
    table.insert(1, "|---|---|---|---|---|")
    text = (
        f"`ops/bin/bench-payroll {EMPLOYEES}`: {EMPLOYEES} employees in 20 departments, {len(COMPONENTS)} components each, in batches of "
        f"{BATCH},\non {os.cpu_count()} cores shared by client, server and database (MySQL). In the second month every hundredth has\n"
        f"a correction of the first. Most memory of the server: {memory()} MiB.\n\n" + "\n".join(table) + "\n"
    )
    with open(RESULTS, "w", encoding="utf-8") as results:
        results.write(text)
    print(text)


main()
