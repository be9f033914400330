# A desktop for a part: a session bus, an X server, a window manager and, where it is wanted, a panel. Sourced by its `run`.

DESKTOP=(Xvfb:xvfb openbox:openbox xfce4-panel:xfce4-panel dbus-run-session:dbus-daemon gdbus:libglib2.0-bin xdotool:xdotool
  xprop:x11-utils import:imagemagick python3:python3)

# needs COMMAND:PACKAGE…: makes sure that these commands are there; a part without them is skipped.
needs() {
  local need command package
  for need in "$@"; do
    command=${need%%:*} package=${need#*:}
    command -v "$command" > /dev/null && continue
    if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
      { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$package"; } > /dev/null
    fi
    command -v "$command" > /dev/null && continue
    echo "skip $(basename "$(dirname "$0")"): $command is not installed (package $package)"
    exit 0
  done
}

# apart NAME COMMAND…: runs it with a session bus and a home of its own: nothing of the person who runs this is touched.
apart() {
  (
    unset DBUS_SESSION_BUS_ADDRESS WAYLAND_DISPLAY DISPLAY XDG_CURRENT_DESKTOP
    export NO_AT_BRIDGE=1 # no services for screen readers: they talk to our terminal
    export HOME=$WORK/$1
    export XDG_RUNTIME_DIR=$HOME/run PATCHBAY_HOME=$HOME/patchbay
    export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share XDG_CACHE_HOME=$HOME/.cache
    mkdir -p "$XDG_RUNTIME_DIR" && chmod 700 "$XDG_RUNTIME_DIR"
    shift
    # What the bus's own programs say is left out, what ours say is not.
    # shellcheck disable=SC2016 # expanded by the inner one
    dbus-run-session -- bash -c 'exec "$0" "$@" 2>&3' "$@" 3>&2 2> /dev/null
  )
}

# ---------------------------------------------- what the inner ones use

failed=0
told() { # told STATUS WHAT
  if [ "$1" = 0 ]; then echo "ok $2"; else echo "not ok $2"; failed=1; fi
}

until_so() { # until_so SECONDS COMMAND…
  local until=$((SECONDS + $1))
  shift
  until "$@" > /dev/null 2>&1; do
    [ $SECONDS -lt $until ] || return 1
    sleep 0.1
  done
}

children=()
ends_with_us() { trap 'kill "${children[@]}" 2> /dev/null; wait 2> /dev/null' EXIT; }

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
answers() { (exec 3<> "/dev/tcp/127.0.0.1/$port"); }
silent() { ! answers; }

# start_patchbay OPTION…: in the background; its process is $patchbay.
start_patchbay() {
  "$PATCHBAY" "$@" >> "$HOME/said" 2>&1 &
  patchbay=$!
  children+=($patchbay)
}

# screen SIZE: an X server and a window manager. Without -noreset it would begin anew when its only client leaves, and who
# came at that moment would lose it.
screen() {
  exec 4> "$HOME/display"
  Xvfb -noreset -displayfd 4 -screen 0 "$1" 2> /dev/null &
  children+=($!)
  until_so 30 test -s "$HOME/display"
  DISPLAY=:$(cat "$HOME/display")
  export DISPLAY
  openbox > /dev/null 2>&1 &
  children+=($!)
  until_so 30 xprop -root _NET_SUPPORTING_WM_CHECK
}

# ---------------------------------------------- windows

# Ours alone; a panel has some, too.
windows() {
  local id
  for id in $(xprop -root _NET_CLIENT_LIST | grep -o '0x[0-9a-f]*'); do
    xprop -id "$id" _NET_WM_PID | grep -q "= $patchbay$" && echo "$id"
  done
}
window() { windows | head -1; }
are() { [ "$(windows | wc -l)" = "$1" ]; }
is() { xprop -id "$(window)" WM_STATE | grep -q "state: $1"; }
titled() { xprop -id "$(window)" _NET_WM_NAME | grep -qF "\"$1\""; }
close() { xdotool windowactivate --sync "$(window)" key --clearmodifiers alt+F4; }

# ---------------------------------------------- pictures

picture() { import -window "${2:-root}" "$HOME/$1.png"; }
# Whether our window looks the same for a while, a caret that blinks aside: it was drawn to its end, and hears keys.
still() {
  local before=new each
  picture new "$(window)" || return 1
  for each in again once-more; do
    sleep 0.3
    picture "$each" "$(window)" && [ "$(differing "$before" "$each")" -lt 100 ] || return 1
    before=$each
  done
}
# Waits until the window has the keyboard, too.
settled() { until_so 30 still && xdotool windowactivate --sync "$(window)" && until_so 30 still; }
# The pixels by which two pictures differ, where a shade more or less does not count.
differing() { compare -metric AE -fuzz 15% "$HOME/$1.png" "$HOME/$2.png" null: 2>&1 | tail -1; }
looks_other_than() { # looks_other_than BEFORE NOW PIXELS
  picture "$2"
  [ "$(differing "$1" "$2")" -ge "$3" ]
}

# ---------------------------------------------- a panel, and our icon there

watcher=org.kde.StatusNotifierWatcher

# lay_panel DARK SIZE: what the panel is to be.
lay_panel() {
  mkdir -p "$XDG_CONFIG_HOME/xfce4/xfconf/xfce-perchannel-xml"
  cat > "$XDG_CONFIG_HOME/xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml" << PANEL
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="$1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="$2"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
    </property>
  </property>
</channel>
PANEL
}

start_panel() {
  xfce4-panel > /dev/null 2>&1 &
  panel=$!
  children+=($panel)
  until_so 30 gdbus call --session -d $watcher -o /StatusNotifierWatcher -m org.freedesktop.DBus.Peer.Ping
}

item() {
  gdbus call --session -d $watcher -o /StatusNotifierWatcher -m org.freedesktop.DBus.Properties.Get \
    $watcher RegisteredStatusNotifierItems | grep -o ":[0-9.]*" | head -1
}
has_item() { [ -n "$(item)" ]; }
has_none() { [ -z "$(item)" ]; }

layout() {
  gdbus call --session -d "$(item)" -o /MenuBar -m com.canonical.dbusmenu.GetLayout -- 0 -1 '[]'
}
shows() { layout | grep -qF "$1"; }
# The number of the line that says $1.
number() { layout | grep -oP "\(\K\d+(?=, \{[^{}]*'label': <'$1'>)" | head -1; }
click() {
  # Who is told to quit may be gone before it has answered.
  gdbus call --session -d "$(item)" -o /MenuBar -m com.canonical.dbusmenu.Event \
    -- "$(number "$1")" clicked '<int32 0>' 0 > /dev/null 2>&1
}

# ---------------------------------------------- what it costs

# What it has used of a processor, in milliseconds.
used() { awk -v hz="$(getconf CLK_TCK)" '{print int(($14 + $15) * 1000 / hz)}' "/proc/$patchbay/stat"; }
megabytes() { awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$patchbay/status"; }
