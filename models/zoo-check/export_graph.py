"""Writes TensorFlow.js graph models of Keras's and TensorFlow's networks, with TensorFlow's own numbers.

    python models/zoo-check/export_graph.py                  # the small ones, into tests/golden/architectures/
    python models/zoo-check/export_graph.py --full FOLDER    # as published, with seeded weights, a folder each
    python models/zoo-check/export_graph.py --full FOLDER --quantise uint8

Needs tensorflow 2.21 with keras 3. What the converter of TensorFlow.js does is written anew in graph_model.py.
"""

import argparse
import base64
import gzip
import json
import os
import tempfile
import zlib
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf
from tensorflow.core.framework import graph_pb2

import graph_model
import keras_nets
import tf_nets
from drawn_weights import seeded
from hashes import by_blocks, hashed, packed

GOLDEN = Path(__file__).parent.parent.parent / "tests" / "golden" / "architectures"
MEAN, STD = tf.constant([0.485, 0.456, 0.406]), tf.constant([0.229, 0.224, 0.225])
FEWEST = 9


def prepared(x, scaled):
    """A picture in z-score space `[1, H, W, 3]` as the network wants it."""
    p = x * STD + MEAN
    match scaled:
        case "torch":
            return x
        case "tf":
            return p * 2 - 1
        case "caffe":
            return (p * 255)[..., ::-1] - tf.constant([103.939, 116.779, 123.68])
        case "bytes":
            return p * 255
        case "unit":
            return p


def picture(shape, scaled, side):
    """The hashed picture, what a network of such an input is given for it, and the tape between the two."""
    in_a_row = len(shape) == 2
    height, width, *channels = [round(shape[1] ** 0.5)] * 2 if in_a_row else shape[1:]
    height, width = height or side, width or side
    planes = (1.5 * hashed(77, 3 * height * width)).astype(np.float32).reshape(1, 3, height, width)
    x = tf.constant(planes.transpose(0, 2, 3, 1))
    with tf.GradientTape() as tape:
        tape.watch(x)
        given = prepared(x, scaled)
        if channels in ([], [1]):
            # As the page reads a photo in grey: the mean of the three, which are the same there.
            given = tf.reduce_mean(given, -1, keepdims=bool(channels))
            given = tf.reshape(given, (1, -1)) if in_a_row else given
    return x, given, tape, [height, width]


def numbers_of(graph_def, scaled, cam=True, side=64):
    """Logits of a graph, the gradient of the best one, and the Grad-CAM of its last map, by TensorFlow."""
    nodes = graph_model.by_name(graph_def)
    ends = [node for node in graph_def.node if not graph_model.readers(graph_def, node.name) and node.op not in ("Const", "NoOp", "Placeholder")]
    last = graph_model.read(nodes, ends[0].name)
    while last.op == "Reshape" and graph_model.read(nodes, last.input[0]).op in ("Reshape", "Softmax", "Sigmoid"):
        last = graph_model.read(nodes, last.input[0])
    logits_name = last.input[0] if last.op in ("Softmax", "Sigmoid") else last.name
    (holder,) = [node for node in graph_def.node if node.op == "Placeholder"]
    shape = [None if dim.size < 0 else dim.size for dim in holder.attr["shape"].shape.dim]
    x, given, tape, size = picture(shape, scaled, side)
    feed = {f"{holder.name}:0": given.numpy()}
    with tf.Graph().as_default() as graph:
        tf.import_graph_def(graph_model.written_out(graph_def), name="")
        logits = tf.reshape(graph.get_tensor_by_name(f"{logits_name}:0"), (-1,))
        maps = [one.outputs[0] for one in graph.get_operations() if cam and one.outputs and one.type not in ("Const", "Placeholder", "Identity", "Cast") and is_map(one.outputs[0])]
        best = int(tf.compat.v1.Session(graph=graph).run(tf.argmax(logits), feed))
        chosen = [next(one for one in reversed(maps) if tf.gradients(logits[best], one)[0] is not None)] if maps else []
        wanted = [logits, *tf.gradients(logits[best], [graph.get_tensor_by_name(f"{holder.name}:0"), *chosen]), *chosen]
        values = tf.compat.v1.Session(graph=graph).run(wanted, feed)
    gradient = tape.gradient(given, x, output_gradients=tf.constant(values[1])).numpy()
    made = (values[2].mean((1, 2), keepdims=True) * values[3]).sum(-1)[0] if chosen else None
    return {"size": size, "scaled": scaled, "target": best, "logits": values[0], "gradient": gradient[0].transpose(2, 0, 1), "cam": made}


def is_map(tensor):
    return tensor.dtype == tf.float32 and tensor.shape.rank == 4 and tensor.shape[1] != 1 and tensor.shape[0] in (None, 1)


def reference(model, scaled, cam=True):
    """The same of a Keras model itself."""
    last = model.layers[-1]
    activation, last.activation = last.activation, keras.activations.linear
    x, given, tape, size = picture(model.input_shape, scaled, 224)
    maps = [] if not cam else [layer for layer in getattr(model, "operations", model.layers)[:-1] if not isinstance(layer, keras.layers.InputLayer) and len(layer.output.shape) == 4 and layer.output.shape[1] != 1]
    # What lies in a model inside is not among its outputs.
    watched = [maps[-1].output] if maps and not isinstance(maps[-1], keras.Model) else []
    whole = keras.Model(model.inputs, [*watched, model.outputs[0]])
    with tf.GradientTape() as own:
        own.watch(given)
        made = whole(given, training=False)
        *kept, logits = made if watched else [made[0] if isinstance(made, list) else made]
        logits = logits[0]
        best = int(tf.argmax(logits))
        score = logits[best]
    first, *others = own.gradient(score, [given, *kept])
    last.activation = activation
    gradient = tape.gradient(given, x, output_gradients=first).numpy()
    made = tf.reduce_sum(tf.reduce_mean(others[0], (1, 2), keepdims=True) * kept[0], -1)[0].numpy() if kept else None
    return {"size": size, "scaled": scaled, "target": best, "logits": logits.numpy(), "gradient": gradient[0].transpose(2, 0, 1), "cam": made}


def record(title, numbers):
    cam = numbers["cam"]
    return {
        "title": title, "by": f"tensorflow {tf.__version__}", "size": numbers["size"][0], "scaled": numbers["scaled"], "target": numbers["target"],
        "logits": packed(numbers["logits"]), "gradient": packed(by_blocks(numbers["gradient"])),
        **({} if cam is None else {"cam": {"shape": list(cam.shape), "values": packed(cam)}}),
    }


def redrawn(graph_def):
    """A graph whose larger constants are drawn anew, each as wide as it was, and what they are drawn by."""
    made = graph_pb2.GraphDef()
    made.CopyFrom(graph_def)
    draws = {}
    for i, node in enumerate(made.node):
        values = graph_model.stored(node) if node.op == "Const" else None
        if values is None or values.dtype != np.float32 or values.size < FEWEST:
            continue
        centre = 0.0 if values.ndim > 1 and abs(values.mean()) < values.std() else float(np.float32(values.mean()))
        size = float(np.float32(values.std() * 3**0.5))
        draws[node.name] = [zlib.crc32(f"{i}/{values.size}".encode()), centre, size, values.size]
        drawn = centre + size * hashed(draws[node.name][0], values.size)
        node.CopyFrom(graph_model.constant(node.name, drawn.astype(np.float32).reshape(values.shape)))
    return made, draws


def frozen(out):
    """A small network through a SavedModel, by the lines that the page prints, and its numbers."""
    one = next(one for one in keras_nets.ALL if one.title.startswith("Cats and dogs"))
    with keras_nets.divided(4):
        model, _ = seeded(one.make, one.gain)
    with tempfile.TemporaryDirectory() as folder:
        model.export(folder, verbose=False)
        loaded = tf.saved_model.load(folder)
        graph = graph_model.convert_variables_to_constants_v2(loaded.signatures["serving_default"]).graph
        tf.io.write_graph(graph, folder, "network.pb", as_text=False)
        data = gzip.compress((Path(folder) / "network.pb").read_bytes(), 9, mtime=0)
    case = {**record(one.title, reference(model, one.scaled)), "file": base64.b64encode(data).decode()}
    out.write_text(json.dumps(case, separators=(",", ":")) + "\n")
    print(len(data) // 1000, "kB")


def graph_of(one, make):
    """The converted graph of a network, and its model where it is Keras's."""
    if hasattr(one, "function"):
        return graph_model.optimised(*one.function()), None
    model, _ = seeded(make, one.gain)
    with tempfile.TemporaryDirectory() as folder:
        return graph_model.converted(model, folder), model


def small(chosen, out):
    """One file each: the graph, and what its larger constants are drawn by."""
    cases = []
    for one in chosen:
        graph_def, draws = redrawn(graph_of(one, one.make)[0])
        numbers = numbers_of(graph_def, one.scaled, one.cam)
        entries = [graph_model.entry(name, values) for name, values in graph_model.constants(graph_def).items()]
        weights = [draws.get(said["name"]) or base64.b64encode(data).decode() for said, data in entries]
        parts = {"topology": graph_model.topology(graph_def), "weights": [said for said, _ in entries], "values": weights}
        data = gzip.compress(json.dumps(parts, separators=(",", ":")).encode(), 9, mtime=0)
        cases.append({**record(one.title, numbers), "file": base64.b64encode(data).decode()})
        print(one.title, numbers["logits"].std(), np.abs(numbers["gradient"]).mean(), len(data) // 1000, "kB", flush=True)
        out.write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
    print(f"{len(cases)} networks, {out.stat().st_size // 1000} kB")


def full(chosen, folder, dtype):
    for one in chosen:
        if not one.full:
            continue
        at = folder / one.title.split(",")[0].replace(" ", "_").replace("’", "").replace("/", "-")
        graph_def, model = graph_of(one, one.full)
        if dtype:
            graph_def = graph_model.requantised(graph_def, dtype)
        numbers = numbers_of(graph_def, one.scaled, one.cam, 224) if dtype or model is None else reference(model, one.scaled, one.cam)
        print(one.title, numbers["logits"].std(), np.abs(numbers["gradient"]).mean(), flush=True)
        graph_model.write(graph_def, at, None, dtype)
        (at / "reference.json").write_text(json.dumps(record(one.title, numbers)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", type=Path)
    parser.add_argument("--quantise", choices=["float16", "uint8", "uint16"])
    parser.add_argument("--only", default="")
    parser.add_argument("--out", type=Path, default=GOLDEN / "graph.json")
    given = parser.parse_args()
    # A grouped convolution of Keras's is a call that is compiled by itself: the converter does not take it.
    networks = [one for one in keras_nets.ALL if not one.title.startswith("ConvNeXt")]
    chosen = [one for one in [*networks, *tf_nets.ALL] if any(part in one.title.lower() for part in given.only.lower().split(","))]
    if given.full:
        full(chosen, given.full, given.quantise)
    else:
        small(chosen, given.out)
        frozen(given.out.parent / "frozen-graph.json")
