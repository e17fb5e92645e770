# ops/scripts/start_release.sh as a pipeline calls it: the schema and the account of the next version, then an agent with its plan.
# shellcheck shell=bash disable=SC2154
. ops/cluster-checks/common.sh

# What the release before has left is not taken for what this one says.
kubectl annotate --overwrite virtualservice erp-system erp-release/name=erp-v3 erp-release/phase=rolled-back erp-release/weight=0 \
  erp-release/why='the attempt before' erp-release/since=2026-11-24T08:00:00Z >/dev/null
start() { NAMESPACE=$space ops/scripts/start_release.sh --stable v2 --canary v3 --image registry.example:5000/erp-system:v3 "$@"; }
start --agent-image canary-agent:v3
await() { NAMESPACE=$space AWAIT_SECONDS=1 AWAIT_INTERVAL=0.1 ops/scripts/await_release.sh --until 5 "$@"; }
undecided() { # WHAT OPTION...: nothing is known yet
  local what=$1 code=0 said
  said=$(await "${@:2}" 2>&1) || code=$?
  [[ $code == 4 && $said == *'not begun'* ]] || failed "$what: $code, $said"
}
undecided 'the second attempt of a release' --release erp-v3
undecided 'a release without a name'
is 'the migration for v3' 1 kubectl get job erp-system-migrate-v3 --output 'jsonpath={.status.succeeded}'
is "its account" '["db","account","erp_v3","--max-connections","100"]' \
  kubectl get job erp-system-migrate-v3 --output 'jsonpath={.spec.template.spec.containers[0].args}'
plan() { kubectl get configmap canary-agent-plan --output 'jsonpath={.data.plan\.yaml}' | grep -E '^(release|stable|canary): '; }
is 'the plan' 'release: erp-v3
stable: {version: v2, replicas: 3}
canary: {version: v3, replicas: 3, image: "registry.example:5000/erp-system:v3"}' plan
is "the agent's image" canary-agent:v3 kubectl get job canary-agent-release --output 'jsonpath={.spec.template.spec.containers[0].image}'
refused 'a second release beside it' 'is at work' start
kubectl annotate --overwrite virtualservice erp-system erp-release/name=erp-v3 erp-release/phase=watching >/dev/null
refused 'a release beside another' 'erp-v3 is under way (watching)' start
kubectl annotate virtualservice erp-system erp-release/name- erp-release/phase- >/dev/null
kubectl delete job canary-agent-release --wait=false
