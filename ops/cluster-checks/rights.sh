# What the agent, the ERP and the operators may do, asked of the real API server: all they need, and nothing else.
# shellcheck shell=bash disable=SC2154
. ops/cluster-checks/common.sh

agent=system:serviceaccount:$space:canary-agent erp=system:serviceaccount:$space:erp-system
may() { # yes|no USER [GROUP] VERB RESOURCE...
  local wanted=$1 who=$2 got
  shift 2
  got=$(command kubectl auth can-i "$@" --as "$who" ${group:+--as-group "$group"} 2>/dev/null) || true
  [[ $got == "$wanted" ]] || failed "$who${group:+ of $group} may $*: $got instead of $wanted"
}
# All that a user may do here, a line for each resource; left out is what Kubernetes lets every one of his kind do.
rights() {
  command kubectl auth can-i --list --no-headers --as "$1" ${group:+--as-group "$group"} |
    sed -E '/^( |selfsubject|clustertrustbundles)/d; s/ +/ /g' | sort
}
same() { # WHOSE USER, what he may on stdin
  local wanted got
  wanted=$(sort) got=$(rights "$2")
  [[ $got == "$wanted" ]] || { diff <(printf '%s\n' "$wanted") <(printf '%s\n' "$got") >&2 || true; failed "$1's rights"; }
}
group=''
for verb in get create patch delete; do may yes "$agent" "$verb" deployments.apps; done
for verb in get patch; do
  may yes "$agent" "$verb" virtualservices.networking.istio.io/erp-system
  may yes "$agent" "$verb" destinationrules.networking.istio.io/erp-system
done
may yes "$agent" patch deployments.apps --subresource=status
may yes "$agent" create events.events.k8s.io
may yes system:serviceaccount:erp:canary-agent list pods --namespace istio-system
may no system:serviceaccount:erp:canary-agent list secrets --namespace istio-system
may yes "$agent" get pods --subresource=log
may yes "$agent" update leases.coordination.k8s.io/erp-release-erp-system
may no "$agent" update leases.coordination.k8s.io/another
may no "$agent" patch virtualservices.networking.istio.io/another
may no "$agent" delete virtualservices.networking.istio.io/erp-system
for verb in get list; do may no "$agent" "$verb" secrets; done
may no "$agent" create pods --subresource=exec
may no "$agent" delete pods
may no "$agent" create services
may no "$agent" patch services
may no "$agent" create roles.rbac.authorization.k8s.io
may no "$agent" create serviceaccounts --subresource=token
may no "$agent" get deployments.apps --namespace kube-system
may no "$agent" list nodes
same 'the agent' "$agent" <ops/cluster-checks/rights-agent.txt
same 'the ERP' "$erp" </dev/null
group='erp-release-operators'
may yes somebody patch configmaps
may yes somebody get pods --subresource=log
may no somebody patch virtualservices.networking.istio.io/erp-system
may no somebody create configmaps
may no somebody get secrets
same 'an operator' somebody <ops/cluster-checks/rights-operator.txt
