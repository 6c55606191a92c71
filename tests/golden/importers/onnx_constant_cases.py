"""What no picture changes, computed by one op each; and what else stood in the way of timm's networks: rows, products of many by one."""

import numpy as np
import onnx_cases
from onnx import TensorProto, helper, numpy_helper
from onnx_cases import ints, n, number, weight

CASES = []


def case(name, nodes, opset=17, **stored):
    CASES.append((name, nodes, onnx_cases.NCHW, opset, stored))


def constant(name, nodes, count, opset=17, **stored):
    """The numbers of `c`, `count` of them, as the bias of a layer."""
    after = [n("Reshape", "c row", "bias"), n("GlobalAveragePool", "x", "mean0"), n("Flatten", "mean0", "mean1"), n("Gemm", "mean1 w0 bias")]
    case(f"Constant, {name}", nodes + after, opset, row=ints(-1), w0=np.full((3, count), 0.01, np.float32), **stored)


for op, extra in {
    "Erf": {}, "Softplus": {}, "Softsign": {}, "Mish": {}, "HardSwish": {}, "Atan": {}, "Gelu": {}, "Elu": dict(alpha=0.4), "Selu": {}, "Celu": dict(alpha=0.6),
    "LeakyRelu": dict(alpha=0.3), "HardSigmoid": dict(alpha=0.3, beta=0.4), "ThresholdedRelu": dict(alpha=0.3),
}.items():
    constant(op, [n(op, "k", "c", **extra)], 24, 20, k=weight(2, 3, 4, low=-4, high=4))
constant("Gelu by tanh", [n("Gelu", "k", "c", approximate="tanh")], 24, 20, k=weight(2, 3, 4, low=-4, high=4))
STATISTICS = dict(s=weight(3), o=weight(3), m=weight(3), v=weight(3, low=0.2, high=2))
constant("BatchNormalization", [n("BatchNormalization", "k s o m v", "c", epsilon=1e-3)], 24, k=weight(2, 3, 4), **STATISTICS)
constant("BatchNormalization in training", [n("BatchNormalization", "k s o m v", "c mean variance", training_mode=1)], 24, k=weight(2, 3, 4), **STATISTICS)
constant("LayerNormalization", [n("LayerNormalization", "k s o", "c", axis=-2)], 24, k=weight(2, 3, 4), s=weight(3, 4), o=weight(3, 4))
constant("Softmax", [n("Softmax", "k", "c", axis=1)], 24, k=weight(2, 3, 4))
constant("LogSoftmax before opset 13", [n("LogSoftmax", "k", "c", axis=1)], 24, 12, k=weight(2, 3, 4))
constant("Conv", [n("Conv", "k f b", "c", strides=[2, 1], pads=[1, 0, 1, 2], dilations=[1, 2], group=2)], 60, k=weight(1, 4, 6, 5), f=weight(4, 2, 3, 2), b=weight(4))
constant("Conv of a row", [n("Conv", "k f", "c", pads=[1, 1])], 18, k=weight(1, 2, 6), f=weight(3, 2, 3))
for mode in ("nearest", "linear", "cubic"):
    constant(f"Resize {mode}", [n("Resize", "k - - to", "c", mode=mode)], 70, k=weight(1, 2, 4, 3), to=ints(1, 2, 7, 5))
constant("Einsum", [n("Einsum", "a b", "c", equation="bhwc,hkc->bhwk")], 60, a=weight(2, 3, 2, 4), b=weight(3, 5, 4))
constant("MatMul of many", [n("MatMul", "a b", "c")], 60, a=weight(3, 1, 2, 4), b=weight(2, 4, 5))
constant("Gemm", [n("Gemm", "a b d", "c", transA=1, alpha=0.5, beta=2.0)], 15, a=weight(4, 3), b=weight(4, 5), d=weight(3, 1))
constant("CumSum", [n("CumSum", "k at", "c", reverse=1)], 24, k=weight(2, 3, 4), at=ints(1).reshape(()))
constant("CumSum, exclusive", [n("CumSum", "k at", "c", exclusive=1)], 24, k=weight(2, 3, 4), at=ints(-1).reshape(()))
constant("EyeLike", [n("EyeLike", "k", "c", k=1)], 12, k=weight(3, 4))
constant("Trilu", [n("Trilu", "k up", "c", upper=0)], 24, k=weight(2, 3, 4), up=ints(1).reshape(()))
constant("Split", [n("Split", "k by", "p q", axis=1), n("Concat", "q p", "c", axis=1)], 24, k=weight(2, 3, 4), by=ints(1, 2))
for mode in ("constant", "reflect", "edge"):
    constant(f"Pad {mode}", [n("Pad", "k by", "c", mode=mode)], 72, k=weight(2, 3, 4), by=ints(0, 1, 2, 0, 2, 0))
constant("sums of several", [n("Sum", "a b d e", "p"), n("Mean", "p a", "q"), n("PRelu", "q e", "c")], 12, a=weight(3, 4), b=weight(4), d=weight(3, 1), e=weight(1, 4))
constant("sums of its numbers", [n("ReduceL1", "k", "p", axes=[1], keepdims=1), n("ReduceL2", "k", "q", axes=[1], keepdims=1), n("ReduceSumSquare", "k", "r", axes=[1], keepdims=1), n("Concat", "p q r", "c", axis=1)], 24, k=weight(2, 3, 4))
constant("moved and cut", [n("Transpose", "k", "p", perm=[2, 0, 1]), n("Slice", "p from to axes by", "q"), n("Expand", "q wide", "c")], 24, k=weight(2, 3, 4), axes=ints(0, 2), by=ints(-2, 1), to=ints(-9, 3), wide=ints(3, 2, 2, 2), **{"from": ints(3, 1)})

ROWS = [n("Reshape", "x flat", "f")]
FLAT = dict(flat=ints(1, 3, 42))
case("Conv of rows", [*ROWS, n("Conv", "f k b", pads=[1, 2], strides=[2])], k=weight(4, 3, 3), b=weight(4), **FLAT)
case("Conv across channels", [n("GlobalAveragePool", "x", "g"), n("Reshape", "g row", "r"), n("Conv", "r k", "s", pads=[1, 1]), n("Sigmoid", "s", "t"), n("Reshape", "t back", "u"), n("Mul", "x u")], k=weight(1, 1, 3), row=ints(1, 1, 3), back=ints(1, 3, 1, 1))
case("Pools of rows", [*ROWS, n("AveragePool", "f", "a", kernel_shape=[3], strides=[2]), n("MaxPool", "a", kernel_shape=[2], strides=[2], pads=[1, 0])], **FLAT)
case("Shape of a padded map", [n("Pad", "x by", "p"), n("Shape", "p", "s"), n("Slice", "s from to", "wide"), n("Expand", "one wide", "e"), n("Add", "p e")], by=ints(0, 0, 1, 0, 0, 0, 2, 1), to=ints(4), one=number(0.5), **{"from": ints(2)})
HEADS = [n("Reshape", "x heads", "h")]
case("MatMul of many by one", [*HEADS, n("ReduceMean", "h", "m", axes=[1], keepdims=1), n("Transpose", "m", "t", perm=[0, 1, 3, 2]), n("MatMul", "h t")], heads=ints(1, 3, 6, 7))
case("MatMul of one by many", [*HEADS, n("ReduceMean", "h", "m", axes=[1], keepdims=1), n("Transpose", "h", "t", perm=[0, 1, 3, 2]), n("MatMul", "m t")], heads=ints(1, 3, 6, 7))
case("MatMul by many stored ones", [*HEADS, n("MatMul", "h w")], heads=ints(1, 3, 6, 7), w=weight(3, 7, 4))
case("MatMul of many stored ones", [*HEADS, n("MatMul", "w h")], heads=ints(1, 3, 6, 7), w=weight(1, 3, 4, 6))
case("Einsum by a stored tensor", [*HEADS, n("Einsum", "h w", equation="bhwc,hkc->bhwk")], heads=ints(1, 3, 6, 7), w=weight(3, 5, 7))
case("Product of rows and columns", [n("ReduceMean", "x", "c", axes=[2, 3], keepdims=1), n("ReduceMean", "x", "p", axes=[1], keepdims=1), n("Mul", "c p", "m"), n("Add", "m x")])
case("Add of a larger constant", [n("ReduceMean", "x", "c", axes=[2, 3], keepdims=1), n("Add", "c w")], w=weight(7, 6))
case("Max and Min of two", [n("Sigmoid", "x", "s"), n("Max", "x s", "m"), n("Neg", "s", "l"), n("Min", "l m", "k"), n("Max", "k w", "j"), n("Min", "v j")], w=weight(3, 1, 1), v=weight(1, 3, 7, 1))
case("Tile", [n("ReduceMean", "x", "m", axes=[2, 3], keepdims=1), n("Tile", "m over", "t"), n("Add", "x t", "y0"), n("Tile", "y0 twice")], over=ints(1, 1, 7, 6), twice=ints(1, 2, 1, 2))


def fused(name, nodes, **stored):
    """Layers of ONNX Runtime's own, as it joins them when it optimises."""
    case(f"ONNX Runtime's {name}", [(op, i, o, {"domain": "com.microsoft", **a} if op in FUSED else a) for op, i, o, a in nodes], **stored)


FUSED = ("FusedConv", "FusedGemm", "FusedMatMul", "Gelu", "QuickGelu", "FastGelu", "BiasGelu", "SkipLayerNormalization")
FILTER = dict(k=weight(3, 3, 3, 3), b=weight(3))
fused("FusedConv", [n("FusedConv", "x k b", activation="Relu", pads=[1, 1, 1, 1])], **FILTER)
fused("FusedConv with a sum", [n("FusedConv", "x k b x", activation="Relu", pads=[1, 1, 1, 1])], **FILTER)
for op, numbers in (("LeakyRelu", [0.3]), ("Clip", [-0.2, 0.4]), ("HardSigmoid", [0.3, 0.4]), ("Tanh", []), ("Sigmoid", [])):
    fused(f"FusedConv and {op}", [n("FusedConv", "x k b", activation=op, pads=[1, 1, 1, 1], **({"activation_params": numbers} if numbers else {}))], **FILTER)
fused("FusedGemm", [n("Flatten", "x", "f"), n("FusedGemm", "f w b", activation="Relu", transB=1)], w=weight(4, 126), b=weight(4))
fused("FusedMatMul", [*HEADS, n("FusedMatMul", "h h", alpha=0.3, transB=1)], heads=ints(1, 3, 6, 7))
fused("FusedMatMul by a stored matrix", [*HEADS, n("FusedMatMul", "h w", alpha=0.3, transA=1, transB=1)], heads=ints(1, 3, 6, 7), w=weight(5, 6))
for op in ("Gelu", "QuickGelu", "FastGelu"):
    fused(op, [n(op, "x")])
fused("FastGelu and BiasGelu", [n("FastGelu", "x b", "z"), n("BiasGelu", "z b")], b=weight(6))
fused("SkipLayerNormalization", [n("Reshape", "x flat", "f"), n("Transpose", "f", "t", perm=[0, 2, 1]), n("Sigmoid", "t", "u"), n("SkipLayerNormalization", "t u s o b", "y0 mean inverse sum", epsilon=1e-3), n("Add", "y0 sum")], s=weight(3), o=weight(3), b=weight(3), **FLAT)


def side(nodes, **stored):
    """A branch of an If, which gives what its last node does."""
    made = [helper.make_node(op, inputs, outputs, name=outputs[0], **more) for op, inputs, outputs, more in nodes]
    last = helper.make_tensor_value_info(nodes[-1][2][0], TensorProto.FLOAT, None)
    return helper.make_graph(made, "side", [], [last], [numpy_helper.from_array(value, key) for key, value in stored.items()])


# What PyTorch's older exporter writes of a script that asks for a shape; here the side that is not taken holds what is not supported.
THREE = dict(at=ints(1).reshape(()), three=ints(3).reshape(()))
BY_SHAPE = [n("Shape", "x", "s"), n("Gather", "s at", "channels"), n("Equal", "channels three", "is")]
FIRST = n("If", "is", "i", then_branch=side([n("Relu", "x", "r")]), else_branch=side([n("RandomNormalLike", "x", "l")]))
INNER = n("If", "is", "v", then_branch=side([n("Sigmoid", "i", "t"), n("Mul", "t x", "u")]), else_branch=side([n("RandomNormalLike", "i", "m")]))
OUTER = n("If", "not", then_branch=side([n("Mul", "i c", "j"), n("RandomNormalLike", "j", "k")], c=number(2)), else_branch=side([INNER]))
case("If by a shape", [*BY_SHAPE, FIRST, n("Add", "i x")], **THREE)
case("If within an If", [*BY_SHAPE, FIRST, n("Not", "is", "not"), OUTER], **THREE)
