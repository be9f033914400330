"""Starts programs in turn, some times each, and tells medians: a table for docs/performance.md, and what must hold.

    python3 measure.py FOLDER NAME=PROGRAM…
"""

import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request

TIMES = 10
TOKEN = "pb-token-of-the-slow-checks"
IDLE = 60
RELEASED = 150  # a window that was closed keeps its memory for a minute; the collector's beat is half of one
LIMIT = 230

folder = sys.argv[1]
programs = dict(each.split("=", 1) for each in sys.argv[2:])


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def start(program, *words, home=None):
    port = free_port()
    home = home or os.path.join(folder, "patchbay-home")
    shutil.rmtree(home, ignore_errors=True)
    os.makedirs(home)
    with open(os.path.join(home, "settings.json"), "w") as settings:
        settings.write('{"version":1}')
    environment = dict(os.environ, PATCHBAY_HOME=home, PATCHBAY_TOKEN=TOKEN, PATCHBAY_PORT=str(port))
    said = open(os.path.join(folder, "said"), "w")
    began = time.monotonic()
    process = subprocess.Popen([program, *words], env=environment, stdout=said, stderr=said)
    return process, port, began


def stop(process):
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def ask(port):
    body = {"model": "demo", "max_tokens": 200, "messages": [{"role": "user", "content": "Hello, quickly!"}]}
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/v1/messages",
        json.dumps(body).encode(),
        {"x-api-key": TOKEN, "content-type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert json.load(answer)["content"]


def first_answer(program):
    """Seconds from exec to the whole first answer."""
    process, port, began = start(program, "serve")
    while True:
        try:
            ask(port)
            break
        except (ConnectionError, urllib.error.URLError):
            assert process.poll() is None, "it ended"
            time.sleep(0.002)
    took = time.monotonic() - began
    used = cpu(process.pid)
    stop(process)
    return took, used


def to_tray(program):
    """Seconds from exec to the moment at which the icon is announced to the panel."""
    rule = "type='method_call',interface='org.kde.StatusNotifierWatcher',member='RegisterStatusNotifierItem'"
    with subprocess.Popen(["dbus-monitor", "--session", rule], stdout=subprocess.PIPE, text=True) as bus:
        time.sleep(0.5)
        process, _, began = start(program, "--hidden")
        for line in bus.stdout:
            if "RegisterStatusNotifierItem" in line and "member=" in line:
                break
        took = time.monotonic() - began
        used = cpu(process.pid)
        stop(process)
        bus.terminate()
    return took, used


def cpu(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rss(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))


def idle(program, *words):
    process, port, _ = start(program, *words)
    until(lambda: ask(port))
    time.sleep(IDLE)
    memory = rss(process.pid)
    stop(process)
    return memory


def hidden_after_use(program):
    """The window was open while requests came, then it was closed and the tray has it."""
    process, port, _ = start(program)
    until(lambda: ask(port))
    until(lambda: window(process.pid))
    for _ in range(50):
        ask(port)
    time.sleep(10)
    shown = rss(process.pid)
    subprocess.run(["xdotool", "windowactivate", "--sync", window(process.pid), "key", "--clearmodifiers", "alt+F4"])
    until(lambda: not_there(process.pid))
    time.sleep(RELEASED)
    hidden = rss(process.pid)
    stop(process)
    return shown, hidden


def window(pid):
    words = ["xdotool", "search", "--onlyvisible", "--pid", str(pid)]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()[0]


def not_there(pid):
    words = ["xdotool", "search", "--onlyvisible", "--pid", str(pid)]
    assert not subprocess.run(words, capture_output=True, text=True).stdout.split()


def until(what):
    end = time.monotonic() + 60
    while True:
        try:
            return what()
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def medians(measure):
    """They take turns, so that what slows the machine slows all of them."""
    for program in programs.values():
        measure(program)  # not counted: files come from the disk
    seen = {name: [] for name in programs}
    for _ in range(TIMES):
        for name, program in programs.items():
            seen[name].append(measure(program))
    return {name: [statistics.median(each) for each in zip(*values)] for name, values in seen.items()}


serve, tray = medians(first_answer), medians(to_tray)
window_memory = {name: hidden_after_use(program) for name, program in programs.items()}
rows = {
    "exec to the first answer, `serve`": lambda name: f"{serve[name][0] * 1000:.0f} ms",
    "processor time until then": lambda name: f"{serve[name][1] * 1000:.0f} ms",
    "exec to the icon in the tray": lambda name: f"{tray[name][0] * 1000:.0f} ms",
    "processor time until that": lambda name: f"{tray[name][1] * 1000:.0f} ms",
    "memory, `serve`, idle": lambda name: f"{idle(programs[name], 'serve')} MB",
    "memory, tray, idle": lambda name: f"{idle(programs[name], '--hidden')} MB",
    "memory, window open, after 50 requests": lambda name: f"{window_memory[name][0]} MB",
    "memory, window closed again": lambda name: f"{window_memory[name][1]} MB",
}
print("| | " + " | ".join(programs) + " |\n| --- |" + " --- |" * len(programs))
for what, value in rows.items():
    print(f"| {what} | " + " | ".join(value(name) for name in programs) + " |", flush=True)


def told(holds, what):
    print(("ok " if holds else "not ok ") + what)
    return holds


held = [
    told(serve["packaged"][0] < serve["built"][0], "the packaged program answers sooner than the one of the build"),
    told(window_memory["packaged"][1] <= LIMIT, f"with its window closed after use it has at most {LIMIT} MB"),
]
sys.exit(0 if all(held) else 1)
