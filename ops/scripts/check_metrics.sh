#!/usr/bin/env bash
# Usage: ops/scripts/check_metrics.sh [--stable VERSION] [--canary VERSION]     (v1 and v2 unless said otherwise)
#
# One judgement now. While the agent's release is under way it is the agent's (`canary-agent release check`); else the
# rules of the requirements document are asked of Prometheus, by version: 5xx above 5 %, P95 above one second, pods down.
#
# Exit codes: 0 fine, 3 the canary does harm, 4 nobody can say (no data, too few, or stable is as bad), 1 failure, 2 usage.
# Environment: PROMETHEUS_URL (http://prometheus:9090), WINDOW (5m), MAX_ERROR_SHARE (0.05), MAX_P95_SECONDS (1),
#   MIN_REQUESTS (100) in the window, NAMESPACE (the current one), CANARY_AGENT (canary-agent).
set -euo pipefail
# shellcheck source=ops/scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

if ! phase=$(release_phase); then
  say "the cluster does not answer: only Prometheus is asked"
elif [[ -n $phase ]]; then
  if command -v "${agent[0]}" >/dev/null; then
    say "a release is under way ($phase): its agent judges"
    code=0
    ask_agent check || code=$?
    exit "$code"
  fi
  say "a release is under way ($phase), but ${agent[0]} is not installed here: only Prometheus is asked"
fi

# VERSION: prints what is seen of it; succeeds when it is fine, 3 when a limit is broken, 4 when there is no telling.
judge() {
  local seen share slowest down
  if ! down=$(number "sum(1 - max_over_time($(series up "$1")[1m]))"); then
    say "$1: Prometheus has no target of it"
    return 4
  fi
  if holds "$down" '>' 0; then
    say "$1: $down of its pods have not answered for a minute"
    return 3
  fi
  if ! seen=$(requests "$1") || ! holds "$seen" '>=' "${MIN_REQUESTS:-100}"; then
    say "$1: ${seen:-no} requests in $WINDOW, ${MIN_REQUESTS:-100} are needed"
    return 4
  fi
  if ! share=$(error_share "$1") || ! slowest=$(p95 "$1"); then
    say "$1: no share of errors or no P95 in $WINDOW"
    return 4
  fi
  say "$1: 5xx share $share (at most ${MAX_ERROR_SHARE:-0.05}), P95 $slowest s (at most ${MAX_P95_SECONDS:-1}), $seen requests in $WINDOW"
  if holds "$share" '>' "${MAX_ERROR_SHARE:-0.05}" || holds "$slowest" '>' "${MAX_P95_SECONDS:-1}"; then return 3; fi
}

of_canary=0 of_stable=0
judge "$canary" || of_canary=$?
judge "$stable" || of_stable=$?
case $of_canary,$of_stable in
0,3) say "$canary is fine, $stable is not" ;;
0,*) say "$canary is fine" ;;
3,3) say "both break a limit: not the canary's fault alone, a person must decide" && exit 4 ;;
3,*) say "$canary does harm" && exit 3 ;;
*) say "nobody can say whether $canary is fine" && exit 4 ;;
esac
