# shellcheck shell=bash disable=SC2154,SC2034 # variables of the other parts
# Part of ops/bin/real-kubernetes: etcd, API server, controllers, scheduler and the nodes.
kubectl() { "$bin/kubectl" "$@"; }

check_machine() { # what is missing is told before anything is started
  local what="a node whose pods are processes"
  needs "the control plane" openssl curl flock setsid
  if [[ -n $nodeimages ]]; then
    needs "$what" ip unshare nsenter setpriv mount python3
    [[ $(id -u) -eq 0 ]] || die "$what needs root (network namespaces); without --node root is not needed"
    python3 -m json.tool "$nodeimages" >/dev/null || die "$nodeimages is no JSON"
  fi
}

kubeconfig() { # FILE TOKEN
  cat >"$1" <<END
apiVersion: v1
kind: Config
clusters:
- name: real
  cluster: {server: "https://127.0.0.1:$port", certificate-authority: "$dir/pki/apiserver.crt"}
users:
- name: user
  user: {token: "$2"}
contexts:
- name: real
  context: {cluster: real, user: user}
current-context: real
END
}

users() { # one token for each user; RBAC decides what each may do
  local user n
  local -a all=(admin kcm scheduler proxy)
  for ((n = 1; n <= 9; n++)); do all+=("node-$n"); done
  for user in "${all[@]}"; do
    [[ -s $dir/token/$user ]] || openssl rand -hex 24 >"$dir/token/$user"
  done
  {
    echo "$(cat "$dir/token/admin"),admin,admin,\"system:masters\""
    echo "$(cat "$dir/token/kcm"),system:kube-controller-manager,kcm"
    echo "$(cat "$dir/token/scheduler"),system:kube-scheduler,scheduler"
    echo "$(cat "$dir/token/proxy"),system:kube-proxy,proxy"
    for ((n = 1; n <= 9; n++)); do
      echo "$(cat "$dir/token/node-$n"),system:node:node-$n,node-$n,\"system:nodes\""
    done
  } >"$dir/token/all.csv"
  for user in admin kcm scheduler; do kubeconfig "$dir/$user.kubeconfig" "$(cat "$dir/token/$user")"; done
}

keys() {
  [[ -s $dir/pki/sa.key ]] || openssl genrsa -out "$dir/pki/sa.key" 2048 2>/dev/null
  local name
  # With the one the API server shows itself to the nodes, with the other they to it.
  for name in to-nodes nodes; do
    [[ -s $dir/pki/$name.key ]] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 3650 \
      -subj "/CN=$name" -addext "subjectAltName=IP:$nodeaddress,DNS:localhost" \
      -keyout "$dir/pki/$name.key" -out "$dir/pki/$name.crt" 2>/dev/null
  done
}

etcd_and_apiserver() {
  run etcd "$bin/etcd" --data-dir "$dir/etcd" --unsafe-no-fsync \
    --listen-client-urls "http://127.0.0.1:$((port + 1))" --advertise-client-urls "http://127.0.0.1:$((port + 1))" \
    --listen-peer-urls "http://127.0.0.1:$((port + 2))" --initial-advertise-peer-urls "http://127.0.0.1:$((port + 2))" \
    --initial-cluster "default=http://127.0.0.1:$((port + 2))" --log-level warn
  # It makes a certificate of its own in --cert-dir, which is also the CA. The address under which pods know it
  # may not be a loopback one, so the endpoints of the service "kubernetes" are not written.
  run apiserver "$bin/kube-apiserver" --etcd-servers "http://127.0.0.1:$((port + 1))" \
    --bind-address 127.0.0.1 --secure-port "$port" --advertise-address "$nodeaddress" \
    --endpoint-reconciler-type none --cert-dir "$dir/pki" --token-auth-file "$dir/token/all.csv" \
    --authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction \
    --kubelet-client-certificate "$dir/pki/to-nodes.crt" --kubelet-client-key "$dir/pki/to-nodes.key" \
    --kubelet-preferred-address-types InternalIP \
    --default-not-ready-toleration-seconds "$grace" --default-unreachable-toleration-seconds "$grace" \
    --service-cluster-ip-range 10.96.0.0/16 --service-account-issuer https://kubernetes.default.svc \
    --service-account-key-file "$dir/pki/sa.key" --service-account-signing-key-file "$dir/pki/sa.key" \
    --allow-privileged=true --profiling=false
  wait_for 90 apiserver curl -sSf --cacert "$dir/pki/apiserver.crt" "https://127.0.0.1:$port/readyz"
}

control_plane() {
  users
  keys
  etcd_and_apiserver
  run controller-manager "$bin/kube-controller-manager" --kubeconfig "$dir/kcm.kubeconfig" \
    --authentication-kubeconfig "$dir/kcm.kubeconfig" --authorization-kubeconfig "$dir/kcm.kubeconfig" \
    --bind-address 127.0.0.1 --secure-port $((port + 3)) --cert-dir "$dir/pki/kcm" --leader-elect=false \
    --use-service-account-credentials --service-account-private-key-file "$dir/pki/sa.key" \
    --root-ca-file "$dir/pki/apiserver.crt" --profiling=false \
    --node-monitor-period 1s --node-monitor-grace-period "${grace}s"
  run scheduler "$bin/kube-scheduler" --kubeconfig "$dir/scheduler.kubeconfig" \
    --authentication-kubeconfig "$dir/scheduler.kubeconfig" --authorization-kubeconfig "$dir/scheduler.kubeconfig" \
    --bind-address 127.0.0.1 --secure-port $((port + 4)) --cert-dir "$dir/pki/scheduler" --leader-elect=false --profiling=false
  if ! cmp --silent "$cache/crds/.stamp" "$dir/crds.stamp"; then
    kubectl apply --server-side -f "$cache/crds" >"$dir/log/crds.log"
    kubectl wait --for condition=established crd --all --timeout=60s >>"$dir/log/crds.log"
    cp "$cache/crds/.stamp" "$dir/crds.stamp"
  fi
  # A pod needs the service account "default", which the controller manager makes.
  wait_for 90 controller-manager kubectl get serviceaccount default
  wait_for 60 scheduler curl -sSfk "https://127.0.0.1:$((port + 4))/healthz"
}

nodes_are_new=''
start_nodes() {
  local n each
  local -a images=(--images "$nodeimages") forward=()
  if [[ -n $istio ]]; then
    printf '{"local/istio-gateway:.*": ["%s"]}\n' "$parts/gateway" >"$dir/gateway-images.json"
    images=(--images "$dir/gateway-images.json" "${images[@]}")
    forward=(--forward $((port + 8)))
  fi
  [[ -s $dir/images.json ]] || echo '{}' >"$dir/images.json"
  images+=(--images "$dir/images.json")
  for each in ${forwards[@]+"${forwards[@]}"}; do forward+=(--forward "$each"); done
  for ((n = 1; n <= nodes; n++)); do
    alive "node-$n" || nodes_are_new=1
    run "node-$n" python3 -B "$parts/node" --number "$n" --server "https://127.0.0.1:$port" --pki "$dir/pki" \
      --token-file "$dir/token/node-$n" --dir "$dir/node-$n" \
      --bridge "$bridge" --cidr "$cidr" "${images[@]}" ${forward[@]+"${forward[@]}"}
  done
  for ((n = 1; n <= nodes; n++)); do
    wait_for 30 "node-$n" kubectl wait --for condition=ready "node/node-$n" --timeout=1s
  done
  echo "NODE=$nodeaddress"
}

start() {
  check_machine
  fetch
  mkdir -p "$dir"/{pki,log,pid,etcd,token,command}
  chmod 700 "$dir" "$dir/etcd"
  settle
  guard
  control_plane
  echo "KUBECONFIG=$KUBECONFIG"
  if [[ -n $nodeimages ]]; then start_nodes; fi
  if [[ -n $istio ]]; then start_mesh; fi
}

guard() { # the cluster ends with the process that wants it, even a killed one
  [[ -n $while ]] || return 0
  end guard
  # shellcheck disable=SC2016
  run guard bash -c 'until ! kill -0 "$1" 2>/dev/null; do sleep 1; done; exec "$0" wipe "$2"' "$self" "$while" "$dir"
}

clear_node() { # NAME: what its pods left
  [[ ! -s $dir/command/$1 ]] || python3 -B "$parts/node" --clean "$1" --bridge "$bridge" --cidr "$cidr"
}

stop() {
  local file name
  [[ -s $dir/settings ]] || return 0 # nothing of it was started
  settings
  for file in "$dir"/pid/node-*; do
    [[ -e $file ]] || continue
    name=${file##*/}
    end "$name"
    clear_node "$name"
  done
  [[ $(pid_of guard) == "$$" ]] || end guard # it is the guard that stops us, or there is nothing to guard any more
  for name in istiod scheduler controller-manager apiserver etcd; do end "$name"; done
}
