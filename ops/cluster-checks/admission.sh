# The policies of k8s/admission: off in every kustomization, and right when applied.
# shellcheck shell=bash disable=SC2154
. ops/cluster-checks/common.sh

if kubectl kustomize k8s/overlays/production | grep -q ValidatingAdmissionPolicy; then failed 'admission is off by default'; fi
agent=system:serviceaccount:$space:canary-agent
annotate() { kubectl annotate --overwrite virtualservice erp-system "erp-release/name=erp-v2" "erp-release/phase=$1" "${@:2}" >/dev/null; }
route() { kubectl apply --filename "istio/virtual-service-$1.yaml" "${@:2}"; }
within() { local until=$((SECONDS + 30)); until "$@" >/dev/null 2>&1; do ((SECONDS < until)) || failed "$*"; done; }
trap 'command kubectl delete --filename k8s/admission >/dev/null' EXIT

route 5
annotate watching
kubectl apply --filename k8s/admission
# The API server takes a policy up a moment after it has been stored.
is_in_force() { ! route 20 --dry-run=server; }
within is_in_force
refused 'an edit by others in a release' 'release erp-v2 is under way (watching)' route 20
refused 'a removal in a release' 'is under way' kubectl delete virtualservice erp-system
refused 'the removal of the mark' 'is under way' annotate promoted
is 'the split' 'v1=95 v2=5 ' weights
kubectl label virtualservice erp-system tried=true
route 20 --as "$agent"
route 50 --as somebody --as-group erp-release-agents --as-group system:masters
annotate promoted --as "$agent"
route 0
is 'the split after the release' 'v1=100 v2=0 ' weights

kubectl create configmap erp-release-x --as "$agent"
kubectl create configmap erp-release-x-orders --as "$agent"
refused "a ConfigMap of others by the agent" 'the release agent writes' kubectl create configmap others --as "$agent"
refused "the agent's ConfigMap by others" 'is changed by nobody else' kubectl patch configmap erp-release-x --patch '{"data":{"a":"b"}}'
refused "an operator in the journal" 'is changed by nobody else' \
  kubectl patch configmap erp-release-x --patch '{"data":{"a":"b"}}' --as somebody --as-group erp-release-operators
kubectl patch configmap erp-release-x-orders --patch '{"data":{"a":"b"}}' --as somebody --as-group erp-release-operators
kubectl create configmap others
