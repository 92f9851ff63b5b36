"""Questions of the chapter on activation functions (slides S9 to S13)."""
from __future__ import annotations

from .record import Option, Question

QUESTIONS = (
    Question(
        id="sigmoid-largest-slope",
        text=r"What is the largest slope of the sigmoid, $\max_z \sigma'(z)$?",
        options=(
            Option("0", r"That is the slope far out on both sides, where the sigmoid is saturated: the smallest, "
                        r"not the largest."),
            Option("0.25", r"The slope is $\sigma(z)(1 - \sigma(z))$, largest where $\sigma(z) = 1/2$, that is at "
                           r"$z = 0$: $1/2 \cdot 1/2 = 1/4$.", True),
            Option("0.5", r"That is the value $\sigma(0)$, not the slope there. The slope is "
                          r"$\sigma(0)(1 - \sigma(0))$."),
            Option("1", r"That is the slope of $\tanh$ at 0. By (9), $\tanh z = 2\sigma(2z) - 1$: twice as high "
                        r"and twice as fast, so four times as steep as the sigmoid."),
        ),
    ),
    Question(
        id="identity-layers",
        text=r"""A network for hourly bike rentals has two hidden layers, and both use the identity
             $\sigma(z) = z$ as activation. What can it fit that a linear model cannot?""",
        options=(
            Option("Curved relations, such as the rentals' rise and fall over the day.",
                   r"A sum of straight lines is a straight line: with $\sigma(z) = z$ each layer passes on a linear "
                   r"function of the inputs."),
            Option("Products of two inputs, such as temperature times working day.",
                   r"A layer weighs and adds its inputs, it never multiplies one by another. Only an activation "
                   r"that is not linear can make them interact."),
            Option(r"Nothing: it is the linear model with $W = W^{(3)} W^{(2)} W^{(1)}$.",
                   r"Without a bend between them the layers multiply out to one matrix and one bias vector. Depth "
                   r"adds parameters here, but no new function.", True),
            Option("Anything, if the layers are wide enough.",
                   r"That holds for activations such as the sigmoid, $\tanh$ or ReLU. More identity neurons give "
                   r"larger matrices, and their product is still one matrix."),
        ),
    ),
)
