# Sourced by the scripts here with their arguments: which versions, and numbers out of Prometheus, or none.
# shellcheck shell=bash disable=SC2034

PROMETHEUS_URL=${PROMETHEUS_URL:-http://prometheus:9090}
WINDOW=${WINDOW:-5m}
KUBECTL=(kubectl ${NAMESPACE:+--namespace "$NAMESPACE"} --request-timeout 10s)
read -ra agent <<<"${CANARY_AGENT:-canary-agent}"
stable=v1 canary=v2

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p;}' "$0" >&2; exit 2; }
for name in ${takes:-} ${flags:-}; do printf -v "${name//-/_}" ''; done
# Every script knows --stable and --canary; what else it takes it names in `takes` before this, what has no value in `flags`.
while (($#)); do
  if [[ $1 == --* && " ${flags:-} " == *" ${1#--} "* ]]; then
    name=${1#--}
    printf -v "${name//-/_}" true
    shift
    continue
  fi
  [[ ${2:-} =~ ^[a-zA-Z0-9./][-a-zA-Z0-9._/:@]*$ ]] || usage
  case $1 in
  --stable | --canary) [[ $2 =~ ^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$ ]] || usage ;;
  *) [[ $1 == --* && " ${takes:-} " == *" ${1#--} "* ]] || usage ;;
  esac
  name=${1#--}
  printf -v "${name//-/_}" '%s' "$2"
  shift 2
done

say() { printf '%s\n' "$*"; }

for program in kubectl curl jq awk; do
  command -v "$program" >/dev/null || { say "$program is needed and not installed" >&2; exit 1; }
done

# QUERY: the one number that it has now. Nothing, null, NaN, infinity, several series and an error are no number.
number() {
  curl --silent --show-error --max-time 10 --get "${PROMETHEUS_URL%/}/api/v1/query" --data-urlencode "query=$1" |
    jq --exit-status --raw-output 'select(.status == "success") | .data | select(.resultType == "vector" and (.result | length) == 1)
      | .result[0].value[1] | strings | tonumber | select(. == 0 or isnormal)'
}

holds() { awk -v "a=$1" -v "b=$3" "BEGIN { exit !(a $2 b) }"; } # NUMBER OPERATOR NUMBER

series() { printf '%s{app="erp-system",version="%s"%s}' "$1" "$2" "${3:-}"; } # METRIC VERSION [,MATCHER]

is_fresh() { # VERSION: Prometheus looks back five minutes, so a target that is gone could look alive
  local age
  age=$(number "time() - max(timestamp($(series http_requests_total "$1")))") && holds "$age" '<=' 60
}

requests() { # VERSION: how many it had in the window
  is_fresh "$1" || return 1
  number "sum(increase($(series http_requests_total "$1")[$WINDOW]))"
}

# VERSION: the share of 5xx. No series of 5xx means none; no requests mean no number.
error_share() {
  local all errors
  all="sum(rate($(series http_requests_total "$1")[$WINDOW]))"
  errors="sum(rate($(series http_requests_total "$1" ',status=~"5.."')[$WINDOW]))"
  number "($errors or 0 * $all) / $all"
}

p95() { number "histogram_quantile(0.95, sum by (le) (rate($(series http_request_duration_seconds_bucket "$1")[$WINDOW])))"; }

# NAME: what the agent has written on the VirtualService about its release: phase, weight, name, why.
annotation() { "${KUBECTL[@]}" get virtualservice erp-system --ignore-not-found --output "jsonpath={.metadata.annotations.erp-release/$1}"; }

# The phase of the agent's release, where one is under way; else nothing.
release_phase() {
  local phase
  phase=$(annotation phase) || return 1
  case $phase in promoted | rolled-back | refused | failed) ;; *) say "$phase" ;; esac
}

# COMMAND OPTION...: the agent's command line about this cluster's releases, whatever shell it runs in
ask_agent() { "${agent[@]}" release "$1" --cluster ${NAMESPACE:+--namespace "$NAMESPACE"} "${@:2}"; }

# Whether an agent is at work, as the Lease says; 2 where the cluster does not. The clocks of two machines may differ by a
# minute, so a Lease that is neither free nor older than that is watched for its duration: a living agent renews it.
agent_lives() {
  local lease first duration age end
  lease=$(lease) || return 2
  [[ -n $lease ]] || return 1
  read -r first duration age <<<"$lease"
  ((age <= duration + 60)) || return 1
  end=$((SECONDS + duration + 1))
  while ((SECONDS < end)); do
    sleep 1
    lease=$(lease) || return 2
    [[ -n $lease ]] || return 1
    [[ $lease == "$first "* ]] || return 0
  done
  return 1
}

# The Lease of the release's agent: when it was renewed, for how many seconds, how many seconds ago. Nothing where nobody holds it.
lease() {
  "${KUBECTL[@]}" get lease erp-release-erp-system --ignore-not-found --output json |
    jq --raw-output 'select((.spec.holderIdentity // "") != "" and .spec.renewTime != null) | .spec
      | "\(.renewTime) \(.leaseDurationSeconds // 15) \(now - (.renewTime | sub("[.][0-9]+"; "") | fromdateiso8601) | floor)"'
}

# SECONDS COMMAND...: until it succeeds
within() {
  local until=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < until)) || return 1
    sleep 1
  done
}
