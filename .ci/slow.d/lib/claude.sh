# Fetches the newest Claude Code, once for all parts; NEWEST is its version and CLAUDE the program. Sourced after node.sh.

# The newest is the point here, so it is not pinned like the other packages.
newest=$(npm view --silent @anthropic-ai/claude-code@latest version | tail -n 1)
[ -n "$newest" ] || { echo "npm does not tell the newest version of Claude Code." >&2; exit 1; }
claude=$(dirname "$CACHE")/claude-code/claude-$newest
if ! [ -d "$claude/node_modules" ]; then
  mkdir -p "$claude"
  npm install --silent --no-audit --no-fund --prefix "$claude" "@anthropic-ai/claude-code@$newest" || { rm -rf "$claude"; exit 1; }
fi
export NEWEST=$newest CLAUDE=$claude/node_modules/.bin/claude

# run_alone FILE: as run_node, with nothing but loopback where the system lets us.
run_alone() {
  if unshare --net ip link set lo up 2>/dev/null; then
    unshare --net "$BASH" -c 'ip link set lo up && exec "$0" "$@"' "$CACHE/node_modules/node/bin/node" "$CACHE/$1"
  else
    run_node "$1"
  fi
}
