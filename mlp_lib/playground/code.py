"""Code: the network as a program of its own, in NumPy and in PyTorch, with its weights in it to the last digit."""
from __future__ import annotations

from ..checks import lookup
from ..hints import Array
from ..network import MLP
from .settings import Settings

SOURCES = {"x": "x1", "y": "x2", "xSquared": "x1 * x1", "ySquared": "x2 * x2", "xTimesY": "x1 * x2"}
NUMPY = {"identity": "z", "relu": "np.maximum(z, 0)", "tanh": "np.tanh(z)", "sigmoid": "(1 + np.tanh(z / 2)) / 2",
         "softmax": "np.exp(z - z.max(axis=-1, keepdims=True))"}
TORCH = {"identity": "", "relu": "nn.ReLU()", "tanh": "nn.Tanh()", "sigmoid": "nn.Sigmoid()",
         "softmax": "nn.Softmax(dim=-1)"}


def numpy_code(net: MLP, settings: Settings) -> str:
    """Return a program that defines `predict(x1, x2)`: coordinates (N,) to outputs (N, K), with NumPy alone."""
    lines = [f'"""{_title(settings)}"""', "import numpy as np", "", *_parameters(net, "np.array"), "",
             "def predict(x1, x2):",
             '    """Return the outputs (N, K) for points with the coordinates x1 and x2, (N,)."""',
             "    x1, x2 = np.asarray(x1, float), np.asarray(x2, float)",
             f"    a = np.stack([{_inputs(settings, 'np')}], axis=-1)    # (N, {net.sizes[0]})"]
    for l in range(1, net.L + 1):
        sigma = lookup(NUMPY, net.sigma[l].name, "activation")
        lines += [f"    z = a @ W[{l}].T + b[{l}]    # (N, {net.sizes[l]})", f"    a = {sigma}"]
    if net.sigma[net.L].name == "softmax":
        lines.append("    a = a / a.sum(axis=-1, keepdims=True)")
    return "\n".join([*lines, "    return a", ""])


def torch_code(net: MLP, settings: Settings) -> str:
    """Return a program that defines `model` and `predict(x1, x2)`: the same in PyTorch, in double precision."""
    parts = []
    for l in range(1, net.L + 1):
        parts.append(f"nn.Linear({net.sizes[l - 1]}, {net.sizes[l]})")
        parts += filter(None, [lookup(TORCH, net.sigma[l].name, "activation")])
    lines = [f'"""{_title(settings)}"""', "import torch", "from torch import nn", "",
             *_parameters(net, "torch.tensor", ", dtype=torch.float64"), "",
             "model = nn.Sequential(", *(f"    {part}," for part in parts), ").double()",
             "linear = [layer for layer in model if isinstance(layer, nn.Linear)]",
             "with torch.no_grad():",
             "    for l, layer in enumerate(linear, start=1):",
             "        layer.weight.copy_(W[l])    # (to, from), as on the slides",
             "        layer.bias.copy_(b[l])", "", "",
             "def predict(x1, x2):",
             '    """Return the outputs (N, K) for points with the coordinates x1 and x2, (N,)."""',
             "    x1, x2 = (torch.as_tensor(x, dtype=torch.float64) for x in (x1, x2))",
             f"    return model(torch.stack([{_inputs(settings, 'torch')}], dim=-1))", ""]
    return "\n".join(lines)


def _inputs(settings: Settings, module: str) -> str:
    return ", ".join({**SOURCES, "sinX": f"{module}.sin(x1)", "sinY": f"{module}.sin(x2)"}[name]
                     for name in settings.features)


def _parameters(net: MLP, make: str, kind: str = "") -> list[str]:
    """Return the lines that define W and b, by layer."""
    lines = []
    for name, arrays in (("W", net.W), ("b", net.b)):
        lines.append(f"{name} = {{")
        for l, array in arrays.items():
            lines.append(f"    {l}: {make}({_digits(array)}{kind}),")
        lines.append("}")
    return lines


def _digits(array: Array) -> str:
    """Return an array as nested lists, each number in as many digits as it takes to come back exactly."""
    return repr(array.astype(float).tolist())


def _title(settings: Settings) -> str:
    shape = "-".join(map(str, (len(settings.features), *settings.hidden, settings.task.units)))
    return f"A network {shape} ({settings.activation}, output {settings.task.output}), trained on {settings.points}."
