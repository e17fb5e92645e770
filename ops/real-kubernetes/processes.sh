# shellcheck shell=bash disable=SC2154,SC2034 # variables of the other parts
# Part of ops/bin/real-kubernetes: processes in the background, known by id and start time under DIR/pid.

# When a process began, in ticks: an id alone may be another's by now. Nothing for one that has ended with all its
# threads: while one is left, its ports are, too.
born() {
  local -a stat threads
  read -ra stat < <(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null) || return 0
  threads=("/proc/$1/task"/*)
  if [[ ${stat[0]} == Z ]] && ((${#threads[@]} < 2)); then return 0; fi
  echo "${stat[19]}"
}
alive() { # NAME
  local pid begun
  [[ -s $dir/pid/$1 ]] && read -r pid begun <"$dir/pid/$1" && [[ -n $begun && $(born "$pid") == "$begun" ]]
}
pid_of() { # NAME
  alive "$1" && cut -d' ' -f1 "$dir/pid/$1"
}
# run NAME COMMAND...: in a session of its own; log, pid and command line lie under DIR.
run() {
  local name=$1
  shift
  if alive "$name"; then return; fi
  printf '%s\0' "$@" >"$dir/command/$name"
  rm -f "$dir/pid/$name"
  # It notes itself before it begins, so whoever kills us leaves nothing that is not known.
  # shellcheck disable=SC2016
  setsid bash -c 'read -ra stat <<<"$(sed "s/.*) //" "/proc/$$/stat")"
    echo "$$ ${stat[19]}" >"$0.new" && mv "$0.new" "$0" && exec "$@"' \
    "$dir/pid/$name" "$@" >>"$dir/log/$name.log" 2>&1 8>&- 9>&- </dev/null &
  until [[ -s $dir/pid/$name ]]; do sleep 0.01; done
}
run_again() { # NAME: as it was started last
  local -a command
  [[ -s $dir/command/$1 ]] || die "$1 was never started in $dir"
  mapfile -d '' command <"$dir/command/$1"
  run "$1" "${command[@]}"
}
end() { # NAME
  local pid until=$((SECONDS + 10))
  if pid=$(pid_of "$1"); then
    kill "$pid" 2>/dev/null || true
    kill -CONT "$pid" 2>/dev/null || true # a paused one would not hear it
    while alive "$1" && ((SECONDS < until)); do sleep 0.05; done
    if alive "$1"; then kill -9 "$pid" 2>/dev/null || true; fi
  fi
  rm -f "$dir/pid/$1"
}
# wait_for SECONDS NAME COMMAND...: until the command succeeds; fails at once when the process NAME has died.
wait_for() {
  local until=$((SECONDS + $1)) name=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    alive "$name" || {
      tail -n 5 "$dir/log/$name.log" >&2
      die "$name died; its log is $dir/log/$name.log"
    }
    ((SECONDS < until)) || die "$name did not answer in time; its log is $dir/log/$name.log"
    sleep 0.1
  done
}
locked() { # COMMAND: one at a time on DIR
  exec 8>"$dir/.lock"
  flock 8
  "$@"
}
