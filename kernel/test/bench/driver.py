"""Runs a program of the benchmark when it is told to, one line of JSON each way."""
import gc
import json
import sys
import time


def prepare(order):
    names = {"__name__": "program"}
    exec(compile(order["source"], "program.py", "exec"), names)
    return names["prepare"](order["n"])


def main():
    run = None
    for line in sys.stdin:
        order = json.loads(line)
        answer = {}
        try:
            if "source" in order:
                run = prepare(order)
            else:
                gc.collect()
                clock = time.process_time_ns if order.get("cpu") else time.perf_counter_ns
                began = clock()
                answer["sum"] = run()
                answer["took"] = clock() - began
        except Exception as error:
            answer["error"] = repr(error)
        print(json.dumps(answer), flush=True)


main()
