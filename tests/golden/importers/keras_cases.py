"""Small Keras models of every layer the lab imports, written as TF.js layers models, in Keras 2's form and in Keras 3's.

The tensorflowjs converter is not needed: a layers model is the model's own JSON and its weights in a row.
"""

import json
import os
import re
import zlib

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
from keras import layers as L

SHAPE = (8, 7, 3)
CASES = []


def case(*make_layers, name=None):
    """A chain of layers over the picture, named after the first."""
    first = make_layers[0]
    config = first.get_config()
    shown = {k: config[k] for k in ("strides", "padding", "dilation_rate", "depth_multiplier", "use_bias", "keepdims") if k in config}
    title = name or " ".join([type(first).__name__, *(f"{k}={v}" for k, v in shown.items())])

    def make():
        x = picture = keras.Input(SHAPE, name="picture")
        for layer in make_layers:
            x = layer(x)
        return keras.Model(picture, x, name="chain")

    CASES.append((title, make))


def net(make):
    CASES.append((make.__name__.replace("_", " "), make))
    return make


for padding in ("same", "valid"):
    case(L.Conv2D(4, 3, padding=padding))
    case(L.Conv2D(4, (3, 2), strides=(2, 2), padding=padding, activation="relu"))
    case(L.DepthwiseConv2D(3, strides=2, padding=padding, depth_multiplier=2))
    case(L.SeparableConv2D(4, 3, padding=padding, depth_multiplier=2, activation="relu"))
    case(L.MaxPooling2D(3, strides=2, padding=padding))
    case(L.AveragePooling2D(3, strides=2, padding=padding))
case(L.Conv2D(4, 3, dilation_rate=2, padding="same", use_bias=False))
case(L.Conv2D(6, 3, groups=3, padding="same"), name="Conv2D groups")
case(L.DepthwiseConv2D(3, dilation_rate=2, padding="valid", use_bias=False))
case(L.MaxPooling2D())
case(L.ZeroPadding2D(((1, 0), (2, 1))), L.Conv2D(4, 3, strides=2, padding="same"), name="ZeroPadding2D Conv2D")
case(L.ZeroPadding2D(2), L.DepthwiseConv2D(3, strides=2), name="ZeroPadding2D DepthwiseConv2D")
case(L.ZeroPadding2D(1), L.SeparableConv2D(4, 3), name="ZeroPadding2D SeparableConv2D")
case(L.ReLU(), L.ZeroPadding2D((1, 2)), L.MaxPooling2D(3), name="ZeroPadding2D MaxPooling2D")
case(L.ZeroPadding2D(1), L.AveragePooling2D(3), name="ZeroPadding2D AveragePooling2D")
case(L.ZeroPadding2D(1), L.ZeroPadding2D(((0, 1), (1, 0))), L.Conv2D(2, 3), name="ZeroPadding2D twice")
case(L.Conv2D(4, 3), L.BatchNormalization(), L.ReLU(6.0), name="BatchNormalization folded")
case(L.ReLU(), L.BatchNormalization(scale=False, epsilon=1e-2), name="BatchNormalization without scale")
case(L.BatchNormalization(center=False), name="BatchNormalization without centre")
case(L.ReLU(max_value=6.0))
for function in ("linear", "relu", "relu6"):
    case(L.Activation(function), name=f"Activation {function}")
case(L.GlobalAveragePooling2D())
case(L.GlobalAveragePooling2D(keepdims=True), L.Conv2D(5, 1), L.Flatten(), name="GlobalAveragePooling2D keepdims, Conv2D, Flatten")
case(L.Flatten(), L.Dense(5, activation="softmax"), name="Flatten Dense softmax")
case(L.Flatten(), L.Dropout(0.4), L.Dense(6, activation="relu"), L.Dense(5, use_bias=False), L.Softmax(), name="Dense Dropout Softmax")
case(L.Flatten(), L.Dense(5), L.Activation("softmax"), name="Activation softmax")
case(L.SpatialDropout2D(0.3), L.Reshape((-1,)), L.Dense(3), name="SpatialDropout2D Reshape Dense")
case(L.GlobalAveragePooling2D(), L.Reshape((1, 1, 3)), L.Conv2D(4, 1), L.Reshape((4,)), name="Reshape to 1x1 maps")
case(L.Rescaling(1 / 0.5, offset=-1.0), L.Conv2D(4, 3, padding="same"), name="Rescaling")
case(L.Rescaling([0.5, 1.0, 2.0], offset=[0.1, 0.2, 0.3]), name="Rescaling by channel")
case(L.Normalization(mean=[0.1, 0.2, 0.3], variance=[0.5, 1.0, 2.0]), L.Conv2D(4, 3), name="Normalization")
case(L.Normalization(mean=0.5, variance=2.0, invert=True), name="Normalization inverted")
case(L.RandomFlip("horizontal"), L.RandomRotation(0.1), L.RandomZoom(0.1), L.GaussianNoise(0.1), L.Conv2D(4, 3), name="Augmentation layers")


@net
def Normalization_adapted():
    layer = L.Normalization(axis=-1)
    layer.adapt(np.random.default_rng(5).uniform(0, 3, (4, *SHAPE)).astype(np.float32))
    return keras.Sequential([keras.Input(SHAPE), layer, L.Conv2D(2, 3)], name="adapted")


@net
def Add_and_Concatenate():
    x = keras.Input(SHAPE, name="x")
    a = L.Conv2D(3, 3, padding="same", name="a")(x)
    b = L.ReLU(name="b")(a)
    c = L.Concatenate(name="c")([L.Add(name="sum")([x, a, b]), b])
    return keras.Model(x, L.Dense(4, name="d")(L.GlobalAveragePooling2D(name="gap")(c)), name="joins")


def inverted(x, wide, width, name, stride=1):
    y = L.Conv2D(wide, 1, use_bias=False, name=f"{name}_expand")(x)
    y = L.ReLU(6.0, name=f"{name}_expand_relu")(L.BatchNormalization(name=f"{name}_expand_bn")(y))
    y = L.ZeroPadding2D(((0, 1), (0, 1)), name=f"{name}_pad")(y) if stride == 2 else y
    y = L.DepthwiseConv2D(3, strides=stride, padding="valid" if stride == 2 else "same", use_bias=False, name=f"{name}_depthwise")(y)
    y = L.ReLU(6.0, name=f"{name}_relu")(L.BatchNormalization(name=f"{name}_bn")(y))
    y = L.BatchNormalization(name=f"{name}_project_bn")(L.Conv2D(width, 1, use_bias=False, name=f"{name}_project")(y))
    return L.Add(name=f"{name}_add")([x, y]) if stride == 1 else y


def mobile():
    x = keras.Input(SHAPE, name="input_1")
    y = inverted(x, 6, 4, "block_1", stride=2)
    return keras.Model(x, inverted(y, 8, 4, "block_2"), name="model1")


@net
def Teachable_Machine_Sequential_of_Sequentials():
    first = keras.Sequential([mobile(), L.GlobalAveragePooling2D(name="gap")], name="sequential_1")
    head = keras.Sequential([keras.Input((4,)), L.Dense(6, activation="relu", name="dense_Dense1"),
                             L.Dense(3, activation="softmax", use_bias=False, name="dense_Dense2")], name="sequential_3")
    return keras.Sequential([keras.Input(SHAPE), first, head], name="sequential_4")


@net
def Transfer_learning_of_a_nested_Functional_model():
    x = keras.Input(SHAPE, name="x")
    y = L.Rescaling(2.0, offset=-1.0, name="rescaling")(L.RandomFlip(name="flip")(x))
    y = L.Dropout(0.2, name="dropout")(L.GlobalAveragePooling2D(name="pool")(mobile()(y)))
    return keras.Model(x, L.Dense(3, activation="softmax", name="prediction")(y), name="transfer")


@net
def Same_names_in_two_nested_models():
    halves = [keras.Sequential([keras.Input(s), L.Conv2D(3, 3, padding="same", activation="relu", name="conv")], name=f"half_{i}")
              for i, s in enumerate([SHAPE, (8, 7, 3)])]
    return keras.Sequential([keras.Input(SHAPE), *halves, L.Flatten(name="flatten"), L.Dense(3, name="dense")], name="twins")


def weights_of(model, name):
    """Every weight set from a seeded generator, in order: (path, values)."""
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    made = []
    for weight in model.weights:
        if "seed_generator" in weight.path or weight.path.endswith("/count"):
            continue
        positive = weight.path.endswith(("variance", "gamma"))
        values = rng.uniform(0.3 if positive else -0.5, 1.5 if positive else 0.5, weight.shape).astype(np.float32)
        weight.assign(values)
        made.append((weight.path, values))
    for layer in model.layers:
        if isinstance(layer, L.Normalization) and layer.input_mean is None:
            layer.finalize_state()
    return made


def plain(value):
    """Keras 3's config in the plainer words of Keras 2."""
    if isinstance(value, dict) and value.get("class_name") == "DTypePolicy":
        return value["config"]["name"]
    return value


def keras2(model):
    """A model's JSON in Keras 2's form, made from Keras 3's."""
    config = model["config"]
    made = []
    for layer in config["layers"]:
        if "layers" in layer["config"]:
            entry = keras2(layer)
        else:
            settings = {key: plain(value) for key, value in layer["config"].items()}
            if "batch_shape" in settings:
                settings["batch_input_shape"] = settings.pop("batch_shape")
            entry = {"class_name": layer["class_name"], "config": settings}
        if "inbound_nodes" in layer:
            calls = [histories(call["args"]) for call in layer["inbound_nodes"]]
            entry |= {"name": layer["name"], "inbound_nodes": [[[*h, {}] for h in call] for call in calls]}
        made.append(entry)
    own = {"name": config["name"], "layers": made}
    if "input_layers" in config:
        own |= {"input_layers": [config["input_layers"]], "output_layers": [config["output_layers"]]}
    return {"class_name": model["class_name"], "config": own}


def histories(args):
    if isinstance(args, dict):
        return [args["config"]["keras_history"]]
    return [history for arg in args for history in histories(arg)]


def slim(value):
    """Without initialisers, regularisers, constraints and nulls, which nothing reads."""
    if isinstance(value, dict):
        dropped = ("_initializer", "_regularizer", "_constraint", "registered_name", "build_config", "compile_config", "trainable")
        return {k: slim(v) for k, v in value.items() if not k.endswith(dropped) and v is not None}
    return [slim(v) for v in value] if isinstance(value, list) else value


def cases(picture):
    """Yields name, the model's JSON in Keras 2's form and (models of many layers) in Keras 3's, the weight entries, their
    bytes, and Keras's own output."""
    for name, make in CASES:
        keras.utils.clear_session()
        model = make()
        weights = weights_of(model, name)
        expected = model(picture, training=False).numpy()
        topology = json.loads(model.to_json())
        if make.__name__ == "make":
            # What Keras 2 calls it.
            weights = [(re.sub(r"(depthwise_conv2d\w*)/kernel", r"\1/depthwise_kernel", path), v) for path, v in weights]
        entries = [{"name": path, "shape": list(v.shape), "dtype": "float32"} for path, v in weights]
        keras3 = slim(topology) if make.__name__ != "make" else None
        yield name, slim(keras2(topology)), keras3, entries, b"".join(v.tobytes() for _, v in weights), expected
