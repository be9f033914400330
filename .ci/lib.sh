# Shared by run, slow and soak. Sourced, never run.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# installs PACKAGE: from Debian, where that can be.
installs() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$1"; } >/dev/null
}

# wants COMMAND PACKAGE WHY: makes sure that COMMAND is there, from the Debian package PACKAGE where that can be.
wants() {
  command -v "$1" >/dev/null && return
  installs "$2" && command -v "$1" >/dev/null && return
  echo "$1 is missing: install the package $2; $3." >&2
  return 1
}
