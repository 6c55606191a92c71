"""Keras's networks that the check covers: those of keras.applications, and those that its tutorials build.

A published network is made by keras.applications' own function, with weights of our own; `small` makes it with the same blocks
and few channels. `scaled` says how the pixels are meant, as Keras's `preprocess_input` of that network has it.
"""

import contextlib

import keras
import numpy as np
from keras import applications as A
from keras import layers as L
from keras import ops
from keras.src.applications import convnext, densenet, efficientnet, efficientnet_v2, nasnet, resnet

CLASSES = 10


@contextlib.contextmanager
def divided(by):
    """Channels of every convolution and dense layer made inside, divided; the classes stay."""
    made = {kind: kind.__init__ for kind in (L.Conv2D, L.SeparableConv2D, L.Dense)}

    def thinner(init):
        def begin(self, count, *args, **kwargs):
            init(self, count if count == CLASSES or count < by else count // by, *args, **kwargs)

        return begin

    def named(init):
        def begin(self, filters=None, *args, **kwargs):
            init(self, filters if filters == CLASSES or filters < by else filters // by, *args, **kwargs)

        return begin

    for kind, init in made.items():
        kind.__init__ = thinner(init) if kind is L.Dense else named(init)
    try:
        yield
    finally:
        for kind, init in made.items():
            kind.__init__ = init


def thin(make, by=16, **more):
    def small():
        with divided(by):
            return make(weights=None, classes=CLASSES, **more)

    return small


def published(make, **more):
    return lambda: make(weights=None, **more)


def small(make, side=64, **more):
    return lambda: make(weights=None, classes=CLASSES, input_shape=(side, side, 3), **more)


def scaled_resnet(name, preact, block):
    def stack(x):
        x = block(x, 4, 2, name="conv2") if preact else block(x, 4, 2, stride1=1, name="conv2")
        return block(x, 8, 2, name="conv3")

    return lambda: resnet.ResNet(stack, preact, True, name=name, weights=None, input_shape=(64, 64, 3), classes=CLASSES, weights_name=None)


def scaled_efficientnet():
    return efficientnet.EfficientNet(0.25, 0.3, 64, weights=None, classes=CLASSES, input_shape=(64, 64, 3), name="efficientnetb0")


def scaled_efficientnet_v2():
    return efficientnet_v2.EfficientNetV2(0.25, 0.3, 64, name="efficientnetv2-b0", weights=None, classes=CLASSES, input_shape=(64, 64, 3), include_preprocessing=True)


def scaled_convnext():
    return convnext.ConvNeXt([1, 1, 2, 1], [8, 16, 24, 32], name="convnext_tiny", weights=None, classes=CLASSES, input_shape=(64, 64, 3), weights_name="")


def scaled_nasnet():
    return nasnet.NASNet(input_shape=(64, 64, 3), penultimate_filters=96, num_blocks=1, stem_block_filters=8, skip_reduction=False, filter_multiplier=2, weights=None, classes=CLASSES, default_size=64)


def mnist():
    """Keras's own example, "Simple MNIST convnet"."""
    return keras.Sequential([
        keras.Input((28, 28, 1)), L.Conv2D(32, 3, activation="relu"), L.MaxPooling2D(2), L.Conv2D(64, 3, activation="relu"),
        L.MaxPooling2D(2), L.Flatten(), L.Dropout(0.5), L.Dense(10, activation="softmax"),
    ], name="mnist_convnet")


def beginner():
    """TensorFlow's quickstart for beginners: a picture without an axis for its one channel."""
    return keras.Sequential([keras.Input((28, 28)), L.Flatten(), L.Dense(128, activation="relu"), L.Dropout(0.2), L.Dense(10)], name="beginner")


def cifar():
    """TensorFlow's tutorial "Convolutional Neural Network"."""
    return keras.Sequential([
        keras.Input((32, 32, 3)), L.Conv2D(32, 3, activation="relu"), L.MaxPooling2D(), L.Conv2D(64, 3, activation="relu"),
        L.MaxPooling2D(), L.Conv2D(64, 3, activation="relu"), L.Flatten(), L.Dense(64, activation="relu"), L.Dense(10),
    ], name="cifar")


def flowers():
    """TensorFlow's tutorial "Image classification", augmentation and all."""
    side = 96
    augmentation = keras.Sequential([L.RandomFlip("horizontal"), L.RandomRotation(0.1), L.RandomZoom(0.1)])
    return keras.Sequential([
        keras.Input((side, side, 3)), augmentation, L.Rescaling(1.0 / 255), L.Conv2D(16, 3, padding="same", activation="relu"), L.MaxPooling2D(),
        L.Conv2D(32, 3, padding="same", activation="relu"), L.MaxPooling2D(), L.Conv2D(64, 3, padding="same", activation="relu"), L.MaxPooling2D(),
        L.Dropout(0.2), L.Flatten(), L.Dense(128, activation="relu"), L.Dense(5, name="outputs"),
    ], name="flowers")


def cats_and_dogs():
    """Keras's example "Image classification from scratch": a small Xception with one output."""
    inputs = keras.Input((90, 90, 3))
    x = L.Rescaling(1.0 / 255)(inputs)
    x = L.Activation("relu")(L.BatchNormalization()(L.Conv2D(16, 3, strides=2, padding="same")(x)))
    before = x
    for size in (32, 48):
        x = L.BatchNormalization()(L.SeparableConv2D(size, 3, padding="same")(L.Activation("relu")(x)))
        x = L.BatchNormalization()(L.SeparableConv2D(size, 3, padding="same")(L.Activation("relu")(x)))
        x = L.MaxPooling2D(3, strides=2, padding="same")(x)
        x = before = L.add([x, L.Conv2D(size, 1, strides=2, padding="same")(before)])
    x = L.Activation("relu")(L.BatchNormalization()(L.SeparableConv2D(64, 3, padding="same")(x)))
    x = L.Dropout(0.25)(L.GlobalAveragePooling2D()(x))
    return keras.Model(inputs, L.Dense(1, activation=None)(x), name="cats_and_dogs")


def transferred(side=96, alpha=0.35):
    """TensorFlow's tutorial "Transfer learning": augmentation, `preprocess_input` as operations, a model in the model, one output."""
    augmentation = keras.Sequential([L.RandomFlip("horizontal"), L.RandomRotation(0.2)])
    base = A.MobileNetV2(input_shape=(side, side, 3), include_top=False, weights=None, alpha=alpha)
    inputs = keras.Input((side, side, 3))
    x = A.mobilenet_v2.preprocess_input(augmentation(inputs))
    x = L.Dropout(0.2)(L.GlobalAveragePooling2D()(base(x, training=False)))
    return keras.Model(inputs, L.Dense(1, activation="sigmoid")(x), name="transferred")


def transferred_caffe():
    """The same upon VGG16, whose `preprocess_input` turns the colours round and takes means away."""
    with divided(16):
        base = A.VGG16(input_shape=(64, 64, 3), include_top=False, weights=None)
    inputs = keras.Input((64, 64, 3))
    x = base(A.vgg16.preprocess_input(inputs), training=False)
    x = L.Dense(16, activation="relu")(L.Flatten()(x))
    return keras.Model(inputs, L.Dense(CLASSES, activation="softmax")(x), name="transferred_vgg16")


def transferred_torch():
    """The same upon DenseNet, whose `preprocess_input` has a deviation for each colour."""
    inner = densenet.DenseNet([1, 1, 1, 1], weights=None, include_top=False, input_shape=(64, 64, 3))
    inputs = keras.Input((64, 64, 3))
    x = L.GlobalAveragePooling2D()(inner(A.densenet.preprocess_input(inputs)))
    return keras.Model(inputs, L.Dense(CLASSES, activation="softmax")(x), name="transferred_densenet")


def operations():
    """A functional network of keras.ops: each becomes a layer of the file."""
    inputs = keras.Input((32, 32, 3))
    x = inputs / 255.0
    x = (x - 0.5) * 2
    x = ops.relu(L.Conv2D(8, 3, padding="same")(x))
    y = ops.mean(x, axis=[1, 2], keepdims=True)
    y = ops.sigmoid(L.Conv2D(8, 1)(y))
    x = x * y
    x = ops.concatenate([x, ops.silu(-x)], axis=-1)
    x = 1 - ops.max_pool(x, 2) if hasattr(ops, "max_pool") else 1 - x
    x = ops.leaky_relu(ops.gelu(L.Conv2D(8, 3)(x)), negative_slope=0.1)
    z = ops.transpose(ops.reshape(x, (-1, x.shape[1] * x.shape[2], 8)), (0, 2, 1))
    x = ops.mean(z, axis=-1) + ops.max(x, axis=(1, 2))
    return keras.Model(inputs, L.Dense(CLASSES)(ops.tanh(x)), name="operations")


def more_operations():
    """The others, one after the other, each kept where it is defined."""
    inputs = keras.Input((16, 16, 3))
    x = L.Conv2D(8, 3, padding="same")(L.Rescaling(1.0 / 255)(inputs))
    positive = ops.abs(x) + 0.5
    parts = [
        ops.elu(x), ops.selu(x), ops.hard_sigmoid(x), ops.hard_silu(x), L.Activation("mish")(x), ops.relu6(x * 3), ops.softplus(x), ops.softsign(x),
        ops.exp(-positive), ops.log(positive), ops.sqrt(positive), ops.rsqrt(positive), ops.square(x), ops.reciprocal(positive),
        ops.power(positive, 1.5), ops.clip(x, -0.3, 0.4), ops.maximum(x, 0.1), ops.minimum(x, positive), ops.absolute(x),
        ops.divide(x, positive), ops.cast(x, "float32"), 2 / positive, ops.multiply(np.linspace(-1, 1, 16 * 8).astype("float32").reshape(1, 16, 8), x),
    ]
    x = L.BatchNormalization()(parts[0])
    for part in parts[1:]:
        x = x + 0.3 * part
    x = ops.average_pool(x, 2)
    y = ops.squeeze(ops.expand_dims(ops.sum(x, axis=-1), 1), 1)
    y = ops.stack([ops.min(y, axis=1), ops.max(y, axis=2), y[:, 3], y[:, :, -1], y[:, -8:, 2]], axis=1)
    y = ops.concatenate([L.Flatten()(y), ops.mean(x, axis=(1, 2)), ops.amax(x, (1, 2)), ops.amin(x, (1, 2))], axis=-1)
    return keras.Model(inputs, L.Dense(CLASSES)(y), name="more_operations")


def rows():
    """Keras's example "MNIST MLP": a picture's numbers in a row."""
    return keras.Sequential([keras.Input((784,)), L.Dense(32, activation="relu"), L.Dropout(0.2), L.Dense(10, activation="softmax")], name="mlp")


def shared():
    """One rectifier object and one convolution, each called several times."""
    relu, same = L.ReLU(), L.Conv2D(8, 3, padding="same")
    inputs = keras.Input((32, 32, 3))
    x = relu(L.Conv2D(8, 3, strides=2)(L.Rescaling(1.0 / 255)(inputs)))
    x = relu(same(x))
    x = relu(same(x))
    return keras.Model(inputs, L.Dense(CLASSES)(L.GlobalAveragePooling2D()(x)), name="shared")


def convmixer():
    """Keras's example "ConvMixer"."""
    inputs = keras.Input((32, 32, 3))
    x = L.Rescaling(1.0 / 255)(inputs)
    block = lambda x: L.BatchNormalization()(L.Activation("gelu")(x))
    x = block(L.Conv2D(16, 2, 2)(x))
    for _ in range(3):
        before = x
        x = L.Add()([block(L.DepthwiseConv2D(5, padding="same")(x)), before])
        x = block(L.Conv2D(16, 1)(x))
    return keras.Model(inputs, L.Dense(CLASSES, activation="softmax")(L.GlobalAvgPool2D()(x)), name="convmixer")


def transformer():
    """A vision transformer of Keras's own layers, as its examples have it where none is written anew."""
    inputs = keras.Input((32, 32, 3))
    x = L.Conv2D(16, 4, 4, name="patches")(L.Rescaling(1.0 / 127.5, offset=-1)(inputs))
    x = L.Reshape((64, 16))(x)
    for _ in range(2):
        y = L.LayerNormalization(epsilon=1e-6)(x)
        x = L.Add()([L.MultiHeadAttention(num_heads=2, key_dim=8, dropout=0.1)(y, y), x])
        y = L.LayerNormalization(epsilon=1e-6)(x)
        y = L.Dense(16)(L.Dropout(0.1)(L.Dense(32, activation="gelu")(y)))
        x = L.Add()([y, x])
    x = L.GlobalAveragePooling1D()(L.LayerNormalization(epsilon=1e-6)(x))
    return keras.Model(inputs, L.Dense(CLASSES)(x), name="transformer")


def attention():
    """Attention whose query, value and key are layers of their own, without biases, twice by the same layer."""
    inputs = keras.Input((32, 32, 3))
    x = L.Reshape((64, 12))(L.Conv2D(12, 4, 4)(L.Rescaling(1.0 / 255)(inputs)))
    look = L.MultiHeadAttention(2, 6, value_dim=4, use_bias=False)
    x = x + look(query=x, value=L.Dense(12)(x), key=L.Dense(12)(x))
    x = x + look(x, x)
    return keras.Model(inputs, L.Dense(CLASSES)(L.GlobalMaxPooling1D()(x)), name="attention")


def squeezed():
    """Squeeze and excitation by its layers, a ResNet block, other activations."""
    inputs = keras.Input((32, 32, 3))
    x = L.Conv2D(8, 3, padding="same", use_bias=False, kernel_regularizer=keras.regularizers.L2(1e-4))(L.Rescaling(1.0 / 255)(inputs))
    x = L.LeakyReLU()(L.BatchNormalization()(x))
    y = L.GlobalAveragePooling2D()(x)
    y = L.Dense(4, activation="relu")(y)
    y = L.Reshape((1, 1, 8))(L.Dense(8, activation="sigmoid")(y))
    x = L.Multiply()([x, y])
    x = L.PReLU(shared_axes=[1, 2])(L.Conv2D(8, 3, strides=2, padding="same")(x))
    x = L.Maximum()([x, L.ELU()(L.Conv2D(8, 1)(x))])
    x = L.Average()([x, L.Conv2D(8, 3, padding="same", activation="selu")(x)])
    x = L.Permute((2, 1, 3))(x)
    x = L.UnitNormalization()(L.GlobalMaxPooling2D()(x))
    return keras.Model(inputs, L.Dense(CLASSES, activation="softmax")(x), name="squeezed")


class Network:
    def __init__(self, title, make, full=None, scaled="bytes", gain=1.2, cam=True, h5=False):
        self.title, self.make, self.full, self.scaled, self.gain, self.cam, self.h5 = title, make, full, scaled, gain, cam, h5


ALL = [
    Network("MobileNet", small(A.MobileNet, alpha=0.25), published(A.MobileNet), "tf"),
    Network("MobileNetV2", small(A.MobileNetV2, alpha=0.35), published(A.MobileNetV2), "tf"),
    Network("MobileNetV3Large", small(A.MobileNetV3Large, alpha=0.25), published(A.MobileNetV3Large)),
    Network("MobileNetV3Small", small(A.MobileNetV3Small, alpha=0.25), published(A.MobileNetV3Small)),
    Network("EfficientNetB0", scaled_efficientnet, published(A.EfficientNetB0)),
    Network("EfficientNetV2B0", scaled_efficientnet_v2, published(A.EfficientNetV2B0), gain=0.9),
    Network("ResNet50", scaled_resnet("resnet50", False, resnet.stack_residual_blocks_v1), published(A.ResNet50), "caffe"),
    Network("ResNet50V2", scaled_resnet("resnet50v2", True, resnet.stack_residual_blocks_v2), published(A.ResNet50V2), "tf"),
    Network("DenseNet121", lambda: densenet.DenseNet([1, 1, 2, 1], weights=None, classes=CLASSES, input_shape=(64, 64, 3)), published(A.DenseNet121), "torch", h5=True),
    Network("NASNetMobile", scaled_nasnet, None, "tf"),
    Network("Xception", thin(A.Xception, input_shape=(96, 96, 3)), published(A.Xception), "tf"),
    Network("InceptionV3", thin(A.InceptionV3, input_shape=(96, 96, 3)), published(A.InceptionV3), "tf"),
    Network("VGG16", thin(A.VGG16, 16, input_shape=(64, 64, 3)), published(A.VGG16), "caffe"),
    Network("ConvNeXtTiny", scaled_convnext, published(A.ConvNeXtTiny), h5=True),
    Network("MNIST, Keras’s example", mnist, mnist, "unit"),
    Network("MNIST for beginners, 28 x 28", beginner, beginner, "unit"),
    Network("CIFAR-10, TensorFlow’s tutorial", cifar, cifar, "unit"),
    Network("Flowers, with augmentation", flowers, flowers),
    Network("Cats and dogs from scratch", cats_and_dogs, cats_and_dogs),
    Network("Transfer from MobileNetV2", transferred, lambda: transferred(160, 1.0), h5=True),
    Network("Transfer from VGG16", transferred_caffe, transferred_caffe),
    Network("Transfer from DenseNet", transferred_torch, transferred_torch),
    Network("Operations as layers", operations, operations, cam=False),
    Network("More operations as layers", more_operations, more_operations, cam=False),
    Network("MNIST in a row, 784", rows, rows, "unit"),
    Network("Layers used several times", shared, shared, cam=False),
    Network("ConvMixer", convmixer, convmixer),
    Network("Transformer of Keras’s layers", transformer, transformer, cam=False, h5=True),
    Network("Attention between layers", attention, attention, cam=False),
    Network("Squeeze, excitation and more", squeezed, squeezed, cam=False),
]
