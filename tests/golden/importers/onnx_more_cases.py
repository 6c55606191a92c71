"""One small ONNX network for each op that EfficientNet, MobileNet v3, transformers and their like need, and for its variants."""

import numpy as np
import onnx_cases
from onnx_cases import ints, n, number, weight

CASES = []
TOKENS = [n("Reshape", "x flat", "f"), n("Transpose", "f", "t", perm=[0, 2, 1])]
FLAT = dict(flat=ints(1, 3, 42))
SMALL = [n("Conv", "x k", "c", strides=[2, 2])]
K4 = dict(k=weight(4, 3, 3, 3))


def case(name, nodes, shape=onnx_cases.NCHW, opset=17, **stored):
    CASES.append((name, nodes, shape, opset, stored))


# Functions of each value.
for op in ("Abs", "Elu", "Erf", "Exp", "HardSigmoid", "HardSwish", "LeakyRelu", "Mish", "Neg", "Selu", "Sigmoid", "Softplus", "Softsign", "Tanh"):
    case(op, [n(op, "x")], opset=18)
case("Elu alpha", [n("Elu", "x", alpha=0.4)])
case("Celu", [n("Celu", "x", alpha=0.6)])
case("HardSigmoid alpha and beta", [n("HardSigmoid", "x", alpha=0.3, beta=0.4)])
case("LeakyRelu alpha", [n("LeakyRelu", "x", alpha=0.3)])
case("Selu alpha and gamma", [n("Selu", "x", alpha=1.2, gamma=0.8)])
case("Gelu", [n("Gelu", "x")], opset=20)
case("Gelu by tanh", [n("Gelu", "x", approximate="tanh")], opset=20)
case("Log, Sqrt and Reciprocal", [n("Abs", "x", "a"), n("Add", "a one", "b"), n("Log", "b", "c"), n("Add", "c one", "d"), n("Sqrt", "d", "e"), n("Reciprocal", "e")], one=number(1))
case("PRelu by channel", [n("PRelu", "x s")], s=weight(3, 1, 1))
case("PRelu of one slope", [n("PRelu", "x s")], s=weight(1))
case("Clip to other bounds", [n("Clip", "x lo hi")], lo=number(-0.4), hi=number(0.7))
case("Max and Min", [n("Max", "x lo", "m"), n("Min", "m hi")], lo=number(-0.3), hi=number(0.9))
case("Pow", [n("Pow", "x p")], p=number(3))
case("Softplus as PyTorch writes it", [n("Softplus", "x", "s"), n("Greater", "x far", "g"), n("Where", "g x s")], far=number(20))
case("GELU written out", [n("Div", "x r", "a"), n("Erf", "a", "b"), n("Add", "b one", "c"), n("Mul", "x c", "d"), n("Mul", "d half")], r=number(2**0.5), one=number(1), half=number(0.5))
case("Swish written out", [n("Sigmoid", "x", "s"), n("Mul", "x s")])

# Two computed values.
GATE = [n("GlobalAveragePool", "x", "g"), n("Conv", "g k", "h"), n("Sigmoid", "h", "s")]
case("Mul by a gate", [*GATE, n("Mul", "x s")], k=weight(3, 3, 1, 1))
case("Mul, the gate first", [*GATE, n("Mul", "s x")], k=weight(3, 3, 1, 1))
case("Sub and Div of two", [n("Sigmoid", "x", "s"), n("Relu", "x", "r"), n("Sub", "r s", "d"), n("Div", "d s")])
case("Div of a number by the picture", [n("Exp", "x", "e"), n("Div", "one e")], one=number(1))
case("Sub from a map", [n("Sub", "w x")], w=weight(3, 7, 6))
case("Add along a row", [n("Add", "x w")], w=weight(6))
case("Mul by a place", [n("Mul", "x w")], w=weight(1, 1, 7, 6))
case("Channels last, gate and row", [n("ReduceMean", "x", "m", axes=[1, 2], keepdims=1), n("Mul", "x m", "y0"), n("Add", "y0 w", "y1"), n("Transpose", "y1", perm=[0, 3, 1, 2])], shape=onnx_cases.NHWC, opset=13, w=weight(7, 1, 3))

# Tokens.
case("MatMul of tokens", [*TOKENS, n("MatMul", "t w", "m"), n("Add", "m b")], w=weight(3, 5), b=weight(5), **FLAT)
case("MatMul by a stored matrix from the left", [n("Reshape", "x flat", "f"), n("MatMul", "w f")], w=weight(5, 3), **FLAT)
case("Attention",
     [*TOKENS, n("MatMul", "t wq", "q0"), n("MatMul", "t wk", "k0"), n("MatMul", "t wv", "v0"),
      n("Reshape", "q0 heads", "q1"), n("Transpose", "q1", "q", perm=[0, 2, 1, 3]),
      n("Reshape", "k0 heads", "k1"), n("Transpose", "k1", "kt", perm=[0, 2, 3, 1]),
      n("Reshape", "v0 heads", "v1"), n("Transpose", "v1", "v", perm=[0, 2, 1, 3]),
      n("MatMul", "q kt", "s"), n("Mul", "s half", "sh"), n("Softmax", "sh", "p", axis=-1), n("MatMul", "p v", "o"),
      n("Transpose", "o", "ot", perm=[0, 2, 1, 3]), n("Reshape", "ot back")],
     wq=weight(3, 4), wk=weight(3, 4), wv=weight(3, 4), heads=ints(0, -1, 2, 2), half=number(0.7), back=ints(0, 42, 4), **FLAT)
case("LayerNormalization", [*TOKENS, n("LayerNormalization", "t s b", axis=-1, epsilon=1e-3)], s=weight(3), b=weight(3), **FLAT)
case("LayerNormalization of a map", [n("LayerNormalization", "x s b", axis=1)], s=weight(3, 7, 6), b=weight(3, 7, 6))
case("Layer norm written out",
     [*TOKENS, n("ReduceMean", "t", "m", axes=[-1]), n("Sub", "t m", "d"), n("Pow", "d two", "p"), n("ReduceMean", "p", "v", axes=[-1]),
      n("Add", "v eps", "ve"), n("Sqrt", "ve", "sd"), n("Div", "d sd", "z"), n("Mul", "z s", "zs"), n("Add", "zs b")],
     two=number(2), eps=number(1e-5), s=weight(3), b=weight(3), **FLAT)
case("A class token, places and its Gather",
     [*TOKENS, n("Concat", "token t", "tt", axis=1), n("Add", "tt places", "tp"), n("Gather", "tp zero", axis=1)],
     token=weight(1, 1, 3), places=weight(1, 43, 3), zero=ints(0).reshape(()), **FLAT)
case("A class token expanded by the batch's size",
     [n("Shape", "x", "s"), n("Gather", "s zero", "b", axis=0), n("Unsqueeze", "b ax", "b1"), n("Concat", "b1 minus", "e0", axis=0),
      n("ConstantOfShape", "three", "ones", value=onnx_cases.helper.make_tensor("v", 7, [1], [1])), n("Mul", "ones m1", "neg"), n("Equal", "e0 neg", "eq"),
      n("Where", "eq ones e0", "e"), n("Expand", "token e", "te"), *TOKENS, n("Concat", "te t", "tt", axis=1), n("ReduceMean", "tt", axes=[1], keepdims=0)],
     zero=ints(0).reshape(()), ax=ints(0), minus=ints(-1, -1), three=ints(3), m1=ints(-1), token=weight(1, 1, 3), **FLAT)
case("Softmax along rows", [n("Softmax", "x", axis=2)])
case("Einsum", [*TOKENS, n("Einsum", "t t", equation="bid,bjd->bij")], **FLAT)
case("Windows and back",
     [n("Slice", "x st en ax", "c"), n("Reshape", "c apart", "a"), n("Transpose", "a", "b", perm=[0, 2, 4, 3, 5, 1]), n("Reshape", "b wins", "w"), n("Softmax", "w", "p", axis=1),
      n("Reshape", "p six", "q"), n("Transpose", "q", "r", perm=[0, 5, 1, 3, 2, 4]), n("Reshape", "r back")],
     st=ints(1), en=ints(7), ax=ints(2), apart=ints(1, 3, 2, 3, 2, 3), wins=ints(-1, 9, 3), six=ints(1, 2, 2, 3, 3, 3), back=ints(1, 3, 6, 6))
case("Shuffled channels", [n("Conv", "x k", "c"), n("Reshape", "c two", "a"), n("Transpose", "a", "b", perm=[0, 2, 1, 3, 4]), n("Reshape", "b back")],
     k=weight(6, 3, 1, 1), two=ints(1, 2, 3, 7, 6), back=ints(1, -1, 7, 6))
case("A map flattened and added to itself", [n("Flatten", "x", "f"), n("Relu", "f", "r"), n("Add", "f r", "s"), n("Mul", "s w", "t"), n("MatMul", "t m")], w=weight(126), m=weight(126, 4))

# Norms.
case("InstanceNormalization", [n("InstanceNormalization", "x s b", epsilon=1e-3)], s=weight(3), b=weight(3))
case("GroupNormalization", [n("Conv", "x k", "c"), n("GroupNormalization", "c s b", num_groups=2)], opset=21, k=weight(4, 3, 1, 1), s=weight(4), b=weight(4))
case("Group norm as PyTorch writes it",
     [n("Conv", "x k", "c"), n("Reshape", "c groups", "g"), n("InstanceNormalization", "g one zero", "i"), n("Shape", "c", "sh"), n("Reshape", "i sh", "r"), n("Mul", "r s", "rs"), n("Add", "rs b")],
     k=weight(4, 3, 1, 1), groups=ints(0, 2, -1), one=np.ones(2, np.float32), zero=np.zeros(2, np.float32), s=weight(4, 1, 1), b=weight(4, 1, 1))
case("LRN", [n("LRN", "x", size=3, alpha=0.3, beta=0.6, bias=1.5)])
case("BatchNormalization of a flattened map", [n("Flatten", "x", "f"), n("BatchNormalization", "f s o m v")], s=weight(126), o=weight(126), m=weight(126), v=weight(126, low=0.3, high=1.5))

# Reductions.
case("GlobalMaxPool", [n("GlobalMaxPool", "x")])
for kind in ("Max", "Mean", "Min", "Sum", "L2", "SumSquare"):
    axes = dict(axes=[1]) if kind != "Sum" else {}
    case(f"Reduce{kind} over channels", [n(f"Reduce{kind}", "x" if axes else "x a", keepdims=1, **axes)], opset=13, **({} if axes else {"a": ints(1)}))
    axes = dict(axes=[-2, -1]) if kind != "Sum" else {}
    case(f"Reduce{kind} over places, dropped", [n(f"Reduce{kind}", "x" if axes else "x a", keepdims=0, **axes)], opset=13, **({} if axes else {"a": ints(2, 3)}))
case("ReduceMean over all", [n("ReduceMean", "x", "m", keepdims=1), n("Add", "x m")], opset=13)
case("ReduceMean over rows", [n("ReduceMean", "x", axes=[2], keepdims=0)], opset=13)

# Cutting and joining.
case("GatherND of entries", [n("Reshape", "x flat", "f"), n("Transpose", "f", "t", perm=[2, 0, 1]), n("GatherND", "t i")], flat=ints(1, 3, 42), i=ints(5, 7, 7).reshape(3, 1))
case("Parts of a sequence", [n("SplitToSequence", "x two", "q", axis=2), n("SequenceAt", "q one", "p"), n("Relu", "p")], two=ints(3).reshape(()), one=ints(1).reshape(()))
case("Slice in steps", [n("Slice", "x st en ax by")], st=ints(0, 1), en=ints(7, 6), ax=ints(2, 3), by=ints(2, 2))
case("Slice backwards", [n("Slice", "x st en ax by")], st=ints(-1), en=ints(-100), ax=ints(1), by=ints(-1))
case("Split and Concat of rows", [n("Split", "x s", "a b c", axis=2), n("Concat", "c a b", axis=2)], s=ints(2, 4, 1))
case("Split evenly", [n("Split", "x", "a b", axis=3), n("Mul", "a b")], opset=11)
case("Gather of channels", [n("Gather", "x i", axis=1)], i=ints(2, 0, 1, 1))
case("Gather of one channel, as transform_input writes it",
     [n("Gather", "x one", "c", axis=1), n("Unsqueeze", "c ax", "u"), n("Mul", "u s", "v"), n("Add", "v t", "w"), n("Concat", "w x", axis=1)],
     one=ints(1).reshape(()), ax=ints(1), s=number(0.458), t=number(-0.03))
case("DepthToSpace", [n("Conv", "x k", "c"), n("DepthToSpace", "c", blocksize=2)], k=weight(8, 3, 1, 1))
case("DepthToSpace by columns", [n("Conv", "x k", "c"), n("DepthToSpace", "c", blocksize=2, mode="CRD")], k=weight(8, 3, 1, 1))
case("SpaceToDepth", [n("Slice", "x st en ax", "c"), n("SpaceToDepth", "c", blocksize=2)], st=ints(0), en=ints(6), ax=ints(2))
case("Transpose otherwise", [n("Transpose", "x", perm=[0, 1, 3, 2])])
case("Expand", [n("ReduceMean", "x", "m", axes=[2, 3], keepdims=1), n("Expand", "m sh", "e"), n("Softmax", "e", axis=-1)], opset=13, sh=ints(1, 3, 4, 5))
case("CastLike", [n("CastLike", "x like", "c"), n("Relu", "c")], like=number(1))

# Pads.
P = ints(0, 0, 2, 1, 0, 0, 1, 2)
for mode in ("reflect", "edge"):
    case(f"Pad by {mode}", [n("Pad", "x p", mode=mode)], p=P)
case("Pad by wrap", [n("Pad", "x p", mode="wrap")], opset=19, p=P)
case("Pad by ones", [n("Pad", "x p v")], p=P, v=number(1))
case("Pad of channels", [n("Pad", "x p")], p=ints(0, 1, 0, 0, 0, 2, 0, 0))
case("Pad before a rectifier", [n("Pad", "x p", "q"), n("Sigmoid", "q")], p=P)
case("Pad before MaxPool of values of both signs", [n("Pad", "x p", "q"), n("MaxPool", "q", kernel_shape=[3, 3], strides=[2, 2])], p=P)
case("Pad before a padded AveragePool", [n("Pad", "x p", "q"), n("AveragePool", "q", kernel_shape=[3, 3], pads=[1, 1, 1, 1])], p=P)

# Stretching.
for mode, places in (("nearest", "asymmetric"), ("nearest", "half_pixel"), ("linear", "half_pixel"), ("linear", "align_corners"), ("cubic", "half_pixel"), ("linear", "pytorch_half_pixel")):
    more = dict(nearest_mode="floor") if places == "asymmetric" else dict(cubic_coeff_a=-0.75) if mode == "cubic" else {}
    case(f"Resize {mode} {places}", [n("Resize", "x - - size", mode=mode, coordinate_transformation_mode=places, **more)], size=ints(1, 3, 11, 4))
case("Resize by scales", [n("Resize", "x - scales", mode="linear")], scales=np.array([1, 1, 2, 1.5], np.float32))
case("Upsample", [n("Upsample", "x scales", mode="nearest")], opset=9, scales=np.array([1, 1, 2, 3], np.float32))

# Convolutions.
case("ConvTranspose", [n("ConvTranspose", "x k b", strides=[2, 2], pads=[1, 0, 0, 1], output_padding=[1, 0])], k=weight(3, 4, 3, 3), b=weight(4))
case("Conv strided and dilated", [n("Conv", "x k b", strides=[2, 2], dilations=[2, 2], pads=[2, 2, 2, 2])], k=weight(4, 3, 3, 3), b=weight(4))
case("Conv depthwise of different strides", [n("Conv", "x k", strides=[2, 1], group=3, pads=[1, 1, 1, 1])], k=weight(6, 1, 3, 3))
case("Conv depthwise strided and dilated", [n("Conv", "x k", strides=[2, 2], dilations=[2, 1], group=3)], k=weight(3, 1, 3, 3))
case("Conv of a transposed map", [n("Transpose", "x", "t", perm=[0, 1, 3, 2]), n("Conv", "t k", "c"), n("MaxPool", "c", kernel_shape=[2, 2])], k=weight(4, 3, 3, 2))

# Arithmetic on constants.
case("Range, Mod and Gather", [("Range", ["zero", "nine", "two"], ["r"], {}), n("Mod", "r three", "m"), n("Gather", "w m", "g", axis=0), n("Add", "x g")],
     zero=ints(0).reshape(()), nine=ints(11).reshape(()), two=ints(2).reshape(()), three=ints(3), w=weight(3))
case("A mask of constants", [n("ConstantOfShape", "sh", "z"), n("ScatterND", "z i u", "m"), n("Sub", "m m2", "d"), n("Equal", "d nil", "e"), n("Not", "e", "ne"),
                             n("Where", "ne low nil", "w"), n("Add", "x w")],
     sh=ints(7, 6), i=ints(1, 3).reshape(2, 1), u=np.ones((2, 6), np.float32), m2=np.ones((1, 6), np.float32), nil=number(0), low=number(-2))
case("A table of positions by a network of constants",
     [n("MatMul", "table w1", "h0"), n("Add", "h0 b1", "h"), n("Relu", "h", "hr"), n("Transpose", "w2", "w2t", perm=[1, 0]), n("MatMul", "hr w2t", "t"), n("Reshape", "t col", "tc"),
      n("Gather", "tc index", "g", axis=0), n("Reshape", "g square", "gs"), n("Sigmoid", "gs", "s"), n("Mul", "s sixteen", "s16"), n("Unsqueeze", "s16 ax", "bias"), n("Add", "x bias")],
     table=weight(1, 5, 2), w1=weight(2, 8), b1=weight(8), w2=weight(1, 8), col=ints(-1, 1), index=ints(*[(i * 3 + 1) % 5 for i in range(42)]), square=ints(7, 6), sixteen=number(16), ax=ints(0, 1))
case("Weights divided by their length", [n("ReduceL2", "x", "nx", axes=[1], keepdims=1), n("Max", "nx eps", "nm"), n("Div", "x nm")], opset=13, eps=number(1e-6))
case("Tile, Flatten and Concat of constants", [n("Tile", "w reps", "t"), n("Concat", "t w", "c", axis=0), n("Flatten", "c", "f", axis=0), n("Reshape", "f sh", "g"), n("Mul", "x g")],
     w=weight(2, 7), reps=ints(2, 1), sh=ints(7, 6))


def local_norm(picture):
    """What the case LRN gives, by PyTorch: onnx's own evaluator only looks at the first channel."""
    import torch

    values = torch.nn.functional.local_response_norm(torch.from_numpy(picture), 3, 0.3, 0.6, 1.5)
    return values.numpy(), f"torch {torch.__version__}"
