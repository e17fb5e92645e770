# shellcheck shell=bash disable=SC2154,SC2034 # variables of the other parts
# Part of ops/bin/real-kubernetes: what happens to clusters, on demand.

known() { # NAME
  [[ -s $dir/command/$1 ]] || die "there is no $1 in $dir; there are: $(cd "$dir/command" && echo *)"
}
pause() { # NAME
  local pid
  known "$1"
  pid=$(pid_of "$1") || die "$1 does not run"
  kill -STOP "$pid"
}
slay() { # NAME
  local pid
  known "$1"
  if pid=$(pid_of "$1"); then
    kill -9 "$pid"
    while alive "$1"; do sleep 0.01; done
  fi
  rm -f "$dir/pid/$1"
  [[ $1 != node-* ]] || clear_node "$1"
}
resume() { # NAME
  local pid
  known "$1"
  if pid=$(pid_of "$1"); then
    kill -CONT "$pid"
  else
    run_again "$1"
  fi
  [[ $1 != apiserver ]] || wait_for 90 apiserver curl -sSf --cacert "$dir/pki/apiserver.crt" "https://127.0.0.1:$port/readyz"
}

# ask_node NAMESPACE/POD PATH BODY: of the node on which the pod is, through the API server as the kubelet's own API.
ask_node() {
  local node
  node=$(kubectl -n "${1%%/*}" get pod "$(cut -d/ -f2 <<<"$1")" -o jsonpath='{.spec.nodeName}')
  [[ -n $node ]] || die "$1 is on no node"
  kubectl create --raw "/api/v1/nodes/$node/proxy/$2" -f - <<<"$3" >/dev/null
}
signal() { # NAMESPACE/POD[/CONTAINER] [NAME] [REASON]
  ask_node "$1" "signal/$1" "{\"signal\": \"${2:-KILL}\", \"reason\": \"${3:-Error}\"}"
}
evict() { # NAMESPACE/POD [MESSAGE]
  ask_node "$1" "evict/$1" "{\"message\": \"${2:-The node was low on resource: memory.}\"}"
}
