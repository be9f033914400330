# For parts that try the packages. Sourced by a part's `run`; afterwards `$deb`, `$rpm` and `$tar` are there, as
# `mvn -Pinstaller verify` made them of the program that was built last.

part=$(cd "$(dirname "${BASH_SOURCE[1]}")" && pwd)
. "$part/../../lib.sh"

if [ "$(uname)" != Linux ] || [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
  echo "skip $(basename "$part"): packages are installed, which only root can, on a Debian or an Ubuntu"
  exit 0
fi
for need in rpmbuild:rpm rpm2cpio:rpm2cpio cpio:cpio Xvfb:xvfb dbus-daemon:dbus-daemon curl:curl python3:python3; do
  wants "${need%%:*}" "${need#*:}" "the packages are made and tried with it" || exit 1
done

# The paths of the one package with each of these endings.
found() { compgen -G "target/installer/*$1"; }

newest=$(find target/patchbay packaging/linux packaging/build/installer packaging/jpackage.options -type f -printf '%T@\n' | sort -n | tail -1)
oldest=$(stat -c %.9Y target/installer/*.{deb,rpm,tar.gz} 2> /dev/null | sort -n | head -1)
if ! found .deb > /dev/null || ! found .rpm > /dev/null || ! found .tar.gz > /dev/null ||
  awk "BEGIN { exit !($oldest < $newest) }"; then
  mvn -q -Pinstaller verify || { echo "not ok the packages are made"; exit 1; }
fi
deb=$PWD/$(found .deb) rpm=$PWD/$(found .rpm) tar=$PWD/$(found .tar.gz)

failed=0
told() { # told STATUS WHAT [FILE]: where it does not hold, the file may tell why
  if [ "$1" = 0 ]; then
    echo "ok $2"
  else
    echo "not ok $2"
    [ $# -lt 3 ] || sed 's/^/  /' "$3"
    failed=1
  fi
}

until_so() { # until_so SECONDS COMMAND…
  local until=$((SECONDS + $1))
  shift
  until "$@" > /dev/null 2>&1; do
    [ $SECONDS -lt $until ] || return 1
    sleep 0.1
  done
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

TOKEN=pb-token-of-the-slow-checks
answers() { curl -sf "http://127.0.0.1:$1/health"; }

# asks PORT WORDS [CURL OPTIONS…]: a streamed request, answered on standard output.
asks() {
  curl -sN "${@:3}" "http://127.0.0.1:$1/v1/messages" -H "x-api-key: $TOKEN" -H 'content-type: application/json' \
    -d '{"model":"demo","max_tokens":2000,"stream":true,"messages":[{"role":"user","content":"'"$2"'"}]}'
}
streams() { asks "$1" 'Hello, quickly!' | grep -q '"type":"message_stop"'; }

# ---------------------------------------------- a bare system

# A Debian with nothing but what every Debian has, in $1.
lay_root() {
  wants debootstrap debootstrap "it lays a bare Debian, in which the package is tried" || return 1
  local base=$CACHE/../bare
  if ! [ -e "$base/complete" ]; then
    rm -rf "$base"
    debootstrap --variant=minbase bookworm "$base" > "$WORK/debootstrap" 2>&1 || { tail -5 "$WORK/debootstrap"; return 1; }
    touch "$base/complete"
  fi
  mkdir -p "$1" && cp -a "$base/." "$1"
}

# "${in_root[@]}" ROOT COMMAND…: what it mounts and starts ends with it; the network is ours. An array, because of a function
# in the background the shell would tell its own process.
# shellcheck disable=SC2016,SC2034 # expanded by the inner one; used by the parts
in_root=(unshare --mount --pid --fork --kill-child=TERM sh -c 'mount -t proc proc "$0/proc" && mount -t tmpfs tmp "$0/tmp" && exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 chroot "$0" "$@"')

# Ends what runs in a root, as a service would, and waits for it.
stop_in_root() {
  pkill -TERM -P "$1"
  wait "$1" 2> /dev/null
}
