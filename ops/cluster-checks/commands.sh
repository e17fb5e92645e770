# What the requirements document has its reader type (sections 3.2 and 2.6.2, the commands of 4.1), in a namespace of its own.
# shellcheck shell=bash disable=SC2154
. ops/cluster-checks/common.sh

# run 'COMMAND LINE' [CHECK...]: the line as the document has it, then what must hold
run() {
  printf '$ %s\n' "$1"
  bash -euo pipefail -c "kubectl() { command kubectl --warnings-as-errors \"\$@\"; }; $1" || failed "$1"
}

# 3.1: what the document calls the environment and the configuration.
kubectl create namespace "$space"
kubectl create secret generic erp-system-secret --from-literal=db-url="$DB_URL" --from-literal=db-password=only-to-try-it-out \
  --from-literal=secret=only-to-try-it-out-and-known-to-everybody --from-literal=admin-user=admin --from-literal=admin-password=change-me-please
kubectl create secret generic erp-system-owner --from-literal=db-url="$DB_URL" --from-literal=db-user=root --from-literal=db-password="$DB_PASSWORD"
kubectl create secret generic canary-agent-secret --from-literal=PROBE_PASSWORD=only-to-try-it-out --from-literal=DB_PASSWORD=only-to-try-it-out
kubectl create secret generic canary-agent-tokens --from-literal=tokens='tests only-to-try-it-out-and-known-to-everybody'
kubectl apply --filename k8s/base/serviceaccount.yaml
for version in v1 v2; do
  kubectl apply --filename "k8s/job-migrate-$version.yaml"
  kubectl wait --for=condition=complete "job/erp-system-migrate-$version" --timeout=120s
done
kubectl apply --kustomize k8s
kubectl rollout status deployment/erp-system-v1 --timeout=180s
kubectl apply --filename istio/gateway.yaml --filename istio/destination-rule.yaml --filename istio/virtual-service-0.yaml
is 'the split at first' 'v1=100 v2=0 ' weights

# 3.2.1
run 'kubectl apply -f k8s/deployment-v2.yaml'
run 'kubectl rollout status deployment/erp-system-v2'
run 'kubectl get pods -l app=erp-system,version=v2'
is 'the number of ready pods of v2' 3 kubectl get deployment erp-system-v2 --output 'jsonpath={.status.readyReplicas}'
is 'restarts of the pods' '000000' kubectl get pods --selector app=erp-system \
  --output 'jsonpath={range .items[*]}{.status.containerStatuses[0].restartCount}{end}'
# 3.2.2
run 'kubectl apply -f istio/virtual-service-5.yaml'
is 'the split at 5 %' 'v1=95 v2=5 ' weights
# 3.2.3
run 'kubectl apply -f istio/virtual-service-20.yaml'
is 'the split at 20 %' 'v1=80 v2=20 ' weights
# 3.2.4
run 'kubectl apply -f istio/virtual-service-50.yaml'
is 'the split at 50 %' 'v1=50 v2=50 ' weights
# 3.2.5
run 'kubectl apply -f istio/virtual-service-100.yaml'
is 'the split at 100 %' 'v1=0 v2=100 ' weights
# 2.6.2 (its first step is 4.2.2's line, spelt rightly), and the removal of the new version
run 'kubectl apply -f istio/virtual-service-rollback.yaml'
is 'the split after a rollback' 'v1=100 v2=0 ' weights
run 'kubectl delete deployment/erp-system-v2'
# 3.2.5, the end of a release that went well: the old version goes once all traffic is on the new one
run 'kubectl apply -f k8s/deployment-v2.yaml'
run 'kubectl rollout status deployment/erp-system-v2'
run 'kubectl apply -f istio/virtual-service-100.yaml'
run 'kubectl delete deployment/erp-system-v1'
is 'the split in the end' 'v1=0 v2=100 ' weights
