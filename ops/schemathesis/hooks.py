"""What Schemathesis is told about this API: how to get deep, and what the description promises beyond its own checks."""

import uuid

import schemathesis

# Rules beyond what the description says of each member by itself, so that data which is valid by it may break them:
# "characters": where an invisible character is needed (a joiner between Arabic letters) is no pattern;
# "scale": how many decimal places an amount has depends on the currency beside it;
# "range": the worth of a document is the sum over its lines;
# "unused": a member has no meaning beside another's value, as a unit cost where the quantity is negative;
# "oneOf": exactly one of two members is to be there; "together": both or neither;
# "order": one member is not to come before another, or to be above it;
# "duplicate": two lines name the same, as an item, whatever else they say.
BEYOND_SCHEMA = {"characters", "scale", "range", "unused", "oneOf", "together", "order", "duplicate"}


@schemathesis.hook
def before_call(context, case, kwargs):
    """Valid data is to get deep, past what the generator does to headers."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    headers = case.headers or {}
    if "Idempotency-Key" in headers:  # it repeats itself, and would only meet its own replays
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    for name in ("If-Match", "If-None-Match"):  # it loses the quotes of an ETag, which the pattern wants
        if headers.get(name, "*") != "*" and '"' not in headers[name]:
            case.headers[name] = f'"{headers[name]}"'


@schemathesis.check
def what_is_valid_is_understood(ctx, response, case):
    """The edge refuses no data that the description calls valid: what is refused then is refused by the business."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code not in (400, 422):
        return
    problem = response.json()
    if problem.get("code") not in ("core.MALFORMED_REQUEST", "core.INVALID_REQUEST"):
        return
    broken = [error for error in problem.get("errors", []) if error["code"] not in BEYOND_SCHEMA]
    assert not broken, f"valid by the description, but: {broken}"


@schemathesis.check
def problems_are_described(ctx, response, case):
    """The code of each problem stands among those of its operation and status."""
    if response.status_code < 400:
        return
    described = case.operation.definition.raw.get("responses", {}).get(str(response.status_code))
    if described is None:
        return  # status_code_conformance says so
    code = response.json().get("code")
    assert code in described.get("x-problem-codes", []), f"{code} is not described for {response.status_code}"
