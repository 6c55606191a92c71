"""Networks as TensorFlow 1 wrote them, and operations that Keras's own layers do not come to: each a frozen graph and its outputs."""

import numpy as np
import tensorflow as tf

from hashes import hashed

v1 = tf.compat.v1


class Graph:
    """A network that is no Keras model: `function` gives its frozen graph and the names of its outputs."""

    full = True

    def __init__(self, title, build, scaled="tf", cam=True, gain=1.0):
        self.title, self.build, self.scaled, self.cam, self.gain, self.make = title, build, scaled, cam, gain, None

    def function(self):
        with tf.Graph().as_default() as graph:
            return graph, [self.build(Weights()).name]


class Weights:
    """Constants drawn one after the other."""

    def __init__(self):
        self.count = 0

    def __call__(self, *shape, centre=0.0, size=None):
        self.count += 1
        fan = np.prod(shape[:-1]) if len(shape) > 1 else 1
        size = (3.0 / fan) ** 0.5 if size is None else size
        values = centre + size * hashed(self.count, int(np.prod(shape)))
        return tf.constant(values.astype(np.float32).reshape(shape))

    def norm(self, x):
        channels = x.shape[-1]
        return v1.nn.fused_batch_norm(
            x, self(channels, centre=1.0, size=0.3), self(channels, size=0.2), self(channels, size=0.2),
            self(channels, centre=1.0, size=0.5), epsilon=1e-3, is_training=False,
        )[0]


def slim(w):
    """TF-Slim's MobileNet: fused batch norms, logits by a convolution, a squeeze, the softmax through a reshape."""
    x = v1.placeholder(tf.float32, (None, 64, 64, 3), name="input")
    x = tf.nn.relu6(w.norm(tf.nn.conv2d(x, w(3, 3, 3, 8), 2, "SAME")))
    for channels, stride in ((16, 1), (24, 2), (24, 1)):
        x = tf.nn.depthwise_conv2d(x, w(3, 3, x.shape[-1], 1, size=0.5), [1, stride, stride, 1], "SAME")
        x = tf.nn.relu6(w.norm(x))
        x = tf.nn.relu6(w.norm(tf.nn.conv2d(x, w(1, 1, x.shape[-1], channels), 1, "SAME")))
    # Dilated, as TensorFlow 1 wrote it.
    y = tf.space_to_batch_nd(x, [2, 2], [[2, 2], [2, 2]])
    y = tf.batch_to_space(tf.nn.conv2d(y, w(3, 3, 24, 24), 1, "VALID"), [2, 2], [[0, 0], [0, 0]])
    x = tf.nn.relu(tf.nn.bias_add(y, w(24)) + x)
    x = tf.nn.avg_pool2d(x, [16, 16], 1, "VALID")
    x = tf.squeeze(tf.nn.bias_add(tf.nn.conv2d(x, w(1, 1, 24, 10), 1, "SAME"), w(10)), [1, 2])
    return tf.reshape(tf.nn.softmax(tf.reshape(x, (-1, 10))), tf.shape(x), name="final_result")


def retrained(w):
    """The image retraining of TensorFlow 1: a batch of one, mean and deviation as constants, a matrix beside a plain sum."""
    x = v1.placeholder(tf.float32, (1, 48, 48, 3), name="Placeholder")
    x = (x - 0.5) * 2.0
    x = tf.nn.lrn(tf.nn.relu(tf.nn.conv2d(x, w(5, 5, 3, 16), 2, "SAME") + w(16)), 4, bias=1.0, alpha=0.001 / 9.0, beta=0.75)
    x = tf.concat([tf.nn.max_pool2d(x, 3, 2, "SAME"), tf.nn.conv2d(x, w(3, 3, 16, 8), 2, "SAME")], 3)
    x = tf.nn.elu(x)
    x = tf.reshape(x, (-1, 12 * 12 * 24))
    return tf.nn.softmax(tf.matmul(x, w(12 * 12 * 24, 10)) + w(10), name="final_result")


def operations(w):
    """Operations one after the other, each kept where it is defined."""
    x = v1.placeholder(tf.float32, (None, 32, 32, 3), name="image")
    x = tf.nn.conv2d(x, w(3, 3, 3, 8), 1, "SAME")
    positive = tf.abs(x) + 0.5
    parts = [
        tf.nn.elu(x), tf.nn.selu(x), tf.nn.softplus(x), tf.nn.softsign(x), tf.exp(-positive), tf.math.log(positive), tf.sqrt(positive),
        tf.math.rsqrt(positive), tf.square(x), tf.math.reciprocal(positive), tf.pow(positive, 1.5), tf.clip_by_value(x, -0.3, 0.4),
        tf.maximum(x, 0.1), tf.minimum(x, positive), tf.maximum(x, -positive), x / positive, 2.0 / positive, tf.math.squared_difference(x, positive),
        tf.math.erf(x), tf.math.erfc(x), tf.math.log1p(positive), tf.math.expm1(x), x * w(32, 32, 8, size=1.0), tf.nn.leaky_relu(x, 0.1),
        tf.add_n([x, positive, x]), tf.math.divide_no_nan(x, positive), tf.nn.silu(x), tf.nn.gelu(x), tf.nn.gelu(x, approximate=True),
    ]
    x = sum((0.3 * part for part in parts), x)
    a, b = tf.split(x, 2, axis=-1)
    c, d, e = tf.split(x, [2, 5, 1], axis=3)
    x = tf.concat([b, a, tf.reverse(d, [3]), c, e, tf.gather(x, [1, 0, 5], axis=3)], 3)
    x = tf.nn.relu(tf.pad(x, [[0, 0], [1, 2], [2, 1], [0, 0]], "REFLECT"))
    x = tf.nn.depth_to_space(tf.nn.conv2d(x, w(3, 3, 19, 16), 2, "VALID"), 2)
    x = tf.nn.space_to_depth(tf.image.resize(x, (20, 20)), 2)
    x = x + tf.image.resize(x[:, ::2, ::-2], (10, 10), method="nearest")
    x = tf.nn.conv2d_transpose(x, w(3, 3, 8, 16, size=0.1), tf.stack([tf.shape(x)[0], 20, 20, 8]), 2, "SAME")
    mean, variance = tf.nn.moments(x, [1, 2], keepdims=True)
    x = (x - mean) * tf.math.rsqrt(variance + 1e-3)
    y = tf.unstack(tf.reduce_max(x, axis=2), axis=1)
    y = tf.stack([y[0], y[3] - y[4], tf.reduce_min(x, axis=[1, 2]), tf.reduce_sum(x, axis=[1, 2]) / 400.0, x[:, 3, 5]], axis=1)
    y = tf.einsum("bij,jk->bik", y, w(8, 8)) + tf.tile(tf.reduce_mean(y, 1, keepdims=True), [1, 5, 1])
    z = tf.matmul(y, y, transpose_b=True)
    y = tf.reshape(tf.matmul(tf.nn.softmax(z), y), (-1, 40))
    return tf.nn.bias_add(tf.matmul(y, w(10, 40, size=0.3), transpose_b=True), w(10), name="logits")


def tokens(w):
    """A vision transformer in TensorFlow's own operations: a class token, positions, attention in one product, layer norms by moments."""
    x = v1.placeholder(tf.float32, (None, 32, 32, 3), name="pixel_values")
    x = tf.nn.conv2d(x, w(8, 8, 3, 16), 8, "VALID")
    batch = tf.shape(x)[0]
    x = tf.reshape(x, (batch, 16, 16))
    x = tf.concat([tf.tile(w(1, 1, 16, size=1.0), [batch, 1, 1]), x], 1) + w(1, 17, 16, size=0.5)

    def norm(x):
        mean, variance = tf.nn.moments(x, [-1], keepdims=True)
        return tf.nn.batch_normalization(x, mean, variance, w(16, size=0.2), w(16, centre=1.0, size=0.3), 1e-6)

    for _ in range(2):
        qkv = tf.tensordot(norm(x), w(16, 48), [[2], [0]]) + w(48, size=0.1)
        q, k, v = tf.unstack(tf.transpose(tf.reshape(qkv, (batch, 17, 3, 2, 8)), (2, 0, 3, 1, 4)), axis=0)
        heard = tf.matmul(tf.nn.softmax(tf.matmul(q, k, transpose_b=True) * 8**-0.5), v)
        heard = tf.reshape(tf.transpose(heard, (0, 2, 1, 3)), (-1, 17, 16))
        x = x + tf.einsum("btc,cd->btd", heard, w(16, 16))
        y = tf.nn.gelu(tf.tensordot(norm(x), w(16, 32), [[2], [0]]) + w(32, size=0.1))
        x = x + tf.tensordot(y, w(32, 16), [[2], [0]]) + w(16, size=0.1)
    return tf.add(tf.matmul(norm(x)[:, 0], w(16, 10)), w(10), name="logits")


def keras2(w):
    """A layer norm as Keras 2 has it, by a batch norm of rows; PReLU with a slope for every place, which the converter makes one node."""
    x = v1.placeholder(tf.float32, (None, 24, 24, 3), name="input_1")
    x = tf.nn.conv2d(x, w(4, 4, 3, 12), 4, "VALID") + w(12)
    x = tf.nn.relu(x) + (-w(6, 6, 12, centre=0.3, size=0.2)) * tf.nn.relu(-x)
    for _ in range(2):
        shape = tf.shape(x)
        rows = shape[0] * 36
        flat = tf.reshape(x, (1, rows, 12, 1))
        ones, zeros = tf.ones((rows,)), tf.zeros((rows,))
        y = tf.reshape(v1.nn.fused_batch_norm(flat, ones, zeros, epsilon=1e-3, data_format="NCHW")[0], shape)
        y = y * w(12, centre=1.0, size=0.3) + w(12, size=0.2)
        x = x + tf.nn.tanh(tf.nn.conv2d(y, w(1, 1, 12, 12), 1, "SAME"))
    return tf.matmul(tf.reduce_max(x, axis=[1, 2]), w(12, 10), name="logits")


def any_size(w):
    """Height and width left open, a mean over whatever is left."""
    x = v1.placeholder(tf.float32, (None, None, None, 3), name="images")
    x = tf.nn.relu(tf.nn.bias_add(tf.nn.conv2d(x, w(3, 3, 3, 12), 2, "SAME"), w(12)))
    height, width = tf.shape(x)[1], tf.shape(x)[2]
    y = tf.image.resize(tf.nn.max_pool2d(x, 3, 2, "SAME"), tf.stack([height, width]))
    x = tf.reshape(tf.concat([x, y], -1), (tf.shape(x)[0], height * width, 24))
    return tf.matmul(tf.reduce_mean(x, 1), w(24, 10), name="scores")


ALL = [
    Graph("MobileNet of TF-Slim", slim),
    Graph("Retrained by TensorFlow 1", retrained, "unit"),
    Graph("TensorFlow’s operations", operations, "tf", cam=False),
    Graph("Transformer of TensorFlow’s operations", tokens, "tf", cam=False),
    Graph("Layer norm as Keras 2 has it", keras2, "unit"),
    Graph("Open height and width", any_size, "tf"),
]
