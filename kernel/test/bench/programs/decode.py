import json


def decode(text):
    total = 0
    for m in json.loads(text):
        total += m["id"] + len(m["place"]) + int(m["values"][0])
    return total


def prepare(n):
    text = ",".join(
        f'{{"id":{i},"place":"station","values":[{i}.5,0.25],"valid":true}}' for i in range(n)
    )
    data = f"[{text}]".encode()
    return lambda: decode(data)
