# shellcheck shell=bash
# Sourced by ops/bin/observe and check-seeing, from the repository's root: the shipped configuration, for this machine.

free_port() { # PORT: that one, or another where it is taken
  python3 - "$1" <<'PY'
import socket, sys
for port in (int(sys.argv[1]), 0):
    with socket.socket() as s:
        try:
            s.bind(("127.0.0.1", port))
        except OSError:
            continue
        print(s.getsockname()[1])
        break
PY
}

alertmanager_config() { # FOLDER MAIL-PORT SLACK-PORT: ops/alertmanager, but for an inbox of this machine
  mkdir -p "$1/secrets" && cp -r ops/alertmanager/templates "$1/"
  printf 'http://127.0.0.1:%s/slack\n' "$3" >"$1/secrets/slack-url"
  sed -e "s/^  smtp_smarthost: .*/  smtp_smarthost: 127.0.0.1:$2\n  smtp_require_tls: false/" -e '/^  smtp_auth_/d' \
    -e "s#/etc/alertmanager/secrets/#$1/secrets/#" ops/alertmanager/alertmanager.yml >"$1/alertmanager.yml"
  ! grep -q 'example.com:' "$1/alertmanager.yml" || { echo "a mail server of others is left in $1/alertmanager.yml" >&2; return 1; }
}

await() { # SECONDS WHAT COMMAND...: until it succeeds
  local until=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    ((SECONDS < until)) || { echo "not in time: $what" >&2; return 1; }
    sleep 0.2
  done
}
