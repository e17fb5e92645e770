# Every manifest, singly and by overlay: the API server takes it without a warning, tried and in earnest.
# shellcheck shell=bash
. ops/cluster-checks/common.sh

files=(k8s/*.yaml k8s/base/*.yaml k8s/options/*.yaml k8s/hooks/*.yaml istio/*.yaml k8s/admission/*.yaml)
for file in "${files[@]}"; do
  case $file in
  */kustomization.yaml) ;;
  k8s/secret-template.yaml) refused "$file unchanged" 'illegal base64 data' kubectl apply --dry-run=server --filename "$file" ;;
  *) kubectl apply --dry-run=server --filename "$file" >/dev/null || failed "$file (dry run)" ;;
  esac
done
kubectl create configmap canary-agent-plan --from-literal=plan.yaml='release: none' --dry-run=client --output yaml | kubectl apply --filename - >/dev/null
for file in "${files[@]}"; do
  case $file in
  */kustomization.yaml | k8s/secret-template.yaml | k8s/options/* | k8s/hooks/* | k8s/admission/*) ;; # admission.sh applies the policies, options widen rights
  *) kubectl apply --filename "$file" >/dev/null || failed "$file" ;;
  esac
done
for overlay in local staging production; do
  # Nothing can be tried in a namespace that is not there.
  kubectl apply --filename "k8s/overlays/$overlay/namespace.yaml" >/dev/null
  kubectl apply --dry-run=server --kustomize "k8s/overlays/$overlay" >/dev/null || failed "overlay $overlay (dry run)"
done
kubectl apply --kustomize k8s/overlays/local >/dev/null || failed 'overlay local'
kubectl apply --kustomize k8s/hooks >/dev/null || failed 'hooks'
kubectl delete --kustomize k8s/hooks >/dev/null || failed 'hooks (removed)'
# Applied again while a release runs it must leave alone what the release has changed.
kubectl kustomize k8s/overlays/production | grep -E '^kind: (Deployment|VirtualService|DestinationRule|HorizontalPodAutoscaler)' |
  sort | uniq -c | grep -vE '^ +1 kind: Deployment$' && failed 'an overlay holds what releases change'
printf '%s manifests and three overlays\n' "${#files[@]}"
