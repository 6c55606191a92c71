"""Writes `quantised.json`: one small network in both of ONNX Runtime's quantised forms, and what ONNX Runtime computes with them.

    python tests/golden/importers/quantised.py

Needs torch, onnx and onnxruntime. Its optimiser is off: each node is computed as its operator's text says.
"""

import base64
import json
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

HERE = Path(__file__).parent
SHAPE = (1, 3, 16, 16)


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU6())
        self.deep = nn.Conv2d(8, 8, 3, 1, 1, groups=8)
        self.wide = nn.Conv2d(8, 8, 1)
        self.fc = nn.Linear(16, 5)

    def forward(self, x):
        x = self.stem(x)
        y = torch.relu(self.wide(torch.sigmoid(self.deep(x)) * x))
        x = nn.functional.max_pool2d(torch.cat([x + y, y], 1), 2)
        return self.fc(x.mean((2, 3)))


class Pictures(CalibrationDataReader):
    def __init__(self):
        random = np.random.default_rng(5)
        self.left = [random.uniform(-1.5, 1.5, SHAPE).astype(np.float32) for _ in range(8)]

    def get_next(self):
        return {"x": self.left.pop()} if self.left else None


def main():
    torch.manual_seed(4)
    net = Net().eval()
    with torch.no_grad():
        net.stem[1].running_mean.uniform_(-0.5, 0.5)
        net.stem[1].running_var.uniform_(0.5, 1.5)
    picture = np.random.default_rng(7).uniform(-1.5, 1.5, SHAPE).astype(np.float32)
    packed = lambda array: base64.b64encode(np.ascontiguousarray(array, "<f4").tobytes()).decode()
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(net, (torch.zeros(SHAPE),), str(plain), dynamo=False, input_names=["x"], opset_version=17)
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        forms = [
            ("QDQ, a scale for each channel", QuantFormat.QDQ, True, QuantType.QInt8),
            ("QDQ, one scale, uint8", QuantFormat.QDQ, False, QuantType.QUInt8),
            ("operators of whole numbers", QuantFormat.QOperator, False, QuantType.QUInt8),
        ]
        for name, form, per_channel, kind in forms:
            path = Path(folder) / "quantised.onnx"
            quantize_static(str(ready), str(path), Pictures(), quant_format=form, per_channel=per_channel, activation_type=kind, weight_type=QuantType.QInt8)
            options = ort.SessionOptions()
            options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
            (values,) = ort.InferenceSession(str(path), options).run(None, {"x": picture})
            exact = net(torch.from_numpy(picture)).detach().numpy()
            print(name, values, exact, path.stat().st_size)
            cases.append({
                "name": name, "by": f"onnxruntime {ort.__version__}", "input": "x".join(map(str, SHAPE)),
                "output": {"shape": list(values.shape), "values": packed(values)}, "exact": packed(exact),
                "onnx": base64.b64encode(path.read_bytes()).decode(),
            })
    text = json.dumps({"inputs": {"x".join(map(str, SHAPE)): packed(picture)}, "cases": cases}, indent=1)
    (HERE / "quantised.json").write_text(text + "\n")


main()
