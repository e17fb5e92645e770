#!/usr/bin/env bash
# Usage: entrance.sh URL 0|5|20|50|100|rollback     what requests through the gateway at URL meet while that VirtualService is in
# force: the right version by weight and by the token's cohort, no probe without the agent's claim, no forged claims or tokens.
# Needs curl and jq, and the administrator of overlays/local.
set -euo pipefail
url=$1 weight=${2/rollback/0}
host=(--header 'Host: erp-system.example.com')
failed() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
version() { curl --silent --show-error --output /dev/null --write-out '%header{erp-version}' "${host[@]}" "$@" "$url/.well-known/jwks.json"; }
status() { curl --silent --output /dev/null --write-out '%{http_code}' "${host[@]}" "$@" "$url/.well-known/jwks.json"; }
within() { local until=$((SECONDS + 60)); until "$@"; do ((SECONDS < until)) || failed "$* within a minute"; sleep 0.2; done; }

# Requests without a token go by weight, each by itself.
share() {
  curl --silent --show-error --output /dev/null --write-out '%header{erp-version}\n' "${host[@]}" "$@" "$url/.well-known/jwks.json?[1-200]" |
    grep -c '^v2$' || true
}
is_split() {
  local of=$((weight * 2)) seen
  seen=$(share "$@")
  # Five standard deviations, none at 0 and 100 %.
  awk -v n="$seen" -v of="$of" -v w="$weight" 'BEGIN { d = 5 * sqrt(2 * w * (1 - w / 100)); exit !(n >= of - d && n <= of + d) }'
}
within is_split

token=$(curl --silent --show-error --fail "${host[@]}" --header 'Content-Type: application/json' \
  --data '{"username":"admin","password":"change-me-please"}' "$url/api/v1/users/login" | jq --raw-output .accessToken)
bearer=(--header "Authorization: Bearer $token")
cohort=$(cut -d. -f2 <<<"$token" | tr '_-' '/+' | awk '{ while (length($0) % 4) $0 = $0 "="; print }' | base64 --decode | jq --raw-output .cohort)
mine=v1
if ((10#$cohort < weight)); then mine=v2; fi
with_token() { [[ $(version "${bearer[@]}") == "$mine" ]]; }
within with_token
for _ in {1..20}; do with_token || failed "cohort $cohort at $weight % must stay on $mine"; done

[[ $(version "${bearer[@]}" --header 'ERP-Release-Probe: v2') == "$mine" ]] || failed 'a probe without the claim chose its version'
[[ $(version "${bearer[@]}" --header 'ERP-Release-Probe: v2' --header 'ERP-Token-Probe: true') == "$mine" ]] || failed 'a forged claim was believed'
is_split --header 'ERP-Release-Probe: v2' --header 'ERP-Token-Probe: true' || failed 'a probe without a token chose its version'
is_split --header 'ERP-Token-Cohort: 00' || failed 'a cohort without a token was believed'
is_split --header 'ERP-Token-Cohort: 00' --header 'Authorization: Basic Zm9yZ2VkOmZvcmdlZA==' || failed 'a cohort beside a password was believed'
for forged in x x.y.z "$token"x "${token%.*}."; do
  [[ $(status --header 'ERP-Token-Cohort: 00' --header "Authorization: Bearer $forged") == 401 ]] || failed "the token $forged was let in"
done
printf 'at %s %%: by weight, by cohort (%s is on %s), and nobody else chooses\n' "$weight" "$cohort" "$mine"
