"""One small ONNX network for every op the lab imports and for each of its variants.

A case is a list of nodes over the picture `x`; weights are drawn from a generator seeded by the case's name. The expected
values are onnxruntime's, save where it lacks a variant: there they are those of onnx's reference evaluator.
"""

import zlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

try:
    import onnxruntime
except ImportError:  # Then onnx's own evaluator says.
    onnxruntime = None

CASES = []
NCHW = (1, 3, 7, 6)
NHWC = (1, 7, 6, 3)


def weight(*dims, low=-0.5, high=0.5):
    return ("weight", dims, low, high)


def ints(*values):
    return np.array(values, dtype=np.int64)


def number(value):
    return np.array(value, dtype=np.float32)


def case(name, nodes, shape=NCHW, opset=17, **stored):
    CASES.append((name, nodes, shape, opset, stored))


def n(op, inputs, output="y", **attributes):
    return (op, inputs.split(), output.split(), attributes)


def stored_tensor(rng, name, value):
    if isinstance(value, tuple):
        _, dims, low, high = value
        value = rng.uniform(low, high, dims).astype(np.float32)
    return numpy_helper.from_array(value, name)


def build(name, nodes, shape, opset, stored):
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    made = []
    for op, inputs, outputs, attributes in nodes:
        inputs = ["" if i == "-" else i for i in inputs]
        made.append(helper.make_node(op, inputs, outputs, name=f"{op.lower()}_{len(made)}", **attributes))
    dims = ["N", *shape[1:]]
    graph = helper.make_graph(
        made,
        name,
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, dims)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [stored_tensor(rng, key, value) for key, value in stored.items()],
    )
    opsets = [helper.make_opsetid("", opset)]
    if any(node.domain for node in made):
        opsets.append(helper.make_opsetid("com.microsoft", 1))
    return helper.make_model(graph, opset_imports=opsets, ir_version=8, producer_name="tests")


def reference(model, picture):
    """The first output and who computed it: onnxruntime, or onnx's own evaluator for what that one lacks."""
    feed = {model.graph.input[0].name: picture}
    if onnxruntime is None:
        return ReferenceEvaluator(model).run(None, feed)[0], f"onnx {onnx.__version__}"
    try:
        session = onnxruntime.InferenceSession(model.SerializeToString(), OPTIONS, providers=["CPUExecutionProvider"])
        return session.run(None, feed)[0], f"onnxruntime {onnxruntime.__version__}"
    except onnxruntime.capi.onnxruntime_pybind11_state.InvalidArgument:
        return ReferenceEvaluator(model).run(None, feed)[0], f"onnx {onnx.__version__}"


OPTIONS = onnxruntime and onnxruntime.SessionOptions()
if OPTIONS:
    OPTIONS.log_severity_level = 4

K = weight(4, 3, 3, 3)
B = weight(4)
CONV = n("Conv", "x k b", "c", kernel_shape=[3, 3], pads=[1, 1, 1, 1])
GAP = n("GlobalAveragePool", "c", "g")

# Convolutions.
case("Conv padded", [n("Conv", "x k b", kernel_shape=[3, 3], pads=[1, 1, 1, 1])], k=K, b=B)
case("Conv without pads, bias or kernel_shape", [n("Conv", "x k")], k=weight(2, 3, 2, 3))
case("Conv asymmetric pads", [n("Conv", "x k b", pads=[2, 0, 1, 1], strides=[2, 1])], k=weight(4, 3, 3, 2), b=B)
for how in ("SAME_UPPER", "SAME_LOWER", "VALID"):
    case(f"Conv {how} stride 2", [n("Conv", "x k b", auto_pad=how, strides=[2, 2])], k=weight(4, 3, 3, 2), b=B)
case("Conv SAME_LOWER 2x2", [n("Conv", "x k", auto_pad="SAME_LOWER")], k=weight(2, 3, 2, 2))
case("Conv dilated", [n("Conv", "x k b", dilations=[2, 1], pads=[2, 1, 2, 1])], k=K, b=B)
case("Conv dilated SAME_UPPER", [n("Conv", "x k", auto_pad="SAME_UPPER", dilations=[2, 2])], k=K)
case("Conv grouped", [CONV, n("Conv", "c k2 b2", group=2, pads=[1, 0, 0, 1])], k=K, b=B, k2=weight(6, 2, 2, 2), b2=weight(6))
case("Conv depthwise", [n("Conv", "x k b", group=3, pads=[1, 1, 1, 1], strides=[2, 2])], k=weight(3, 1, 3, 3), b=weight(3))
case("Conv depthwise with multiplier", [n("Conv", "x k b", group=3, auto_pad="SAME_UPPER")], k=weight(6, 1, 3, 3), b=weight(6))
case("Conv depthwise dilated", [n("Conv", "x k", group=3, dilations=[2, 2], pads=[2, 2, 2, 2])], k=weight(3, 1, 3, 3))
case("Conv 1x5", [n("Conv", "x k b", pads=[0, 2, 0, 2])], k=weight(4, 3, 1, 5), b=B)

# Batch norm and affine constants.
NORM = dict(s=weight(4, low=0.5, high=1.5), o=B, m=B, v=weight(4, low=0.2, high=2))
case("BatchNormalization folded", [CONV, n("BatchNormalization", "c s o m v", epsilon=1e-3)], k=K, b=B, **NORM)
case("BatchNormalization folded into depthwise",
     [CONV, n("Conv", "c k2", "d", group=4), n("BatchNormalization", "d s o m v")], k=K, b=B, k2=weight(4, 1, 2, 2), **NORM)
case("BatchNormalization folded into Gemm",
     [CONV, GAP, n("Flatten", "g", "f"), n("Gemm", "f w", "d", transB=1), n("BatchNormalization", "d s o m v")],
     k=K, b=B, w=weight(4, 4), **NORM)
case("BatchNormalization after Relu", [CONV, n("Relu", "c", "r"), n("BatchNormalization", "r s o m v")], k=K, b=B, **NORM)
case("BatchNormalization beside another reader",
     [CONV, n("BatchNormalization", "c s o m v", "n"), n("Add", "c n")], k=K, b=B, **NORM)
case("BatchNormalization on the picture", [n("BatchNormalization", "x s o m v")],
     s=weight(3), o=weight(3), m=weight(3), v=weight(3, low=0.2, high=2))
case("Mul by a stored number", [CONV, n("Relu", "c", "r"), n("Mul", "r q")], k=K, b=B, q=number(0.3))
case("Mul by stored channels", [CONV, n("Relu", "c", "r"), n("Mul", "q r")], k=K, b=B, q=weight(1, 4, 1, 1))
case("Mul and Add after Conv, folded", [CONV, n("Mul", "c q", "m"), n("Add", "m t")], k=K, b=B, q=weight(4, 1, 1), t=weight(4, 1, 1))
case("Sub and Div on the picture", [n("Sub", "x m", "s"), n("Div", "s d", "p"), n("Conv", "p k b")],
     m=weight(1, 3, 1, 1), d=weight(1, 3, 1, 1, low=0.2, high=0.4), k=K, b=B)
case("Sub from a stored number", [n("Sub", "one x")], one=number(1))
case("Add of stored channels to a map", [n("Relu", "x", "r"), n("Add", "r t")], t=weight(3, 1, 1))
case("Mul, Sub, Div and Add of vectors",
     [CONV, GAP, n("Flatten", "g", "f"), n("Mul", "f q", "a"), n("Sub", "a q", "e"), n("Div", "e d", "h"), n("Add", "h q")],
     k=K, b=B, q=weight(4), d=weight(1, 4, low=0.5, high=1))
case("Mul by a Constant node", [("Constant", [], ["q"], {"value_float": 0.25}), n("Mul", "x q")])

# Rectifiers.
case("Relu", [n("Relu", "x")])
case("Clip attributes", [CONV, n("Clip", "c", min=0.0, max=6.0)], opset=10, k=weight(4, 3, 3, 3, low=-4, high=4), b=B)
case("Clip inputs", [CONV, n("Clip", "c lo hi")], k=weight(4, 3, 3, 3, low=-4, high=4), b=B, lo=number(0), hi=number(6))
case("Clip from Constant nodes",
     [("Constant", [], ["lo"], {"value": helper.make_tensor("lo", TensorProto.FLOAT, [], [0.0])}),
      ("Constant", [], ["hi"], {"value_float": 6.0}), CONV, n("Clip", "c lo hi")], k=weight(4, 3, 3, 3, low=-4, high=4), b=B)
case("Clip below only", [n("Clip", "x lo")], lo=number(0))

# Pools.
POOL = dict(kernel_shape=[3, 3], strides=[2, 2])
case("MaxPool", [n("MaxPool", "x", kernel_shape=[2, 2], strides=[2, 2])])
case("MaxPool padded", [n("MaxPool", "x", pads=[1, 1, 1, 1], **POOL)])
case("MaxPool asymmetric pads", [n("MaxPool", "x", pads=[0, 1, 1, 0], kernel_shape=[3, 2])])
case("MaxPool rounded up", [n("MaxPool", "x", ceil_mode=1, **POOL)])
case("MaxPool rounded up and padded", [n("MaxPool", "x", ceil_mode=1, pads=[1, 1, 1, 1], **POOL)])
for how in ("SAME_UPPER", "SAME_LOWER", "VALID"):
    case(f"MaxPool {how}", [n("MaxPool", "x", auto_pad=how, **POOL)])
case("AveragePool", [n("AveragePool", "x", **POOL)])
case("AveragePool padded", [n("AveragePool", "x", pads=[1, 1, 1, 1], **POOL)])
case("AveragePool counting padding", [n("AveragePool", "x", pads=[1, 1, 1, 0], count_include_pad=1, **POOL)])
case("AveragePool rounded up", [n("AveragePool", "x", ceil_mode=1, **POOL)], opset=19)
case("AveragePool rounded up, counting no padding",
     [n("AveragePool", "x", ceil_mode=1, count_include_pad=1, kernel_shape=[2, 2], strides=[2, 2])], opset=19)
case("AveragePool SAME_UPPER", [n("AveragePool", "x", auto_pad="SAME_UPPER", **POOL)])
case("AveragePool over the whole map", [n("AveragePool", "x", kernel_shape=[7, 6])])
case("GlobalAveragePool", [n("GlobalAveragePool", "x")])
case("ReduceMean attribute", [n("ReduceMean", "x", axes=[2, 3], keepdims=1)], opset=13)
case("ReduceMean negative axes, dropped", [n("ReduceMean", "x", axes=[-1, -2], keepdims=0)], opset=13)
case("ReduceMean input", [n("ReduceMean", "x a", keepdims=0)], opset=18, a=ints(2, 3))

# Joins.
case("Concat", [CONV, n("Relu", "c", "r"), n("Concat", "c x r", axis=1)], k=K, b=B)
case("Concat negative axis", [n("Relu", "x", "r"), n("Concat", "x r", axis=-3)])
case("Concat vectors", [CONV, GAP, n("Flatten", "g", "f"), n("Relu", "f", "r"), n("Concat", "r f", axis=-1)], k=K, b=B)
case("Add residual", [n("Conv", "x k b", "c", pads=[1, 1, 1, 1]), n("Add", "x c", "s"), n("Relu", "s")], k=weight(3, 3, 3, 3), b=weight(3))
case("Add bias of Conv", [n("Conv", "x k", "c"), n("Add", "c b")], k=K, b=weight(1, 4, 1, 1))
case("Sum of three", [n("Relu", "x", "r"), n("Conv", "x k", "c"), n("Sum", "x r c")], k=weight(3, 3, 1, 1))

# Shapes and dense layers.
case("Flatten and Gemm", [n("Flatten", "x", "f"), n("Gemm", "f w b", transB=1)], w=weight(5, 126), b=weight(5))
case("Gemm alpha and beta", [n("Flatten", "x", "f"), n("Gemm", "f w b", alpha=0.5, beta=2.0)], w=weight(126, 5), b=weight(1, 5))
case("Gemm scalar bias", [n("Flatten", "x", "f"), n("Gemm", "f w b")], w=weight(126, 5), b=weight(1))
case("Flatten, Relu, Dropout, then Gemm",
     [n("Flatten", "x", "f"), n("Relu", "f", "r"), n("Dropout", "r", "d"), n("Gemm", "d w b", transB=1)], w=weight(5, 126), b=weight(5))
case("MatMul and Add", [n("Reshape", "x dims", "f"), n("MatMul", "f w", "m"), n("Add", "b m")],
     dims=ints(0, -1), w=weight(126, 5), b=weight(5))
case("Two dense layers", [n("Flatten", "x", "f"), n("MatMul", "f w", "m"), n("Relu", "m", "r"), n("MatMul", "r w2")],
     w=weight(126, 5), w2=weight(5, 3))
case("Reshape after a pool", [CONV, GAP, n("Reshape", "g dims")], k=K, b=B, dims=ints(-1, 4))
case("Reshape to 1x1 maps and back",
     [CONV, GAP, n("Reshape", "g dims", "f"), n("Reshape", "f up", "u"), n("Conv", "u k2", "d"), n("Reshape", "d dims")],
     k=K, b=B, dims=ints(-1, 4), up=ints(0, 4, 1, 1), k2=weight(4, 4, 1, 1))
case("Shape arithmetic of x.view(x.size(0), -1)",
     [CONV, n("Shape", "c", "s"), n("Gather", "s zero", "n0", axis=0), n("Unsqueeze", "n0 ax", "n1"),
      n("Concat", "n1 rest", "dims", axis=0), n("Reshape", "c dims", "f"), n("Gemm", "f w", transB=1)],
     k=K, b=B, zero=ints(0).reshape(()), ax=ints(0), rest=ints(-1), w=weight(5, 168))
case("Shape, Slice and Cast arithmetic",
     [CONV, n("Shape", "c", "s"), n("Slice", "s st en", "n1"), n("Cast", "n1", "n2", to=7),
      n("Concat", "n2 rest", "dims", axis=0), n("Reshape", "c dims", "f"), n("Gemm", "f w", transB=1)],
     k=K, b=B, st=ints(0), en=ints(1), rest=ints(-1), w=weight(5, 168))
case("Squeeze axes", [CONV, GAP, n("Squeeze", "g ax")], k=K, b=B, ax=ints(2, 3))
case("Squeeze attribute", [CONV, GAP, n("Squeeze", "g", axes=[3, 2])], opset=11, k=K, b=B)
case("Unsqueeze to maps and Squeeze",
     [CONV, GAP, n("Flatten", "g", "f"), n("Unsqueeze", "f ax", "u"), n("Conv", "u k2", "d"), n("Squeeze", "d ax")],
     k=K, b=B, ax=ints(2, 3), k2=weight(5, 4, 1, 1))
case("Flatten of a flat value, Identity and Cast",
     [n("Identity", "x", "i"), n("Flatten", "i", "f"), n("Flatten", "f", "f2"), n("Cast", "f2", "f3", to=1), n("Gemm", "f3 w")],
     w=weight(126, 5))
case("Dropout opset 11", [n("Dropout", "x", ratio=0.5)], opset=11)
case("Dropout opset 13", [n("Dropout", "x r", "y mask")], opset=13, r=number(0.5))
case("Weights through Identity and Constant",
     [n("Identity", "k", "k1"), n("Conv", "x k1", "c"),
      ("Constant", [], ["w"], {"value": helper.make_tensor("w", TensorProto.FLOAT, [4, 2], [0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.7, -0.8])}),
      GAP, n("Flatten", "g", "f"), n("MatMul", "f w")], k=K)

case("Weights cast from float16", [n("Cast", "k", "k1", to=1), n("Conv", "x k1")], k=np.linspace(-1, 1, 108).reshape(4, 3, 3, 3).astype(np.float16))

# Ends.
END = [CONV, GAP, n("Flatten", "g", "f")]
case("Softmax", [*END, n("Softmax", "f", axis=1)], k=K, b=B)
case("Softmax of opset 11", [*END, n("Softmax", "f")], opset=11, k=K, b=B)
case("Softmax over 1x1 maps, then Flatten", [CONV, GAP, n("Softmax", "g", "p", axis=1), n("Flatten", "p")], k=K, b=B)
case("LogSoftmax", [*END, n("LogSoftmax", "f", axis=-1)], k=K, b=B)

# Channels last.
TO = dict(perm=[0, 3, 1, 2])
BACK = dict(perm=[0, 2, 3, 1])
case("Transpose at the start", [n("Transpose", "x", "t", **TO), n("Conv", "t k b")], shape=NHWC, k=K, b=B)
case("Transposes around every layer, as tf2onnx writes",
     [n("Transpose", "x", "t", **TO), n("Conv", "t k b", "c", auto_pad="SAME_UPPER", strides=[2, 2]), n("Transpose", "c", "h", **BACK),
      n("Relu", "h", "r"), n("Add", "r t2", "a"), n("Transpose", "a", "u", **TO), n("MaxPool", "u", "p", kernel_shape=[2, 2]),
      n("Transpose", "p", "q", **BACK), n("Reshape", "q dims", "f"), n("MatMul", "f w", "m"), n("Add", "m b2", "z"), n("Softmax", "z")],
     shape=NHWC, k=K, b=B, t2=weight(4), dims=ints(-1, 24), w=weight(24, 5), b2=weight(5))
case("Channels-last preprocessing, Concat and ReduceMean",
     [n("Mul", "x q", "a"), n("Sub", "a m", "e"), n("Relu", "e", "r"), n("Concat", "e r", "cc", axis=-1), n("ReduceMean", "cc", axes=[1, 2], keepdims=0)],
     shape=NHWC, opset=13, q=number(0.5), m=weight(3))
case("Channels-last Softmax", [n("Transpose", "x", "t", **TO), n("Conv", "t k", "c"), n("GlobalAveragePool", "c", "g"),
                               n("Transpose", "g", "h", **BACK), n("Softmax", "h", "p", axis=-1), n("Squeeze", "p ax")],
     shape=NHWC, k=K, ax=ints(1, 2))

# Padding as a layer of its own.
case("Pad before Conv", [n("Pad", "x p", "q"), n("Conv", "q k b", strides=[2, 2])], p=ints(0, 0, 1, 0, 0, 0, 1, 2), k=K, b=B)
case("Pad attribute, before a padded Conv", [n("Pad", "x", "q", pads=[0, 0, 0, 1, 0, 0, 1, 0], mode="constant"),
                                             n("Conv", "q k", pads=[1, 1, 0, 0])], opset=10, k=K)
case("Pad before Conv SAME_UPPER", [n("Pad", "x p", "q"), n("Conv", "q k", auto_pad="SAME_UPPER", strides=[2, 2])],
     p=ints(0, 0, 1, 0, 0, 0, 1, 2), k=K)
case("Pad before MaxPool of rectified values", [n("Relu", "x", "r"), n("Pad", "r p z", "q"), n("MaxPool", "q", **POOL)],
     p=ints(0, 0, 1, 1, 0, 0, 1, 1), z=number(0))
case("Pad before AveragePool", [n("Pad", "x p", "q"), n("AveragePool", "q", **POOL)], p=ints(0, 0, 1, 1, 0, 0, 1, 1))
case("Pad of channels-last maps", [n("Pad", "x p", "q"), n("Transpose", "q", "t", **TO), n("Conv", "t k")], shape=NHWC,
     p=ints(0, 1, 2, 0, 0, 0, 1, 0), k=K)
case("Pad of nothing", [n("Pad", "x p", "q"), n("Relu", "q")], p=ints(0, 0, 0, 0, 0, 0, 0, 0))
