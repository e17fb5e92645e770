# shellcheck shell=bash disable=SC2154,SC2034 # variables of the other parts
# Part of ops/bin/real-kubernetes: istiod, and Envoy as ingress gateway where there is a node.

istiod() {
  mkdir -p "$dir/istiod"
  printf 'enableAutoMtls: false\ndefaultConfig: {discoveryAddress: "127.0.0.1:%s"}\n' $((port + 6)) >"$dir/mesh.yaml"
  # The two filters exist only in Istio's own build of Envoy. Gateways are deployed by us, not by istiod. Signing keys in
  # the cluster are read by Envoy, as istiod would need the cluster's DNS.
  run istiod env -C "$dir/istiod" POD_NAMESPACE=istio-system POD_NAME=istiod-1 REVISION=default CLUSTER_ID=Kubernetes \
    PILOT_ENABLE_ALPN_FILTER=false PILOT_ENABLE_METADATA_EXCHANGE=false PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER=false \
    PILOT_JWT_ENABLE_REMOTE_JWKS=hybrid \
    VALIDATION_WEBHOOK_CONFIG_NAME=istio-validator INJECTION_WEBHOOK_CONFIG_NAME='' ISTIOD_CUSTOM_HOST=localhost \
    "$bin/pilot-discovery" discovery --kubeconfig "$KUBECONFIG" --meshConfig "$dir/mesh.yaml" -n istio-system \
    --httpAddr "127.0.0.1:$((port + 5))" --grpcAddr "127.0.0.1:$((port + 6))" --httpsAddr "127.0.0.1:$((port + 7))" \
    --secureGRPCAddr "127.0.0.1:$((port + 8))" --monitoringAddr "127.0.0.1:$((port + 9))" --ctrlz_port 0 --shutdownDuration 1s
  wait_for 60 istiod curl -sSf "http://127.0.0.1:$((port + 5))/ready"
}

validates() {
  [[ $(kubectl get validatingwebhookconfiguration istio-validator-istio-system \
    -o jsonpath='{.webhooks[0].failurePolicy}') == Fail ]]
}

start_mesh() {
  kubectl create namespace istio-system >/dev/null 2>&1 || true
  # Once made it belongs to istiod, which writes into it.
  kubectl get -f "$parts/webhook.yaml" >/dev/null 2>&1 ||
    sed "s/ISTIOD_WEBHOOK_PORT/$((port + 7))/" "$parts/webhook.yaml" | kubectl create -f - >/dev/null
  istiod
  wait_for 60 istiod validates
  [[ -z $nodeimages ]] || start_gateway
}

start_gateway() {
  local pods='get pod -l istio=ingressgateway -o jsonpath={.items[0].status.podIP}'
  # After a stop the API still shows the old pod, with its old address.
  [[ -z $nodes_are_new ]] || kubectl -n istio-system delete pod -l istio=ingressgateway >/dev/null
  sed -e "s|ENVOY_PATH|$bin/envoy-$envoy|" -e "s|ISTIOD_ADDRESS|$nodeaddress:$((port + 8))|" "$parts/gateway.yaml" |
    kubectl apply --server-side -f - >/dev/null
  kubectl -n istio-system rollout status deployment/istio-ingressgateway --timeout=60s >&2
  # shellcheck disable=SC2086
  pods=$(kubectl -n istio-system $pods)
  printf 'GATEWAY=%s:8080\nGATEWAY_TLS=%s:8443\n' "$pods" "$pods"
}
