"""The story that new-company tells to a server: its API and its management address are the arguments."""

import datetime
import decimal
import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid

API, MANAGEMENT = sys.argv[1:3]
START_SECONDS = 180


class Client:
    """Requests of one user; every answer must have the status that is expected."""

    def __init__(self):
        self.token = ""

    def send(self, method, path, body=None, status=200, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        headers["Content-Type"] = "application/json"
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(API + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                got, text, self.etag = answer.status, answer.read(), answer.headers["ETag"]
        except urllib.error.HTTPError as problem:
            got, text = problem.code, problem.read()
        if got != status:
            sys.exit(f"{method} {path}: expected {status} but was {got}: {text.decode()}")
        return json.loads(text or "null")

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, body=None, status=201):
        return self.send("POST", path, body, status)

    def refused(self, what, path, body, status, code):
        problem = self.post(path, body, status)
        expect(f"{path} is refused", problem["code"], code)
        print(f"  refused, as it must be: {what}: {problem['detail']}")

    def put_opening(self, path, body):
        self.get("/api/v1/finance/opening")
        return self.send("PUT", path, body, If_Match=self.etag)


def expect(what, got, wanted):
    if got != wanted:
        sys.exit(f"{what}: expected {wanted} but was {got}")


def wait_until_ready():
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(MANAGEMENT + "/health/ready", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    sys.exit(f"the server was not ready within {START_SECONDS} seconds")


def eur(amount):
    return {"amount": amount, "currency": "EUR"}


def cut_over(today):
    """The end of the last August that is a week ago at least."""
    year = today.year if today >= datetime.date(today.year, 9, 7) else today.year - 1
    return datetime.date(year, 8, 31)


def make_fiscal_years(erp, first, today):
    """Months of the years from April that the old and the new books lie in."""
    start = datetime.date(first.year, 4, 1)
    while start <= today:
        year = {"fiscalYear": start.year, "startDate": str(start)}
        erp.post("/api/v1/finance/fiscal-years", year)
        start = start.replace(year=start.year + 1)


def make_master_data(erp):
    def made(path, **body):
        return erp.post(path, body)["id"]

    erp.post("/api/v1/finance/accounts", {"code": "6000", "name": "Rent", "type": "EXPENSE"})
    items, customers = "/api/v1/inventory/items", "/api/v1/sales/customers"
    return {
        "warehouse": made("/api/v1/inventory/warehouses", code="W1", name="Main"),
        "bolt": made(items, sku="BOLT", name="Bolt", unit="pc"),
        "nut": made(items, sku="NUT", name="Nut", unit="pc"),
        "ada": made(customers, name="Ada Ltd"),
        "bob": made(customers, name="Bob Ltd"),
        "steel": made(customers, name="Steel Ltd"),
        "account": {a["code"]: a["id"] for a in erp.get("/api/v1/finance/accounts")["items"]},
    }


def open_books(erp, at, day):
    opening = "/api/v1/finance/opening"

    def item(field, party, reference, amount):
        due = day + datetime.timedelta(days=10)
        dates = {"date": str(day - datetime.timedelta(days=20)), "dueDate": str(due)}
        return {field: at[party], "reference": reference, "amount": eur(amount), **dates}

    def stock(name, quantity, value):
        place = {"warehouseId": at["warehouse"], "itemId": at[name]}
        return {"quantity": quantity, "value": eur(value), **place}

    told = [
        ("1000", "debit", "9000.00"),
        ("1100", "debit", "1500.00"),
        ("2300", "credit", "300.00"),
        ("3000", "credit", "5000.00"),
        ("4000", "credit", "12000.00"),
        ("5000", "debit", "7000.00"),
    ]
    balances = [{"accountId": at["account"][code], side: eur(sum)} for code, side, sum in told]
    erp.put_opening(opening, {"date": str(day), "balances": balances})
    owed = [item("customerId", "ada", "R-1001", "1100.00"), item("customerId", "bob", "R-1002", "400.00")]
    erp.put_opening(opening + "/receivables", {"lines": owed})
    advance = {"customerId": at["bob"], "reference": "in advance", "date": str(day), "amount": eur("60.00")}
    erp.put_opening(opening + "/prepayments", {"lines": [advance]})
    shelf = [stock("bolt", "300", "600.00"), stock("nut", "50", "100.00")]
    erp.put_opening("/api/v1/inventory/opening-stock", {"lines": shelf})
    owing = [item("supplierId", "steel", "S-1", "800.00")]
    shown = erp.put_opening(opening + "/payables", {"lines": owing})
    expect("what is missing", shown["difference"], eur("40.00"))
    unbalanced = "finance.OPENING_UNBALANCED"
    erp.refused("closing while an invoice is missing", opening + "/close", None, 409, unbalanced)
    owing.append(item("supplierId", "steel", "S-2", "40.00"))
    erp.put_opening(opening + "/payables", {"lines": owing})
    erp.post(opening + "/close?dryRun=true", status=200)
    erp.post(opening + "/close", status=200)


def sell(erp, at):
    """A hundred bolts to Ada, delivered and invoiced in two parts; tax is 20 %."""
    line = {"itemId": at["bolt"], "quantity": "100", "unitPrice": "3.00"}
    wanted = {"customerId": at["ada"], "warehouseId": at["warehouse"], "lines": [line]}
    order = erp.post("/api/v1/sales/orders", wanted)
    path = "/api/v1/sales/orders/" + order["id"]
    erp.post(path + "/confirm", status=200)
    part = {"lineId": order["lines"][0]["id"], "quantity": "40"}
    for delivery, net in (({"lines": [part]}, "120.00"), (None, "180.00")):
        erp.post(path + "/deliver", delivery)
        invoice = erp.post(path + "/invoice")
        expect("net of an invoice", invoice["net"], eur(net))
        sums = " + ".join(invoice[part]["amount"] for part in ("net", "tax"))
        told = f"invoice {invoice['number']} to Ada: {sums} tax, due {invoice['due']}"
        print(f"  {invoice['date']} {told}")


def collect(erp, at, day):
    """Ada pays most of her old invoice; what Bob paid in advance pays a part of his."""

    def old_invoice(party):
        items = erp.get(f"/api/v1/finance/open-items?customerId={at[party]}&state=OPEN")["items"]
        return next(item["id"] for item in items if item["reference"].startswith("R-"))

    def allocation(party, amount):
        return {"openItemId": old_invoice(party), "amount": eur(amount)}

    payments = "/api/v1/finance/payments"
    paid = {"customerId": at["ada"], "amount": eur("800.00"), "date": str(day)}
    erp.post(payments, {**paid, "allocations": [allocation("ada", "800.00")]})
    advance = erp.get(f"{payments}?customerId={at['bob']}")["items"][0]["id"]
    erp.post(f"{payments}/{advance}/allocate", {"allocations": [allocation("bob", "60.00")]}, 200)
    print(f"  {day} Ada pays 800.00 of R-1001; 60.00 that Bob paid in advance pay a part of R-1002")


def count_and_lose(erp, at, day):
    """A nut is missing, three bolts are broken; both told late, and dated in that week."""
    counted = [{"itemId": at["nut"], "counted": "49"}]
    broken = [{"itemId": at["bolt"], "quantity": "-3"}]
    work = (("counts", "49 nuts counted of 50", counted), ("adjustments", "3 bolts broken", broken))
    for path, reason, lines in work:
        body = {"warehouseId": at["warehouse"], "date": str(day), "reason": reason, "lines": lines}
        told = erp.post("/api/v1/inventory/" + path, body)
        print(f"  {told['date']} {reason}")


def pay_rent(erp, at, day):
    """By hand; days without a period and in closed ones are refused, and so is another opening."""
    entries, periods = "/api/v1/finance/journal-entries", "/api/v1/finance/periods"
    rent = {"accountId": at["account"]["6000"], "debit": eur("650.00")}
    bank = {"accountId": at["account"]["1000"], "credit": eur("650.00")}

    def entry(date):
        return {"text": "Rent", "date": str(date), "lines": [rent, bank]}

    paid = day + datetime.timedelta(days=5)
    erp.post(entries, entry(paid))
    print(f"  {paid} rent 650.00, by hand")
    before = datetime.date(day.year - 1, 3, 31)
    erp.refused(f"rent on {before}", entries, entry(before), 422, "finance.NO_PERIOD")
    for period in erp.get(periods)["items"]:
        if period["endDate"] <= str(day):
            erp.post(f"{periods}/{period['id']}/close", status=200)
    print(f"All periods up to {day} are closed.")
    erp.refused(f"rent on {day}", entries, entry(day), 409, "finance.PERIOD_CLOSED")
    again = "/api/v1/finance/opening/close"
    erp.refused("another opening", again, None, 409, "finance.OPENING_CLOSED")


def show_trial_balance(erp):
    wanted = {
        "1000": "9150.00",
        "1100": "1000.00",
        "1200": "492.00",
        "2000": "-840.00",
        "2200": "0.00",
        "2300": "-360.00",
        "3000": "-5000.00",
        "3900": "0.00",
        "4000": "-12300.00",
        "5000": "7200.00",
        "5100": "8.00",
        "6000": "650.00",
    }
    balance = erp.get("/api/v1/finance/trial-balance")
    print(f"\nTrial balance at the end of {balance['date']}, EUR")
    print(f"  {'':6}{'account':34}{'debit':>12}{'credit':>12}")
    sides = [decimal.Decimal(0), decimal.Decimal(0)]
    for account in balance["accounts"]:
        amount = decimal.Decimal(account["balance"]["amount"])
        side = 0 if amount >= 0 else 1
        sides[side] += abs(amount)
        shown = ["", ""]
        shown[side] = str(abs(amount))
        print(f"  {account['code']:6}{account['name']:34}{shown[0]:>12}{shown[1]:>12}")
    print(f"  {'':6}{'Total':34}{sides[0]:>12}{sides[1]:>12}\n")
    got = {account["code"]: account["balance"]["amount"] for account in balance["accounts"]}
    expect("trial balance", got, wanted)


def main():
    wait_until_ready()
    erp = Client()
    login = {"username": os.environ["ERP_ADMIN_USER"], "password": os.environ["ERP_ADMIN_PASSWORD"]}
    erp.token = erp.post("/api/v1/users/login", login, 200)["accessToken"]
    today = datetime.datetime.now(datetime.timezone.utc).date()
    day = cut_over(today)
    print(f"The old books end on {day}, in a year that began in April.")
    make_fiscal_years(erp, day, today)
    erp.post("/api/v1/finance/chart/default", status=200)
    at = make_master_data(erp)
    open_books(erp, at, day)
    print(
        "Opened: stock 700.00, receivables 1500.00, payables 840.00, a prepayment of 60.00 and the"
        " balances of the old books.\nA week of work, and an order of today:"
    )
    collect(erp, at, day + datetime.timedelta(days=3))
    count_and_lose(erp, at, day + datetime.timedelta(days=4))
    pay_rent(erp, at, day)
    sell(erp, at)
    show_trial_balance(erp)


if __name__ == "__main__":
    main()
