#!/usr/bin/env bash
# Usage: ops/scripts/await_release.sh --until 5|20|50|100|promoted [--release NAME]
#
# Waits until the agent's release has passed the stage of that weight (it stands at a higher one, or is promoted), and tells
# each phase as it comes. For pipelines: what the agent says on the VirtualService is read, nothing is changed.
#
# Exit codes: 0 so far, 3 rolled back, 4 held (a person must decide) or no answer in time, 5 refused, 1 failure, 2 usage.
# Environment: NAMESPACE (the current one), AWAIT_SECONDS (90000, a little more than a day).
set -euo pipefail
takes='until release'
# shellcheck source=ops/scripts/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[[ ${until:-} =~ ^(promoted|[1-9][0-9]?|100)$ ]] || usage
seen='' end=$((SECONDS + ${AWAIT_SECONDS:-90000}))

while ((SECONDS < end)); do
  # The API server may be away for a while; the release goes on without us.
  if phase=$(annotation phase) && weight=$(annotation weight) && name=$(annotation name); then
    if [[ -n ${release:-} && $name != "$release" ]]; then phase=''; fi
    if [[ "$phase $weight" != "$seen" ]]; then
      say "${name:-no release}: ${phase:-not begun} at ${weight:-0} %"
      seen="$phase $weight"
    fi
    case $phase in
    promoted) exit 0 ;;
    rolled-back) say "$(annotation why)" && exit 3 ;;
    held) say "$(annotation why)" && exit 4 ;;
    refused) say "$(annotation why)" && exit 5 ;;
    failed) say "$(annotation why)" && exit 1 ;;
    esac
    if [[ $until != promoted && $phase =~ ^(watching|baking|promoting)$ && ${weight:-0} -gt $until ]]; then exit 0; fi
    if [[ $until == 100 && $phase =~ ^(baking|promoting)$ ]]; then exit 0; fi
  fi
  sleep "${AWAIT_INTERVAL:-5}"
done
say "no end within ${AWAIT_SECONDS:-90000} s: ${seen:-nothing seen}"
exit 4
