"""Small networks as PyTorch itself exports them: the blocks of ResNet, MobileNetV2, SqueezeNet, VGG and Inception."""

import io

import torch
from torch import nn

PICTURE = (1, 3, 12, 10)


class Residual(nn.Module):
    def __init__(self, width, out, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(width, out, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(out)
        self.conv2 = nn.Conv2d(out, out, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(out)
        self.side = nn.Sequential(nn.Conv2d(width, out, 1, stride, bias=False), nn.BatchNorm2d(out))

    def forward(self, x):
        y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return torch.relu(y + self.side(x))


class ResNetStyle(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 4, 3, 2, 1, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(3, 2, 1))
        self.block = Residual(4, 6, 2)
        self.fc = nn.Linear(6, 5)

    def forward(self, x):
        return self.fc(torch.flatten(nn.functional.adaptive_avg_pool2d(self.block(self.stem(x)), 1), 1))


class Inverted(nn.Module):
    def __init__(self, width, wide):
        super().__init__()
        self.conv = nn.Sequential(
            nn.Conv2d(width, wide, 1, bias=False), nn.BatchNorm2d(wide), nn.ReLU6(),
            nn.Conv2d(wide, wide, 3, 1, 1, groups=wide, bias=False), nn.BatchNorm2d(wide), nn.ReLU6(),
            nn.Conv2d(wide, width, 1, bias=False), nn.BatchNorm2d(width),
        )

    def forward(self, x):
        return x + self.conv(x)


class MobileNetV2Style(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 4, 3, 2, 1, bias=False), nn.BatchNorm2d(4), nn.ReLU6(), Inverted(4, 8))
        self.head = nn.Sequential(nn.Dropout(0.2), nn.Linear(4, 5))

    def forward(self, x):
        return self.head(self.features(x).mean([2, 3]))


class Fire(nn.Module):
    def __init__(self):
        super().__init__()
        self.squeeze = nn.Conv2d(4, 2, 1)
        self.one = nn.Conv2d(2, 3, 1)
        self.three = nn.Conv2d(2, 3, 3, padding=1)

    def forward(self, x):
        x = torch.relu(self.squeeze(x))
        return torch.cat([torch.relu(self.one(x)), torch.relu(self.three(x))], 1)


class SqueezeNetStyle(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 4, 3, 2), nn.ReLU(), nn.MaxPool2d(3, 2, ceil_mode=True), Fire())
        self.classifier = nn.Sequential(nn.Dropout(), nn.Conv2d(6, 5, 1), nn.ReLU(), nn.AdaptiveAvgPool2d((1, 1)))

    def forward(self, x):
        x = self.classifier(self.features(x))
        return x.view(x.size(0), -1)


class VggStyle(nn.Module):
    def __init__(self):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(True), nn.MaxPool2d(2, 2))
        self.classifier = nn.Sequential(nn.Linear(4 * 6 * 5, 6), nn.ReLU(True), nn.Dropout(), nn.Linear(6, 5))

    def forward(self, x):
        return self.classifier(torch.flatten(self.features(x), 1))


class InceptionStyle(nn.Module):
    """Branches, average pools that count and do not count padding, a preprocessing of its own, a grouped convolution."""

    def __init__(self):
        super().__init__()
        self.one = nn.Conv2d(3, 2, (1, 7), padding=(0, 3))
        self.pool = nn.AvgPool2d(3, 1, 1)
        self.pool2 = nn.AvgPool2d(3, 2, 1, ceil_mode=False, count_include_pad=False)
        self.grouped = nn.Conv2d(6, 4, 3, groups=2, dilation=2)
        self.conv = nn.Conv2d(3, 4, 1)
        self.register_buffer("mean", torch.tensor([0.4, 0.5, 0.3]).view(1, 3, 1, 1))
        self.fc = nn.Linear(4, 5)

    def forward(self, x):
        x = (x - self.mean) / 0.25
        x = torch.cat([self.one(x), self.conv(self.pool(x))], 1)
        x = torch.relu(self.grouped(nn.functional.pad(x, (1, 0, 2, 0))))
        return torch.log_softmax(self.fc(self.pool2(x).mean((2, 3))), 1)


NETS = [ResNetStyle, MobileNetV2Style, SqueezeNetStyle, VggStyle, InceptionStyle]


def trained(make):
    """A network in evaluation mode whose batch norms have statistics worth folding."""
    torch.manual_seed(3)
    net = make().eval()
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.running_mean, -0.5, 0.5)
            nn.init.uniform_(module.running_var, 0.3, 1.5)
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    return net


def cases(picture):
    """Yields name, file and PyTorch's own output of every network, by both of its exporters."""
    x = torch.from_numpy(picture)
    for make in NETS:
        net = trained(make)
        with torch.no_grad():
            expected = net(x).numpy()
        for dynamo in (False, True):
            if make is InceptionStyle and dynamo:
                continue
            # Weights unfolded in one of the two forms, so that batch norms reach the importer.
            options = {"external_data": False} if dynamo else {"do_constant_folding": make in (VggStyle, InceptionStyle),
                                                               "training": torch.onnx.TrainingMode.PRESERVE}
            buffer = io.BytesIO()
            program = torch.onnx.export(net, (x,), None if dynamo else buffer, dynamo=dynamo, input_names=["x"], **options)
            data = stripped(program) if dynamo else buffer.getvalue()
            yield f"{make.__name__} by the {'new' if dynamo else 'old'} exporter", data, expected


def stripped(program):
    """The file of the new exporter without its kilobytes of stack traces."""
    model = program.model_proto
    del model.metadata_props[:]
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    del model.graph.value_info[:]
    del model.graph.metadata_props[:]
    for value in [*model.graph.input, *model.graph.output, *model.graph.initializer]:
        del value.metadata_props[:]
    return model.SerializeToString()
