"""Founds two companies with master data over the API and writes the configuration of the run.

Usage: prepare.py URL FOLDER
"""

import json
import pathlib
import sys
import urllib.request
import uuid

URL, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
HERE = pathlib.Path(__file__).resolve().parent

# What commands to an order make, beside changing it.
RESULTS = {"deliver": "delivery", "invoice": "invoice"}

# Ids that {id} takes in the paths of a collection.
COLLECTIONS = {
    "finance/accounts": "account",
    "finance/journal-entries": "entry",
    "finance/payments": "payment",
    "finance/periods": "period",
    "inventory/items": "item",
    "inventory/receipts": "receipt",
    "inventory/warehouses": "warehouse",
    "sales/customers": "customer",
    "sales/deliveries": "delivery",
    "sales/invoices": "invoice",
    "sales/orders": "order",
    "users/roles": "role",
}


def call(path, body=None, token=None):
    request = urllib.request.Request(
        URL + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Idempotency-Key": str(uuid.uuid4())},
        method="GET" if body is None else "POST",
    )
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def sign_in(user):
    words = {"username": user, "password": "quite-some-secret-words"}
    return call("/api/v1/users/login", words)["accessToken"]


def found(token, name):
    """What a company needs to do its trade, and a document of each kind; ids by what they are."""
    ids = {}

    def make(kind, path, body):
        ids.setdefault(kind, []).append(call(path, body, token)["id"])
        return ids[kind][-1]

    call("/api/v1/finance/chart/default", {}, token)
    warehouse = make("warehouse", "/api/v1/inventory/warehouses", {"code": "W-" + name, "name": "Main"})
    items = [
        make("item", "/api/v1/inventory/items", {"sku": f"{name}-{n}", "name": f"Item {n}", "unit": "pcs"})
        for n in range(3)
    ]
    stock = [{"itemId": item, "quantity": "1000", "unitCost": "4"} for item in items]
    make("receipt", "/api/v1/inventory/receipts", {"warehouseId": warehouse, "lines": stock})
    customer = make("customer", "/api/v1/sales/customers", {"name": "Customer of " + name})
    line = {"itemId": items[0], "quantity": "2", "unitPrice": "9.99"}
    for verbs in ([], ["confirm"], ["confirm", "deliver"], ["confirm", "deliver", "invoice"]):
        wanted = {"customerId": customer, "warehouseId": warehouse, "lines": [line]}
        order = make("order", "/api/v1/sales/orders", wanted)
        for verb in verbs:
            make(RESULTS.get(verb, "changed"), f"/api/v1/sales/orders/{order}/{verb}", {})
    paid = {"customerId": customer, "amount": {"amount": "5.00", "currency": "EUR"}}
    make("payment", "/api/v1/finance/payments", paid)
    for kind, path in {
        "entry": "/api/v1/finance/journal-entries",
        "openItem": "/api/v1/finance/open-items",
        "account": "/api/v1/finance/accounts",
        "period": "/api/v1/finance/periods",
        "role": "/api/v1/users/roles",
    }.items():
        listed = call(path + "?limit=20", None, token)["items"]
        ids.setdefault(kind, []).extend(it["id"] for it in listed)
    return ids


def main():
    first = sign_in("first")
    company = {"code": "SECOND", "name": "Second", "currency": "EUR", "zone": "Europe/Berlin"}
    second_id = call("/api/v1/core/companies", company, first)["id"]
    user = {
        "username": "second",
        "password": "quite-some-secret-words",
        "displayName": "Second",
        "companyId": second_id,
        "roles": ["administrator"],
    }
    call("/api/v1/users/users", user, first)
    second = sign_in("second")
    own, others = found(first, "A"), found(second, "B")

    text = (HERE / "schemathesis.toml").read_text()
    text = text.replace("@HOOKS@", json.dumps(str(HERE / "hooks.py")))
    text = text.replace("@AUTH@", json.dumps(str(FOLDER / "auth.json")))
    for kind in own:
        # Mostly the caller's own, and now and then the other company's.
        text += f"\n[dictionaries.{kind}]\nvalues = {json.dumps(own[kind] * 3 + others[kind])}\n"
    for path, kind in COLLECTIONS.items():
        text += f"""
[[operations]]
include-path-regex = "^/api/v1/{path}/[{{]id[}}]"
[operations.parameters]
"path.id" = {{ dictionary = "{kind}", probability = 0.9 }}
"""
    (FOLDER / "schemathesis.toml").write_text(text)
    auth = [
        {"name": name, "fixedHeaders": [{"name": "Authorization", "value": "Bearer " + token}]}
        for name, token in (("first", first), ("second", second))
    ]
    (FOLDER / "auth.json").write_text(json.dumps({"auth": auth}))


main()
