"""Writes the importers' golden cases: small networks and what other people's software computes with them.

    python tests/golden/importers/generate.py && npx oxfmt 'tests/golden/importers/*.json'

Needs numpy, onnx, onnxruntime, onnxscript, torch, keras and tensorflow (any recent version; the file names the ones used).
Everything is seeded, so that a second run gives the same files up to the last bit of a sum. The tests need none of this.

Files: `onnx-ops.json`, `onnx-more-ops.json` and `onnx-constants.json` (one op a case; each is written alone where it is named, by onnxruntime, or by onnx's own evaluator), `torch-nets.json` (exported and run by PyTorch) and
`keras-models.json` (built and run by Keras). Numbers are base64 of little-endian float32; ONNX pictures and maps are NCHW.
"""

import base64
import json
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


def packed(values):
    return base64.b64encode(np.ascontiguousarray(values, dtype="<f4").tobytes()).decode()


def picture(shape):
    return np.random.default_rng(7).uniform(-1.5, 1.5, shape).astype(np.float32)


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def output(values):
    return {"shape": list(values.shape), "values": packed(values)}


def write(name, pictures, cases):
    inputs = {"x".join(map(str, shape)): packed(picture(shape)) for shape in pictures}
    text = json.dumps({"inputs": inputs, "cases": cases}, indent=1)
    (HERE / name).write_text(text + "\n")
    print(f"{name}: {len(cases)} cases, {len(text) // 1000} kB")


def onnx_ops(only=""):
    import onnx_cases
    import onnx_constant_cases
    import onnx_more_cases

    for name, cases in (
        ("onnx-ops.json", onnx_cases.CASES),
        ("onnx-more-ops.json", onnx_more_cases.CASES),
        ("onnx-constants.json", onnx_constant_cases.CASES),
    ):
        if only not in name:
            continue
        made = []
        for one in cases:
            model = onnx_cases.build(*one)
            shown = picture(one[2])
            values, by = onnx_more_cases.local_norm(shown) if one[0] == "LRN" else onnx_cases.reference(model, shown)
            file = base64.b64encode(model.SerializeToString()).decode()
            given = {"name": one[0], "by": by, "input": "x".join(map(str, one[2]))}
            made.append({**given, "onnx": file, "output": output(values)})
        write(name, [onnx_cases.NCHW, onnx_cases.NHWC], made)


def torch_nets():
    import torch
    import torch_cases

    shape = torch_cases.PICTURE
    made = []
    for name, data, values in torch_cases.cases(picture(shape)):
        file = base64.b64encode(data).decode()
        by = f"torch {torch.__version__}"
        made.append({"name": name, "by": by, "input": "x".join(map(str, shape)), "onnx": file, "output": output(values)})
    write("torch-nets.json", [shape], made)


def keras_models():
    import keras
    import keras_cases

    shape = (1, *keras_cases.SHAPE)
    made = []
    for name, keras2, keras3, entries, weights, values in keras_cases.cases(picture(shape)):
        manifest = compact([{"paths": ["weights.bin"], "weights": entries}])
        made.append({
            "name": name, "by": f"keras {keras.__version__}", "input": "x".join(map(str, shape)),
            "keras2": compact(keras2), **({"keras3": compact(keras3)} if keras3 else {}),
            "manifest": manifest, "weights": base64.b64encode(weights).decode(), "output": output(values),
        })
    write("keras-models.json", [shape], made)


if __name__ == "__main__":
    only = sys.argv[1] if len(sys.argv) > 1 else ""
    onnx_ops(only)
    if not only:
        torch_nets()
        keras_models()
