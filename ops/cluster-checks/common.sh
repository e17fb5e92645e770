# Sourced by the parts of ops/bin/document-commands.
# shellcheck shell=bash

failed() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
# Every kubectl below fails on a warning of the API server.
kubectl() { command kubectl --warnings-as-errors "$@"; }
is() { # WHAT WANTED COMMAND...
  local what=$1 wanted=$2 got
  shift 2
  got=$("$@") && [[ $got == "$wanted" ]] || failed "$what is '$got' instead of '$wanted'"
}
refused() { # WHAT TEXT COMMAND...: it fails, and says so
  local what=$1 text=$2 said
  shift 2
  if said=$("$@" 2>&1); then failed "$what was accepted"; fi
  [[ $said == *"$text"* ]] || failed "$what was refused for another reason: $said"
}
weights() { kubectl get virtualservice erp-system --output 'jsonpath={range .spec.http[-1:].route[*]}{.destination.subset}={.weight} {end}'; }
