#!/usr/bin/env bash
# Usage: ops/scripts/start_release.sh --stable VERSION --canary VERSION --image IMAGE [--agent-image IMAGE] [--plan FILE]
#
# Begins a release on the cluster: migrates the schema for the canary (expand steps only) and makes its database account, then
# hands the plan (ops/release-plan.yaml with these versions and the VirtualService's host) to an agent in a Job.
# ops/scripts/await_release.sh follows it; what the VirtualService says of the release before is taken away.
#
# Exit codes: 0 begun, 5 refused (a release is under way, or the migration failed: no traffic has moved), 1 failure, 2 usage.
# Environment: NAMESPACE (the current one), MIGRATE_SECONDS (3600).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
takes='image agent-image plan'
# shellcheck source=ops/scripts/common.sh
. "$root/ops/scripts/common.sh"
[[ -n ${image:-} && $stable != "$canary" ]] || usage
refused() { say "refused: $*" >&2; exit 5; }

phase=$(release_phase)
[[ -z $phase ]] || refused "the release $(annotation name) is under way ($phase)"
# NAME: how that Job has ended; nothing while it has not.
end_of() { "${KUBECTL[@]}" get job "$1" --output 'jsonpath={.status.conditions[?(@.status=="True")].type}' | grep -owE 'Complete|Failed'; }
found=$("${KUBECTL[@]}" get job canary-agent-release --ignore-not-found --output name)
[[ -z $found || -n $(end_of canary-agent-release || true) ]] || refused "the Job canary-agent-release is at work"

migration=erp-system-migrate-$canary
"${KUBECTL[@]}" delete job "$migration" --ignore-not-found
sed -e "s/-v2\b/-$canary/; s/erp_v2\b/erp_$canary/; s/version: v2\b/version: $canary/; s|image: erp-system:v2|image: $image|" \
  "$root/k8s/job-migrate-v2.yaml" | "${KUBECTL[@]}" apply --filename -
ended() { [[ -n $(end_of "$migration") ]]; }
within "${MIGRATE_SECONDS:-3600}" ended || refused "the migration takes too long"
if [[ $(end_of "$migration") != Complete ]]; then
  "${KUBECTL[@]}" logs "job/$migration" --all-containers --tail 20 >&2 || true
  refused "the migration failed"
fi

# The plan's host is the example's; an overlay may have routed another (ops/scripts/install.sh). A plan of one's own says its own.
host=erp-system.example.com
if [[ -z ${plan:-} ]]; then
  host=$("${KUBECTL[@]}" get virtualservice erp-system --output json | jq --raw-output --arg example "$host" \
    'first(.spec.hosts[] | select(test("[.]") and (startswith("*") | not))) // $example')
fi
sed -e "s/^release: .*/release: erp-$canary/; s/^stable: {version: v1/stable: {version: $stable/" \
  -e "s|^  entrance: https://erp-system.example.com$|  entrance: https://$host|" \
  -e "s/^canary: {version: v2\(.*\)image: \"[^\"]*\"/canary: {version: $canary\1image: \"${image//\//\\/}\"/" "${plan:-$root/ops/release-plan.yaml}" |
  "${KUBECTL[@]}" create configmap canary-agent-plan --from-file=plan.yaml=/dev/stdin --dry-run=client --output yaml |
  "${KUBECTL[@]}" apply --filename -
"${KUBECTL[@]}" delete job canary-agent-release --ignore-not-found
# What the release before has said is not this one's: await_release.sh would believe it until the new agent speaks.
"${KUBECTL[@]}" annotate virtualservice erp-system erp-release/{name,phase,weight,why,since}- >/dev/null
sed "s|image: canary-agent:v1|image: ${agent_image:-canary-agent:v1}|" "$root/k8s/agent-job.yaml" | "${KUBECTL[@]}" apply --filename -
say "the release erp-$canary has begun"
