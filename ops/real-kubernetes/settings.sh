# shellcheck shell=bash disable=SC2154,SC2034 # variables of the other parts
# Part of ops/bin/real-kubernetes: ports and addresses. Those of a cluster are kept in DIR, so that whoever stops it later
# needs nothing but DIR.
grace=${REAL_KUBERNETES_NODE_GRACE:-20}
slots=9

given() { # from the environment
  local setting
  port=${REAL_KUBERNETES_PORT:-16443} bridge=${REAL_KUBERNETES_BRIDGE:-rk0} cidr=${REAL_KUBERNETES_CIDR:-10.244.0.0/24}
  for setting in port grace; do
    [[ ${!setting} =~ ^[0-9]{1,5}$ ]] || die "REAL_KUBERNETES_${setting/grace/node_grace} must be a number, was ${!setting}"
  done
  ((port >= 1024 && port <= 65526)) || die "REAL_KUBERNETES_PORT must be 1024 to 65526, was $port"
  [[ $cidr =~ ^[0-9]+\.[0-9]+\.[0-9]+\.0/24$ ]] || die "REAL_KUBERNETES_CIDR must be a /24 such as 10.244.0.0/24, was $cidr"
  [[ $bridge =~ ^[a-z][a-z0-9]{1,5}$ ]] || die "REAL_KUBERNETES_BRIDGE must be two to six letters, was $bridge"
}

lives() { # DIR
  local dir=$1
  alive etcd
}
in_use() { # N: does a cluster live in this slot, does one begin there, or has somebody else its first port or its bridge?
  local owner pid begun
  if read -r owner pid begun <"$cache/slots/$1"; then
    [[ $owner != "$dir" ]] || return 1
    [[ $(born "$pid") != "$begun" ]] || return 0
    ! lives "$owner" || return 0
  fi 2>/dev/null
  (exec 3<>"/dev/tcp/127.0.0.1/$((16443 + 10 * $1))") 2>/dev/null || [[ -e /sys/class/net/rk$1 ]]
}

choose() {
  local n
  mkdir -p "$cache/slots"
  exec 7>"$cache/slots/lock"
  flock 7
  for ((n = 0; n < slots; n++)); do
    in_use "$n" || break
  done
  ((n < slots)) || die "$slots clusters run here already; see $cache/slots"
  echo "$dir $$ $(born $$)" >"$cache/slots/$n"
  exec 7>&-
  port=$((16443 + 10 * n)) bridge=rk$n cidr=10.244.$n.0/24
}

settle() { # at the first start
  if [[ ! -s $dir/settings ]]; then
    if [[ -n ${REAL_KUBERNETES_PORT:-}${REAL_KUBERNETES_BRIDGE:-}${REAL_KUBERNETES_CIDR:-} ]]; then given; else choose; fi
    printf 'port=%s bridge=%s cidr=%s\n' "$port" "$bridge" "$cidr" >"$dir/settings.new"
    mv "$dir/settings.new" "$dir/settings"
  fi
  settings
}

settings() {
  read -r port bridge cidr <"$dir/settings"
  port=${port#port=} bridge=${bridge#bridge=} cidr=${cidr#cidr=}
  nodeaddress=${cidr%.*}.1 # node-1; node-2 has the next one
}
