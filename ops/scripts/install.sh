#!/usr/bin/env bash
# Usage: ops/scripts/install.sh --overlay local|staging|production [--image IMAGE] [--agent-image IMAGE]
#
# Applies an overlay, at any time: it leaves alone what releases change. Where there is no VirtualService yet, the first version
# comes up after it: database, schema, three pods of v1, all traffic for the overlay's hosts to them. Secrets must be there before (k8s/secret-template.yaml;
# the overlay local has its own).
#
# Exit codes: 0 installed, 1 failure, 2 usage. Environment: INSTALL_SECONDS (600) for each step of the first version.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
takes='overlay image agent-image'
# shellcheck source=ops/scripts/common.sh
. "$root/ops/scripts/common.sh"
[[ ${overlay:-} =~ ^(local|staging|production)$ ]] || usage
KUBECTL=(kubectl --namespace erp)
timeout=--timeout=${INSTALL_SECONDS:-600}s
images() { sed -e "s|image: erp-system:v1|image: ${image:-erp-system:v1}|; s|image: canary-agent:v1|image: ${agent_image:-canary-agent:v1}|" "$@"; }

kubectl kustomize "$root/k8s/overlays/$overlay" | images | kubectl apply --filename -
"${KUBECTL[@]}" apply --filename "$root/k8s/service.yaml"
found=$("${KUBECTL[@]}" get virtualservice erp-system --ignore-not-found --output name)
if [[ -n $found ]]; then
  say "traffic is routed already: versions and weights are the releases' business"
  exit 0
fi
[[ $overlay != local ]] || "${KUBECTL[@]}" rollout status statefulset/mysql "$timeout"
"${KUBECTL[@]}" delete job erp-system-migrate-v1 --ignore-not-found
images "$root/k8s/job-migrate-v1.yaml" | "${KUBECTL[@]}" apply --filename -
"${KUBECTL[@]}" wait --for=condition=complete job/erp-system-migrate-v1 "$timeout"
images "$root/k8s/deployment-v1.yaml" | "${KUBECTL[@]}" apply --filename -
"${KUBECTL[@]}" rollout status deployment/erp-system-v1 "$timeout"
"${KUBECTL[@]}" apply --filename "$root/k8s/hpa-v1.yaml" --filename "$root/k8s/pdb-v1.yaml" \
  --filename "$root/istio/destination-rule.yaml"
# The hosts that the overlay lets in at the gateway, not the example's, or nobody who comes that way would be routed.
hosts=$("${KUBECTL[@]}" get gateways.networking.istio.io erp-system-gateway --output json |
  jq --compact-output '[.spec.servers[].hosts[] | sub("^.*/"; "")] + ["erp-system"] | reduce .[] as $it ([]; if index($it) then . else . + [$it] end)')
"${KUBECTL[@]}" create --dry-run=client --filename "$root/istio/virtual-service-0.yaml" --output json | jq --argjson hosts "$hosts" '.spec.hosts = $hosts' |
  "${KUBECTL[@]}" apply --filename -
say "installed: all traffic goes to v1"
