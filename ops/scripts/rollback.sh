#!/usr/bin/env bash
# Usage: ops/scripts/rollback.sh [--stable VERSION] [--canary VERSION] [--by-hand]     (v1 and v2 unless said otherwise)
#
# All traffic back to stable, and the proof of it. While the agent's release is under way the agent is told to (`canary-agent
# release rollback`); without one, or when it does not act and is dead, the routes of istio/virtual-service-rollback.yaml are
# written: spec.http alone, hosts and gateways stay. A living agent would take what is done by hand for a meddler's work and
# undo it; --by-hand does it all the same, at once. The proof: the VirtualService is read back, the canary has had no request for
# 45 seconds, stable's 5xx and P95 are within their limits.
#
# Exit codes: 3 rolled back and proven, 1 not (the last line says what is open), 2 usage.
# Environment: as check_metrics.sh; AGENT_SECONDS (60) for the agent to move traffic, PROVE_SECONDS (180) for the proof,
#   SILENCE (45s), FORCE=true to go back to a version none of whose pods are ready.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
flags='by-hand'
# shellcheck source=ops/scripts/common.sh
. "$root/ops/scripts/common.sh"
failed() { say "NOT rolled back and proven: $*" >&2; exit 1; }

# Whether every route but the probes' ends at stable alone.
restored() {
  "${KUBECTL[@]}" get virtualservice erp-system --output json | jq --exit-status --arg stable "$stable" '
    [.spec.http[] | select((.name // "") | startswith("probe-") | not) | .route[] | select((.weight // 100) > 0)]
    | length > 0 and all(.[]; .destination.subset == $stable)' >/dev/null
}

by_agent() {
  local code=0
  say "the agent is told to roll back"
  ask_agent rollback --why "rollback.sh, by ${GITLAB_USER_LOGIN:-${GITHUB_ACTOR:-$(id -un)}}" || code=$?
  case $code in
  0) within "${AGENT_SECONDS:-60}" restored ;;
  3) exit 3 ;; # it was the agent itself, and has proven it
  *) return 1 ;;
  esac
}

ready() { # VERSION: how many of its pods are
  "${KUBECTL[@]}" get pods --selector "app=erp-system,version=$1" --output json |
    jq '[.items[] | select(any(.status.conditions[]?; .type == "Ready" and .status == "True"))] | length'
}

by_hand() {
  local found=0 http
  if [[ ${by_hand:-} == true ]]; then
    say "by hand, as told; an agent at work may undo it: kubectl delete job canary-agent-release ends it"
  else
    agent_lives || found=$?
    case $found in
    0) failed "an agent is at work and holds the Lease erp-release-erp-system; it alone moves traffic (--by-hand does it all the same)" ;;
    2) failed "the Lease erp-release-erp-system cannot be read, so an agent may be at work (--by-hand does it all the same)" ;;
    esac
  fi
  [[ ${FORCE:-} == true || $(ready "$stable") -gt 0 ]] || failed "no pod of $stable is ready; users would reach nobody (FORCE=true does it all the same)"
  http=$(sed -E "/^ +(subset|exact|- name): /{s/(: |probe-)v1$/\1$stable/;t;s/(: |probe-)v2$/\1$canary/;}" \
    "$root/istio/virtual-service-rollback.yaml" | "${KUBECTL[@]}" create --dry-run=client --filename - --output json |
    jq '{spec: {http: .spec.http}}') || failed "the routes of istio/virtual-service-rollback.yaml cannot be read"
  "${KUBECTL[@]}" patch virtualservice erp-system --type=merge --patch "$http" ||
    failed "the VirtualService could not be changed; where k8s/admission is applied, take its binding away"
}

silent() { # the canary's counters stand still, or it has no pod that could answer
  local count
  if is_fresh "$canary" && count=$(number "sum(increase($(series http_requests_total "$canary")[${SILENCE:-45s}]))"); then
    holds "$count" '==' 0
  else
    count=$(ready "$canary") && ((count == 0))
  fi
}
well() {
  local share slowest
  share=$(error_share "$stable") && holds "$share" '<=' "${MAX_ERROR_SHARE:-0.05}" &&
    slowest=$(p95 "$stable") && holds "$slowest" '<=' "${MAX_P95_SECONDS:-1}" && requests "$stable" >/dev/null
}

if ! phase=$(release_phase); then failed "the cluster does not answer"; fi
if [[ ${by_hand:-} == true ]] || { [[ -z $phase ]] && ! agent_lives; }; then
  by_hand
elif ! command -v "${agent[0]}" >/dev/null; then
  say "a release is under way (${phase:-begun}), but ${agent[0]} is not installed here"
  by_hand
elif ! by_agent; then
  say "the agent did not move traffic"
  by_hand
fi
within 10 restored || failed "the VirtualService does not send all traffic to $stable"
say "all traffic goes to $stable"
within "${PROVE_SECONDS:-180}" silent || failed "$canary still gets requests, or Prometheus cannot say"
within "${PROVE_SECONDS:-180}" well || failed "$stable is not well, or Prometheus cannot say"
say "rolled back: $canary is silent, $stable is within its limits"
exit 3
