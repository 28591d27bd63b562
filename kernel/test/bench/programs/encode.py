import json


def prepare(n):
    records = [
        {"id": i, "place": "station", "values": [i + 0.5, 0.25], "valid": i % 2 == 0}
        for i in range(n)
    ]
    return lambda: len(json.dumps(records, separators=(",", ":")))
