"""The architectures that the check covers: each as torchvision publishes it, and small (the same blocks, few channels).

`small` networks are made by torchvision's own classes; where those fix their channels, every count is divided. What
torchvision lacks (CIFAR's ResNet-20, a Keras-like ResNet50V2, MLP-Mixer, ResMLP, a ResNet with group normalisation, activation's own) is written out.
"""

import contextlib
import functools

import torch

for name, signature in (("nms", "(Tensor a, Tensor b, float c) -> Tensor"), ("qnms", "(Tensor a, Tensor b, float c) -> Tensor")):
    # A torchvision built for another torch lacks its operators; none of the classifiers needs them.
    with contextlib.suppress(RuntimeError):
        torch.library.define(f"torchvision::{name}", signature)

import torchvision.models as tv
from torch import nn
from torchvision.models import convnext, densenet, efficientnet, maxvit, mobilenetv2, mobilenetv3, regnet, resnet, shufflenetv2
from torchvision.models import swin_transformer as swin
from torchvision.models import vision_transformer as vit

CLASSES = 10


@contextlib.contextmanager
def divided(by):
    """Channels of every convolution, batch norm and dense layer made inside, divided; a picture's three stay."""

    def fewer(count):
        return count if count in (3, CLASSES) or count < by else count // by

    convolution, norm, dense = nn.Conv2d.__init__, nn.BatchNorm2d.__init__, nn.Linear.__init__

    def conv2d(self, inputs, outputs, *args, groups=1, **kwargs):
        depthwise = groups == inputs
        i, o = fewer(inputs), fewer(outputs)
        convolution(self, i, o, *args, groups=i if depthwise else groups, **kwargs)

    nn.Conv2d.__init__ = conv2d
    nn.BatchNorm2d.__init__ = lambda self, count, *args, **kwargs: norm(self, fewer(count), *args, **kwargs)
    nn.Linear.__init__ = lambda self, inputs, outputs, *args, **kwargs: dense(self, fewer(inputs), fewer(outputs), *args, **kwargs)
    try:
        yield
    finally:
        nn.Conv2d.__init__, nn.BatchNorm2d.__init__, nn.Linear.__init__ = convolution, norm, dense


def thin(make, by=16):
    def small():
        with divided(by):
            return make()

    return small


def scaled_efficientnet():
    conf = functools.partial(efficientnet.MBConvConfig, width_mult=0.25, depth_mult=0.5)
    settings = [conf(1, 3, 1, 32, 16, 1), conf(6, 3, 2, 16, 24, 2), conf(6, 5, 2, 24, 40, 2), conf(6, 3, 1, 40, 80, 2)]
    return efficientnet.EfficientNet(settings, dropout=0.2, last_channel=32, num_classes=CLASSES)


def scaled_efficientnet_v2():
    settings = [
        efficientnet.FusedMBConvConfig(1, 3, 1, 8, 8, 1),
        efficientnet.FusedMBConvConfig(4, 3, 2, 8, 16, 2),
        efficientnet.MBConvConfig(4, 3, 2, 16, 16, 2),
        efficientnet.MBConvConfig(6, 3, 2, 16, 24, 2),
    ]
    return efficientnet.EfficientNet(settings, dropout=0.2, last_channel=32, num_classes=CLASSES, norm_layer=functools.partial(nn.BatchNorm2d, eps=1e-3))


def scaled_mobilenet_v3(reduced=1):
    conf = functools.partial(mobilenetv3.InvertedResidualConfig, width_mult=0.5)
    settings = [
        conf(16, 3, 16, 16, True, "RE", 2, 1),
        conf(16, 3, 72, 24, False, "RE", 2, 1),
        conf(24, 5, 96, 40, True, "HS", 2, 1),
        conf(40, 5, 240, 40, True, "HS", 1, 2),
    ]
    return mobilenetv3.MobileNetV3(settings, last_channel=32, num_classes=CLASSES)


def scaled_regnet(se):
    # torchvision's own stem has 32 channels.
    params = regnet.BlockParams(depths=[1, 2, 1, 1], widths=[8, 16, 24, 32], group_widths=[4, 4, 8, 8], bottleneck_multipliers=[1.0] * 4, strides=[2] * 4, se_ratio=0.25 if se else None)
    return regnet.RegNet(params, num_classes=CLASSES, stem_width=8)


def scaled_convnext():
    block = convnext.CNBlockConfig
    return convnext.ConvNeXt([block(8, 16, 1), block(16, 24, 1), block(24, 32, 2), block(32, None, 1)], num_classes=CLASSES, layer_scale=0.5)


def scaled_vit(patch=8, **more):
    return vit.VisionTransformer(image_size=64, patch_size=patch, num_layers=2, num_heads=2, hidden_dim=16, mlp_dim=32, num_classes=CLASSES, **more)


def conv_stem_vit():
    stem = [vit.ConvStemConfig(out_channels=4, kernel_size=3, stride=2), vit.ConvStemConfig(out_channels=8, kernel_size=3, stride=2), vit.ConvStemConfig(out_channels=8, kernel_size=3, stride=2)]
    return scaled_vit(8, conv_stem_configs=stem)


def scaled_swin(version):
    kwargs = {"block": swin.SwinTransformerBlockV2, "downsample_layer": swin.PatchMergingV2} if version == 2 else {}
    return swin.SwinTransformer(patch_size=[4, 4], embed_dim=8, depths=[2, 2], num_heads=[2, 2], window_size=[4, 4], num_classes=CLASSES, **kwargs)


def scaled_maxvit():
    return maxvit.MaxVit(input_size=(64, 64), stem_channels=8, partition_size=4, block_channels=[8, 16], block_layers=[1, 1], head_dim=4, stochastic_depth_prob=0.0, num_classes=CLASSES)


def shufflenet():
    return shufflenetv2.ShuffleNetV2([2, 2, 2], [8, 16, 24, 32, 48], num_classes=CLASSES)


class DeiT(nn.Module):
    """DeiT with its distillation token: two tokens before the patches, and the mean of two heads (Touvron et al. 2021)."""

    def __init__(self, width=16, heads=2, patch=8, size=64, depth=2):
        super().__init__()
        self.patches = nn.Conv2d(3, width, patch, patch)
        self.tokens = nn.Parameter(torch.zeros(1, 2, width))
        self.places = nn.Parameter(torch.zeros(1, 2 + (size // patch) ** 2, width))
        self.blocks = nn.Sequential(*[QkvBlock(width, heads) for _ in range(depth)])
        self.norm = nn.LayerNorm(width, eps=1e-6)
        self.head, self.distilled = nn.Linear(width, CLASSES), nn.Linear(width, CLASSES)

    def forward(self, x):
        x = self.patches(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.tokens.expand(x.shape[0], -1, -1), x], 1) + self.places
        x = self.norm(self.blocks(x))
        return (self.head(x[:, 0]) + self.distilled(x[:, 1])) / 2


class QkvBlock(nn.Module):
    """A transformer's block as timm writes it: one product for queries, keys and values, attention written out."""

    def __init__(self, width, heads, scale=None):
        super().__init__()
        self.heads, self.width = heads, width
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-6), nn.LayerNorm(width, eps=1e-6)
        self.qkv, self.proj = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.mlp = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))

    def forward(self, x):
        n, tokens, _ = x.shape
        q, k, v = self.qkv(self.norm1(x)).reshape(n, tokens, 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        a = ((q * q.shape[-1] ** -0.5) @ k.transpose(-2, -1)).softmax(-1)
        x = x + self.proj((a @ v).transpose(1, 2).reshape(n, tokens, self.width))
        return x + self.mlp(self.norm2(x))


class Mixer(nn.Module):
    """MLP-Mixer (Tolstikhin et al. 2021): dense layers along tokens and along channels."""

    def __init__(self, width=16, patch=8, size=64, depth=2):
        super().__init__()
        tokens = (size // patch) ** 2
        self.stem = nn.Conv2d(3, width, patch, patch)
        self.blocks = nn.ModuleList()
        for _ in range(depth):
            self.blocks.append(nn.ModuleDict({
                "a": nn.LayerNorm(width), "along": nn.Sequential(nn.Linear(tokens, 24), nn.GELU(), nn.Linear(24, tokens)),
                "b": nn.LayerNorm(width), "across": nn.Sequential(nn.Linear(width, 32), nn.GELU(approximate="tanh"), nn.Linear(32, width)),
            }))
        self.norm, self.head = nn.LayerNorm(width), nn.Linear(width, CLASSES)

    def forward(self, x):
        x = self.stem(x).flatten(2).transpose(1, 2)
        for block in self.blocks:
            x = x + block["along"](block["a"](x).transpose(1, 2)).transpose(1, 2)
            x = x + block["across"](block["b"](x))
        return self.head(self.norm(x).mean(1))


class ResNet20(nn.Module):
    """CIFAR's ResNet-20 with its shortcut without weights: every second pixel, and channels of zeros (He et al. 2016)."""

    def __init__(self, width=4):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU())
        self.blocks = nn.ModuleList()
        inputs = width
        for stage in range(3):
            for i in range(3):
                outputs, stride = width * 2**stage, 2 if stage > 0 and i == 0 else 1
                self.blocks.append(nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(), nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs)))
                inputs = outputs
        self.fc = nn.Linear(inputs, CLASSES)

    def forward(self, x):
        x = self.stem(x)
        for block in self.blocks:
            y = block(x)
            if y.shape[1] != x.shape[1]:
                extra = (y.shape[1] - x.shape[1]) // 2
                x = nn.functional.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, extra, extra))
            x = torch.relu(x + y)
        return self.fc(nn.functional.avg_pool2d(x, x.shape[-1]).flatten(1))


class PreActivation(nn.Module):
    """ResNetV2 as Keras has it: zeros laid down before a max pool of values of both signs, rectifiers before convolutions."""

    def __init__(self, width=8):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 7, 2, 3)
        self.pool = nn.MaxPool2d(3, 2)
        self.one = nn.Sequential(nn.BatchNorm2d(width), nn.ReLU(), nn.Conv2d(width, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(), nn.Conv2d(width, width, 1))
        self.two = nn.Sequential(nn.BatchNorm2d(width), nn.ReLU(), nn.Conv2d(width, width, 3, 2, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(), nn.Conv2d(width, width, 1))
        self.last = nn.Sequential(nn.BatchNorm2d(width), nn.ReLU())
        self.fc = nn.Linear(width, CLASSES)

    def forward(self, x):
        x = self.pool(nn.functional.pad(self.stem(x), (1, 1, 1, 1)))
        x = x + self.one(x)
        x = nn.functional.max_pool2d(x, 1, 2) + self.two(x)
        return self.fc(self.last(x).mean((2, 3)))


class Activations(nn.Module):
    """One convolution for each activation function, one after the other."""

    def __init__(self):
        super().__init__()
        functions = [nn.LeakyReLU(0.1), nn.PReLU(6), nn.PReLU(), nn.ELU(0.8), nn.SELU(), nn.CELU(0.7), nn.Tanh(), nn.Softplus(), nn.Mish(), nn.SiLU(), nn.GELU(), nn.GELU(approximate="tanh"), nn.Hardswish(), nn.Hardsigmoid(), nn.Hardtanh(-0.5, 0.7), nn.Sigmoid(), nn.Softsign(), nn.ReLU6(), nn.LogSigmoid()]
        self.layers = nn.ModuleList(nn.Sequential(nn.Conv2d(6, 6, 1), function) for function in functions)
        self.stem = nn.Conv2d(3, 6, 3, 2)
        self.fc = nn.Linear(6, CLASSES)

    def forward(self, x):
        x = self.stem(x)
        for layer in self.layers:
            x = 0.7 * (x + layer(x))
        return self.fc(x.mean((2, 3)))


class Norms(nn.Module):
    """Group and instance normalisation, a max over places, reflecting and replicating pads."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 3, 1, 1, padding_mode="reflect")
        self.group, self.instance, self.layer = nn.GroupNorm(4, 8), nn.InstanceNorm2d(8, affine=True), nn.GroupNorm(1, 8)
        self.edges = nn.Conv2d(8, 8, 3, 2, 1, padding_mode="replicate")
        self.fc = nn.Linear(16, CLASSES)

    def forward(self, x):
        x = torch.relu(self.group(self.stem(x)))
        x = self.instance(self.edges(x))
        x = self.layer(x * 2)
        return self.fc(torch.cat([x.amax((2, 3)), nn.functional.adaptive_max_pool2d(x, 1).flatten(1)], 1))


class UpAndDown(nn.Module):
    """Transposed convolutions, resizing, convolutions both strided and dilated, splits."""

    def __init__(self):
        super().__init__()
        self.down = nn.Conv2d(3, 8, 3, 2, 2, dilation=2)
        self.depthwise = nn.Conv2d(8, 8, 3, (2, 1), 1, groups=8)
        self.up = nn.ConvTranspose2d(8, 6, 4, 2, 1)
        self.groups = nn.ConvTranspose2d(6, 6, 3, 2, 1, output_padding=1, groups=3)
        self.fc = nn.Linear(12, CLASSES)

    def forward(self, x):
        x = torch.tanh(self.groups(torch.relu(self.up(self.depthwise(self.down(x))))))
        x = nn.functional.interpolate(x, scale_factor=2, mode="nearest")
        x = nn.functional.interpolate(x, size=(20, 24), mode="bilinear", align_corners=False)
        y = nn.functional.interpolate(x, size=(11, 13), mode="bilinear", align_corners=True)
        a, b, c = torch.split(y, 2, 1)
        z = torch.cat([a * b, torch.sigmoid(c), y.amax(1, keepdim=True), y[:, :1]], 1)
        return self.fc(torch.cat([z.mean((2, 3)), y[:, [4, 2, 0, 1, 3, 5]][:, :, 1, 2]], 1)[:, :12])


def group_norm_resnet():
    return resnet.ResNet(resnet.BasicBlock, [1, 1, 1, 1], num_classes=CLASSES, norm_layer=lambda channels: nn.GroupNorm(2, channels // 8))


def classes(make, **more):
    return functools.partial(make, num_classes=CLASSES, **more)


class Architecture:
    # `gain` is that of full weights: in forty blocks with 1.2 each, values reach 8,000, and gates turn on how they are rounded.
    def __init__(self, title, small, full=None, size=64, cam=None, exporters=("old", "new"), gain=1.2):
        self.title, self.small, self.full, self.size, self.cam, self.exporters, self.gain = title, small, full, size, cam, exporters, gain


ALL = [
    Architecture("AlexNet", thin(classes(tv.alexnet)), tv.alexnet, cam="features", size=224),
    Architecture("VGG11", thin(classes(tv.vgg11), 32), None, cam="features", size=224),
    Architecture("VGG13 with batch norm", thin(classes(tv.vgg13_bn), 32), None, cam="features", size=224),
    Architecture("SqueezeNet 1.1", thin(classes(tv.squeezenet1_1), 8), tv.squeezenet1_1, size=96),
    Architecture("ResNet-18", thin(classes(tv.resnet18)), tv.resnet18, cam="layer4"),
    Architecture("ResNet-50", thin(classes(tv.resnet50)), tv.resnet50, cam="layer4"),
    Architecture("ResNeXt-50", lambda: resnet.ResNet(resnet.Bottleneck, [1, 1, 1, 1], num_classes=CLASSES, groups=4, width_per_group=2), tv.resnext50_32x4d, cam="layer4"),
    Architecture("Wide ResNet-50", thin(classes(tv.wide_resnet50_2)), tv.wide_resnet50_2, cam="layer4"),
    Architecture("DenseNet-121", lambda: densenet.DenseNet(4, (2, 2, 2, 2), 8, num_classes=CLASSES), tv.densenet121, cam="features"),
    Architecture("GoogLeNet", thin(functools.partial(tv.googlenet, num_classes=CLASSES, aux_logits=False, init_weights=False), 8), lambda: tv.googlenet(aux_logits=False, init_weights=False), cam="inception5b"),
    Architecture("GoogLeNet with transform_input", thin(functools.partial(tv.googlenet, num_classes=CLASSES, aux_logits=False, init_weights=False, transform_input=True), 8), lambda: tv.googlenet(aux_logits=False, init_weights=False, transform_input=True), cam="inception5b"),
    Architecture("Inception v3", thin(functools.partial(tv.inception_v3, num_classes=CLASSES, aux_logits=False, init_weights=False)), lambda: tv.inception_v3(aux_logits=False, init_weights=False), cam="Mixed_7c", size=96),
    Architecture("MobileNet v2", lambda: mobilenetv2.MobileNetV2(CLASSES, 0.25), tv.mobilenet_v2, cam="features"),
    Architecture("MobileNet v3 large", scaled_mobilenet_v3, tv.mobilenet_v3_large, cam="features"),
    Architecture("MobileNet v3 small", thin(classes(tv.mobilenet_v3_small), 4), tv.mobilenet_v3_small, cam="features"),
    Architecture("MNASNet 0.5", lambda: tv.MNASNet(0.25, num_classes=CLASSES), tv.mnasnet0_5),
    Architecture("ShuffleNet v2", shufflenet, tv.shufflenet_v2_x1_0, cam="conv5"),
    Architecture("EfficientNet-B0", scaled_efficientnet, tv.efficientnet_b0, cam="features"),
    Architecture("EfficientNet v2-S", scaled_efficientnet_v2, tv.efficientnet_v2_s, cam="features", gain=0.9),
    Architecture("RegNet-X 400MF", lambda: scaled_regnet(False), tv.regnet_x_400mf, cam="trunk_output"),
    Architecture("RegNet-Y 400MF", lambda: scaled_regnet(True), tv.regnet_y_400mf, cam="trunk_output"),
    Architecture("ConvNeXt-T", scaled_convnext, tv.convnext_tiny, cam="features"),
    Architecture("ViT-B/16", scaled_vit, tv.vit_b_16),
    Architecture("ViT with a convolutional stem", conv_stem_vit),
    Architecture("DeiT-T, distilled", DeiT, lambda: DeiT(192, 3, 16, 224, 12)),
    Architecture("Swin-T", lambda: scaled_swin(1), tv.swin_t),
    Architecture("Swin v2-T", lambda: scaled_swin(2), tv.swin_v2_t),
    Architecture("MaxViT-T", scaled_maxvit, tv.maxvit_t),
    Architecture("MLP-Mixer", Mixer, lambda: Mixer(512, 16, 224, 8)),
    Architecture("ResNet-20 for CIFAR", ResNet20, lambda: ResNet20(16), size=32),
    Architecture("ResNet v2, as Keras has it", PreActivation),
    Architecture("ResNet with group norm", thin(group_norm_resnet, 8)),
    Architecture("Every activation", Activations, size=16),
    Architecture("Every norm and pad", Norms, size=16),
    Architecture("Up, down and apart", UpAndDown, size=21),
]
