"""Compares Gopherloop with ipykernel in one run: start, a cell, memory.

    python bench.py [--write README.md]
    python bench.py --engines

Prints a Markdown table of medians. Both kernels are started and driven by the
same jupyter_client, in turn, so that a slow moment of the machine hits both.
Exits with 1 if a figure of Gopherloop is worse than ipykernel's.

With --engines it compares Gopherloop with itself without the bytecode machine:
the price of the machine where nothing is computed.
"""
import os
import re
import statistics
import sys
import time

from jupyter_client.manager import KernelManager

RUNS = 5
CELLS = 1000
GO = {"kernel": "gopherloop", "args": [], "hello": 'fmt.Println("hello")', "small": "x := {i}"}
GOPHERLOOP = ("Gopherloop", GO)
YAEGI = ("on Yaegi alone", {**GO, "args": ["--engine=yaegi"]})
PYTHON = ("ipykernel", {"kernel": "python3", "args": [], "hello": 'print("hello")', "small": "x = {i}"})
ROWS = [
    ("start to first reply", "s"),
    ("first hello cell", "ms"),
    ("hello cell, warm", "ms"),
    ("1000 small cells", "s"),
    ("memory after start (PSS)", "MB"),
]


def children(pid):
    path = f"/proc/{pid}/task/{pid}/children"
    with open(path) as f:
        return [int(word) for word in f.read().split()]


def pss(pid):
    """Memory of a process and its children in MB; shared pages count in part."""
    with open(f"/proc/{pid}/smaps_rollup") as f:
        own = next(int(line.split()[1]) for line in f if line.startswith("Pss:"))
    return own / 1024 + sum(pss(child) for child in children(pid))


def run_cell(client, code):
    begin = time.perf_counter()
    msg_id = client.execute(code)
    while True:
        msg = client.get_iopub_msg(timeout=30)
        if msg["parent_header"].get("msg_id") != msg_id:
            continue
        if msg["msg_type"] == "error":
            raise RuntimeError(f"{code}: {msg['content']['evalue']}")
        if msg["msg_type"] == "status" and msg["content"]["execution_state"] == "idle":
            break
    client.get_shell_msg(timeout=30)
    return time.perf_counter() - begin


def measure(code):
    begin = time.perf_counter()
    manager = KernelManager(kernel_name=code["kernel"])
    manager.kernel_spec.argv[2:2] = code["args"]
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    started = time.perf_counter() - begin
    memory = pss(manager.provisioner.pid)
    first = run_cell(client, code["hello"])
    warm = statistics.median(run_cell(client, code["hello"]) for _ in range(20))
    begin = time.perf_counter()
    for i in range(CELLS):
        run_cell(client, code["small"].format(i=i))
    many = time.perf_counter() - begin
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return [started, first * 1000, warm * 1000, many, memory]


def table(ours_name, theirs_name, medians):
    lines = [f"| | {ours_name} | {theirs_name} | ratio |", "|---|---|---|---|"]
    for (row, unit), ours, theirs in zip(ROWS, *medians):
        lines.append(f"| {row} | {ours:.3g} {unit} | {theirs:.3g} {unit} | {ours / theirs:.2f} |")
    return "\n".join(lines)


def write_into(path, text):
    """Puts the table between the markers in a Markdown file."""
    with open(path) as f:
        page = f.read()
    page = re.sub(r"(<!-- bench -->\n).*?(<!-- /bench -->)", lambda m: m[1] + text + "\n" + m[2], page, flags=re.S)
    with open(path, "w") as f:
        f.write(page)


def main():
    engines = "--engines" in sys.argv
    pair = [GOPHERLOOP, YAEGI if engines else PYTHON]
    runs = [[], []]
    for _ in range(RUNS):
        for rows, (_, code) in zip(runs, pair):
            rows.append(measure(code))
    medians = [[statistics.median(column) for column in zip(*rows)] for rows in runs]
    text = table(pair[0][0], pair[1][0], medians)
    print(f"{RUNS} runs, medians, {os.cpu_count()} cores\n\n{text}")
    if "--write" in sys.argv:
        write_into(sys.argv[sys.argv.index("--write") + 1], text)
    worse = [row for (row, _), ours, theirs in zip(ROWS, *medians) if ours > theirs]
    if worse and not engines:
        print("\nworse than ipykernel: " + ", ".join(worse), file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
