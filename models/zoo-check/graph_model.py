"""What TensorFlow.js's converter makes of a SavedModel, in short: a frozen graph, TensorFlow's own passes over it, and what the
converter folds and fuses itself, after `tensorflowjs/converters/tf_saved_model_conversion_v2.py`.
"""

import json
import math

import keras
import numpy as np
import tensorflow as tf
from google.protobuf.json_format import MessageToDict
from tensorflow.core.framework import graph_pb2, node_def_pb2
from tensorflow.core.protobuf import config_pb2, device_properties_pb2
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2
from tensorflow.python.grappler import cluster, tf_optimizer
from tensorflow.python.training.saver import export_meta_graph

CONSTFOLD = ["constfold", "arithmetic", "dependency"]
NUMBERS = ("tensor_content", "half_val", "float_val", "double_val", "int_val", "string_val", "int64_val", "bool_val", "uint32_val", "uint64_val")
LINEAR = ("Conv2D", "DepthwiseConv2dNative")


def converted(model, folder):
    """The graph of a Keras model, saved and loaded as the converter does it.

    `model.export` of Keras 3 saves a model that goes on to augment its pictures; it is saved here for inference.
    """
    archive = keras.export.ExportArchive()
    archive.track(model)
    shape = (None, *model.input_shape[1:])
    archive.add_endpoint("serve", lambda x: model(x, training=False), [tf.TensorSpec(shape, tf.float32, name="input")])
    archive.write_out(folder, verbose=False)
    loaded = tf.saved_model.load(folder)
    function = loaded.signatures["serving_default"]
    return optimised(convert_variables_to_constants_v2(function).graph, [tensor.name for tensor in function.outputs])


def optimised(graph, outputs):
    """A frozen graph after all passes."""
    for name in outputs:
        graph.add_to_collection("train_op", graph.get_operation_by_name(name.split(":")[0]))
    made = grappled(graph, graph.as_graph_def(), ["debug_stripper", "pruning", *CONSTFOLD, "pruning", *CONSTFOLD])
    made = with_batch_norms_folded(made)
    for node in made.node:
        if node.op in ("Conv2D", "MatMul"):
            node.device = "/device:CPU:0"  # where alone they are fused
    made = grappled(graph, made, ["remap", *CONSTFOLD])
    return with_fused_depthwise(with_fused_prelu(with_prelu(needed(made, outputs))))


def needed(graph_def, outputs):
    """What the outputs read: without what a network keeps for training, as the state of its random numbers."""
    nodes, wanted = by_name(graph_def), [name.split(":")[0] for name in outputs]
    for name in wanted:
        wanted += [each for each in (one.split(":")[0] for one in nodes[name].input if not one.startswith("^")) if each not in wanted]
    made = graph_pb2.GraphDef(versions=graph_def.versions)
    made.node.extend(node for node in graph_def.node if node.name in set(wanted))
    for node in made.node:
        node.input[:] = [name for name in node.input if not name.startswith("^")]
    return made


def grappled(graph, graph_def, passes):
    device = device_properties_pb2.NamedDevice(name="/GPU:0")
    device.properties.type = "GPU"
    device.properties.environment["architecture"] = "4"
    config = config_pb2.ConfigProto()
    config.graph_options.rewrite_options.optimizers[:] = passes
    return tf_optimizer.OptimizeGraph(config, export_meta_graph(graph_def=graph_def, graph=graph), cluster=cluster.Cluster(devices=[device]))


def by_name(graph_def):
    return {node.name: node for node in graph_def.node}


def read(nodes, name):
    """The node that an input names, past what only passes it on."""
    node = nodes[name.lstrip("^").split(":")[0]]
    return read(nodes, node.input[0]) if node.op == "Identity" and node.input else node


def stored(node):
    return tf.make_ndarray(node.attr["value"].tensor)


def constant(name, value):
    node = node_def_pb2.NodeDef(name=name, op="Const")
    node.attr["dtype"].type = tf.as_dtype(value.dtype).as_datatype_enum
    node.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(value))
    return node


def readers(graph_def, name):
    return [node for node in graph_def.node if any(each.split(":")[0] == name for each in node.input)]


def without(graph_def, gone):
    """A graph without nodes; what read one reads what it stands for."""
    made = graph_pb2.GraphDef(versions=graph_def.versions)
    for node in graph_def.node:
        if node.name in gone:
            continue
        kept = made.node.add()
        kept.CopyFrom(node)
        kept.input[:] = [gone.get(name) or name for name in node.input if not (name.startswith("^") and name[1:] in gone)]
    return made


def with_prelu(graph_def):
    """`relu(x) + -alpha * relu(-x)`, which is how Keras computes it, as one node."""
    nodes, gone = by_name(graph_def), {}
    for node in list(graph_def.node):
        parts = [read(nodes, name) for name in node.input[:2]] if node.op == "AddV2" else []
        if len(parts) != 2 or parts[0].op != "Relu" or parts[1].op != "Mul":
            continue
        factors = [read(nodes, name) for name in parts[1].input]
        slope = next((one for one in factors if one.op in ("Const", "Neg") and one is not parts[0]), None)
        below = next((one for one in factors if one.op == "Relu"), None)
        turned = read(nodes, below.input[0]) if below else None
        if slope is None or turned is None or turned.op != "Neg" or turned.input[0] != parts[0].input[0]:
            continue
        values = -stored(slope) if slope.op == "Const" else stored(read(nodes, slope.input[0]))
        alpha = constant(f"{node.name}/alpha", values)
        graph_def.node.append(alpha)
        node.op = "Prelu"
        node.input[:] = [parts[0].input[0], alpha.name]
        for part in (parts[0], parts[1], below, turned):
            gone[part.name] = ""
    left = {name for node in graph_def.node if node.name not in gone for name in node.input}
    return without(graph_def, {name: to for name, to in gone.items() if name not in left})


def written_out(graph_def):
    """The same in nodes that TensorFlow can compute and differentiate: what was fused, apart again."""
    made = graph_pb2.GraphDef(versions=graph_def.versions)

    def add(op, name, inputs, like=None, **kept):
        node = made.node.add(name=name, op=op, input=inputs)
        node.attr["T"].type = tf.float32.as_datatype_enum
        for key in () if like is None else ("strides", "padding", "explicit_paddings", "dilations", "data_format", "transpose_a", "transpose_b"):
            if key in like.attr and not (op == "MatMul") != key.startswith("transpose"):
                node.attr[key].CopyFrom(like.attr[key])
        for key, value in kept.items():
            node.attr[key].f = value
        return name

    def activate(name, op, x, more, node):
        if op == "Prelu":
            zero = add("Minimum", f"{name}/below", [x, add("ZerosLike", f"{name}/zero", [x])])
            return add("AddV2", name, [add("Relu", f"{name}/above", [x]), add("Mul", f"{name}/scaled", [zero, more])])
        if op == "LeakyRelu":
            return add(op, name, [x], alpha=node.attr["leakyrelu_alpha"].f)
        return add(op, name, [x])

    for node in graph_def.node:
        if node.op == "Prelu":
            activate(node.name, "Prelu", node.input[0], node.input[1], node)
        elif node.op in ("_FusedConv2D", "_FusedMatMul", "FusedDepthwiseConv2dNative"):
            op = {"_FusedConv2D": "Conv2D", "_FusedMatMul": "MatMul"}.get(node.op, "DepthwiseConv2dNative")
            fused = [name.decode() for name in node.attr["fused_ops"].list.s]
            last = add(op, f"{node.name}/linear", node.input[:2], node)
            for i, name in enumerate(fused):
                is_last = i == len(fused) - 1
                to = node.name if is_last else f"{node.name}/{name}"
                last = add("BiasAdd", to, [last, node.input[2]]) if name == "BiasAdd" else activate(to, name, last, node.input[-1], node)
        else:
            made.node.add().CopyFrom(node)
    return made


def with_batch_norms_folded(graph_def):
    """FusedBatchNorm after a convolution: into its kernel, and a bias."""
    nodes, gone, more = by_name(graph_def), {}, []
    for node in list(graph_def.node):
        if node.op not in ("FusedBatchNorm", "FusedBatchNormV3"):
            continue
        conv = read(nodes, node.input[0])
        kernel = read(nodes, conv.input[1]) if conv.op in LINEAR else None
        if kernel is None or kernel.op != "Const" or len(readers(graph_def, conv.name)) > 1:
            continue
        scale, offset, mean, variance = (stored(read(nodes, name)) for name in node.input[1:5])
        by = scale / np.vectorize(math.sqrt)(variance + node.attr["epsilon"].f)
        weights = stored(kernel)
        shape = weights.shape if conv.op == "Conv2D" else (*weights.shape[:2], -1)
        folded = (weights.reshape(shape) * by).reshape(weights.shape).astype(np.float32)
        more += [constant(f"{conv.name}_weights", folded), constant(f"{conv.name}_bn_offset", (offset - mean * by).astype(np.float32))]
        conv.input[1] = f"{conv.name}_weights"
        node.op = "BiasAdd"
        node.input[:] = [conv.name, f"{conv.name}_bn_offset"]
        for key in set(node.attr) - {"T", "data_format"}:
            del node.attr[key]
    made = without(graph_def, gone)
    made.node.extend(more)
    return made


def with_fused_prelu(graph_def):
    nodes, gone = by_name(graph_def), {}
    for node in graph_def.node:
        before = read(nodes, node.input[0]) if node.op == "Prelu" else None
        if before is None or before.op not in ("_FusedConv2D", "_FusedMatMul") or len(before.attr["fused_ops"].list.s) > 1:
            continue
        before.input.append(node.input[1])
        before.attr["fused_ops"].list.s.append(b"Prelu")
        before.attr["num_args"].i += 1
        gone[node.name] = before.name
    return without(graph_def, gone)


def with_fused_depthwise(graph_def):
    nodes, gone = by_name(graph_def), {}
    for node in graph_def.node:
        before = read(nodes, node.input[0]) if node.op == "BiasAdd" else None
        if before is None or before.op != "DepthwiseConv2dNative":
            continue
        following = readers(graph_def, node.name)
        activation = following[0] if len(following) == 1 and following[0].op in ("Relu", "Relu6", "Elu") else None
        before.op = "FusedDepthwiseConv2dNative"
        before.input.append(node.input[1])
        before.attr["fused_ops"].list.s.extend([b"BiasAdd", *([activation.op.encode()] if activation else [])])
        before.attr["num_args"].i = 1
        gone[node.name] = before.name
        if activation:
            gone[activation.name] = before.name
    return without(graph_def, gone)


def constants(graph_def):
    return {node.name: stored(node) for node in graph_def.node if node.op == "Const"}


def topology(graph_def):
    """The graph in protobuf's JSON form, its numbers left out."""
    made = graph_pb2.GraphDef()
    made.CopyFrom(graph_def)
    for node in made.node:
        if node.op == "Const":
            del node.input[:]
            for field in NUMBERS:
                node.attr["value"].tensor.ClearField(field)
    return MessageToDict(made)


def entry(name, values, dtype=None):
    """How the manifest names a constant, with its bytes; real numbers as they are, or kept as float16, uint8 or uint16."""
    values = np.asarray(values)
    whole = {np.dtype(np.int64): np.int32}.get(values.dtype, values.dtype)
    values = values.astype(np.float32 if values.dtype == np.float64 else whole)
    said = {"name": name, "shape": list(values.shape), "dtype": str(values.dtype)}
    if dtype is None or values.dtype != np.float32:
        return said, values.tobytes()
    if dtype == "float16":
        return {**said, "quantization": {"dtype": dtype, "original_dtype": "float32"}}, values.astype(np.float16).tobytes()
    levels = np.iinfo(dtype).max
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    scale = (high - low) / levels or 1.0
    # A whole number of steps below 0, so that 0 is one of them.
    low = -round(-low / scale) * scale
    codes = np.clip(np.round((values - low) / scale), 0, levels).astype(dtype)
    return {**said, "quantization": {"dtype": dtype, "min": low, "scale": scale, "original_dtype": "float32"}}, codes.tobytes()


def signature(function):
    """Names and nodes of a function's inputs and outputs."""
    side = lambda tensor: {"name": tensor.name, "dtype": "DT_FLOAT", "tensorShape": {"dim": [{"size": str(-1 if n is None else n)} for n in tensor.shape]}}
    given = [tensor for tensor in function.inputs if tensor.dtype != tf.resource]
    return {"inputs": {tensor.name.split(":")[0]: side(tensor) for tensor in given}, "outputs": {f"output_{i}": side(tensor) for i, tensor in enumerate(function.outputs)}}


def write(graph_def, folder, said=None, dtype=None, shard=4 * 2**20):
    """`model.json` and its shards."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = [entry(name, values, dtype) for name, values in constants(graph_def).items()]
    data = b"".join(part for _, part in entries)
    count = max(1, math.ceil(len(data) / shard))
    paths = [f"group1-shard{i + 1}of{count}.bin" for i in range(count)]
    for i, path in enumerate(paths):
        (folder / path).write_bytes(data[i * shard : (i + 1) * shard])
    model = {"format": "graph-model", "generatedBy": tf.__version__, "convertedBy": "TensorFlow.js Converter", **({"signature": said} if said else {}), "modelTopology": topology(graph_def), "weightsManifest": [{"paths": paths, "weights": [one for one, _ in entries]}]}
    (folder / "model.json").write_text(json.dumps(model))


def requantised(graph_def, dtype):
    """A graph whose numbers are those that are read back from a file of smaller ones."""
    made = graph_pb2.GraphDef()
    made.CopyFrom(graph_def)
    for node in made.node:
        if node.op != "Const" or stored(node).dtype != np.float32:
            continue
        said, data = entry(node.name, stored(node), dtype)
        codes = np.frombuffer(data, said["quantization"]["dtype"]).astype(np.float32)
        by = said["quantization"]
        values = codes if dtype == "float16" else (codes * by["scale"] + by["min"]).astype(np.float32)
        node.CopyFrom(constant(node.name, values.reshape(said["shape"])))
    return made
