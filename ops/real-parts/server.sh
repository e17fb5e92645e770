# shellcheck shell=bash
# Sourced by ops/bin/real-prometheus and real-alertmanager: a server in a cache of the user's own, nothing is installed. They
# set: part (name of the script), program, needs, cache, ready_seconds, data_flag; options() prints more of them, a line each;
# bring() puts the program into $cache/root/usr/bin.
# shellcheck disable=SC2154

say() { printf '%s: %s\n' "$part" "$*" >&2; }
die() { say "$*"; exit 1; }

apt() { # apt-get with lists and archives of our own, but this system's sources, keys, proxy and list of what is installed
  apt-get -qq -y -o Dir::State::lists="$cache/apt/lists" -o Dir::Cache="$cache/apt" -o APT::Sandbox::User= -o Debug::NoLocking=1 \
    -o Acquire::Retries=3 -o Acquire::Languages=none "$@"
}

apt_lists() { # what the sources have now
  mkdir -p "$cache"/apt/{lists/partial,archives/partial}
  apt update >&2 || die "apt-get update failed"
}

bin() { # the folder that holds the program
  local found; found=$(command -v "$program") && { dirname "$found"; return; }
  [ -e "$cache/complete" ] && echo "$cache/root/usr/bin"
}

fetch() {
  [ -z "$(bin)" ] || return 0
  local t; for t in $needs flock; do command -v "$t" >/dev/null || die "needs $program on PATH, or $t to bring it"; done
  mkdir -p "$cache"; exec 9>"$cache/lock"; flock 9
  if [ ! -e "$cache/complete" ]; then
    rm -rf "$cache/root"; mkdir -p "$cache/root/usr/bin"
    bring
    "$cache/root/usr/bin/$program" --version >"$cache/version" 2>&1 || die "the $program that was brought does not run here"
    touch "$cache/complete"
    say "ready: $(head -n 1 "$cache/version")"
  fi
  flock -u 9
}

pid_of() { # the pid of the server that runs on this data directory, if one does
  local pid; pid=$(cat "$1/$part.pid" 2>/dev/null) || return 1
  [ -n "$pid" ] && { tr '\0' '\n' <"/proc/$pid/cmdline"; } 2>/dev/null | grep -qxF -- "$data_flag=$1/data" && echo "$pid"
}

ready() { # PORT
  ( exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET /-/ready HTTP/1.0\r\n\r\n' >&3 && head -n 1 <&3 | grep -q ' 200 ' ) 2>/dev/null
}

start() {
  local port=$1 data=$2 config=$3 pid launcher end
  [ -r "$config" ] || die "$config cannot be read"
  fetch; mkdir -p "$data"; data=$(cd "$data" && pwd -P)
  if pid=$(pid_of "$data"); then
    ready "$port" && { say "already ready on 127.0.0.1:$port (pid $pid)"; return 0; }
    die "pid $pid runs on $data but is not ready on port $port"
  fi
  local more; mapfile -t more < <(options)
  setsid "$(bin)/$program" --config.file="$config" "$data_flag=$data/data" --web.listen-address="127.0.0.1:$port" "${more[@]}" \
    </dev/null >"$data/$part.log" 2>&1 9>&- &
  launcher=$!; echo "$launcher" >"$data/$part.pid"; end=$((SECONDS + ready_seconds))
  until ready "$port"; do
    if ! kill -0 "$launcher" 2>/dev/null || [ "$SECONDS" -ge "$end" ]; then
      tail -n 20 "$data/$part.log" >&2; kill "$launcher" 2>/dev/null || true; die "it did not get ready on port $port"
    fi
    sleep 0.1
  done
  say "ready on 127.0.0.1:$port (pid $launcher, data in $data)"
}

halt() {
  local pid; pid=$(pid_of "$1") || return 0
  kill "$pid"; for _ in $(seq 300); do kill -0 "$pid" 2>/dev/null || return 0; sleep 0.1; done; kill -9 "$pid" || true
}

serve() { # COMMAND [PORT DATADIR [CONFIG]]
  local cmd=${1:-} port=${2:-} data=${3:-}
  case $cmd in start | status | stop) [ -n "$data" ] || die "usage: $0 $cmd PORT DATADIR" ;; esac
  case $cmd in
    fetch)  fetch ;;
    path)   fetch; bin ;;
    start)  [ -n "${4:-}" ] || die "usage: $0 start PORT DATADIR CONFIG"; start "$port" "$data" "$4" ;;
    status) [ -d "$data" ] && pid_of "$(cd "$data" && pwd -P)" >/dev/null && ready "$port" ;;
    stop)   [ ! -d "$data" ] || halt "$(cd "$data" && pwd -P)" ;;
    *)      sed -n '2,/^set /{/^set/d;s/^# \{0,1\}//;p;}' "$0"; exit 2 ;;
  esac
}
