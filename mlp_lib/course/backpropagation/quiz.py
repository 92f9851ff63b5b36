"""Questions of the chapter on backpropagation (slides S20 to S33)."""
from __future__ import annotations

from mlp_lib.teaching.quiz import Option, Question

QUESTIONS = (
    Question(
        id="step-against-the-slope",
        section="what-does-it-mean-to-learn",
        text=r"""At $w = 1.5$ the slope is $\partial C/\partial w = -4$, and $\eta = 0.1$. What is $w$ after one step
             of (17)?""",
        options=(
            Option("1.1", r"This step follows the slope, uphill. (17) has a minus: against the slope."),
            Option("1.9", r"$1.5 - 0.1 \cdot (-4) = 1.9$. A negative slope means that more of this weight costs less, "
                          r"so the weight goes up.", True),
            Option("0.4", r"That is the step, $-\eta \cdot (-4)$. The new weight is the old one plus the step."),
            Option("5.5", r"The learning rate is missing: the step is a tenth of the slope."),
        ),
    ),
    Question(
        id="gradient-of-the-last-weight",
        section="how-does-the-cost-depend-on-the-last-weight",
        text=r"""A regression network ends in one neuron with the identity. For one observation $a^{(L-1)} = 0.5$,
             $a^{(L)} = 3$, $y = 1$, $w^{(L)} = 2$. What is $\partial C/\partial w^{(L)}$ by (23)?""",
        options=(
            Option("2", r"$2(a^{(L)} - y) \cdot 1 \cdot a^{(L-1)} = 2 \cdot 2 \cdot 0.5$. The slope of the identity is "
                        r"1.", True),
            Option("1", r"The 2 of the square was dropped: the derivative of $(a - y)^2$ is $2(a - y)$."),
            Option("−2", r"The sign is that of $2(y - a)$. The output is too large, so more weight costs more: the "
                         r"gradient is positive."),
            Option("4", r"That is $\partial C/\partial b^{(L)}$, (24), whose last factor is 1. For the weight it is "
                        r"$a^{(L-1)} = 0.5$."),
            Option("8", r"The last factor of (23) is $a^{(L-1)}$, not $w^{(L)}$. The weight comes in one layer further "
                        r"back."),
        ),
    ),
    Question(
        id="factors-to-the-first-weight",
        section="three-layers-factor-by-factor",
        text=r"""How many factors has the chain from $\mathcal{L}$ to $w^{(1)}$ in a network with $L = 5$ layers of one
             neuron each?""",
        options=(
            Option("5", r"That is one per layer. Each layer brings two, $\partial a/\partial z$ and the way on."),
            Option("10", r"Two for each layer, and one more: the loss itself, $\partial\mathcal{L}/\partial a^{(5)}$."),
            Option("11", r"$2 \cdot 5 + 1$: the loss, and for each layer $\partial a/\partial z$ and then $\partial "
                         r"z$ by what comes before. (62) to (64) have 3, 5 and 7.", True),
            Option("25", r"The layers stand in one row, so the chain grows by two with each layer, not by a "
                         r"square."),
        ),
    ),
    Question(
        id="update-too-early",
        section="too-early",
        text=r"""A program updates $W^{(3)}$ first and then computes the gradient of $W^{(2)}$ with the new
        $W^{(3)}$. What
             happens?""",
        options=(
            Option("Nothing: the order does not matter.", r"It does. (48) has the factor $w^{(L)}$, and it is another "
                   r"number after the update."),
            Option("The gradient is that of the new network, so training is even faster.",
                   r"It is the gradient of no network: the error and the activations are those of the old weights, one "
                   r"factor is that of the new ones."),
            Option("The gradient of the second layer is wrong, and a gradient check of this program would show it.",
                   r"This is erratum E19: all gradients first, with the weights of the forward pass, then all updates. "
                   r"With a small $\eta$ the fault is small and hard to see, which makes it worse.", True),
            Option("The program stops with an error of "
                   "shapes.", r"All shapes are the same before and after the update. "
                   r"No error will tell you."),
        ),
    ),
    Question(
        id="which-sum-goes-backward",
        section="what-if-there-are-several-neurons-in-a-layer",
        text=r"""The error of neuron $j$ in layer $l$ is $\delta_j^{(l)} = \sigma'(z_j^{(l)}) \sum_i \ldots$. What
        stands
             under the sum?""",
        options=(
            Option(r"$w_{j,i}^{(l+1)}\, \delta_i^{(l+1)}$", r"This reads the weight the wrong way round. Weights are "
                   r"$w_{\text{to,from}}$, and here neuron $j$ is where the weight comes *from*."),
            Option(r"$w_{i,j}^{(l+1)}\, "
                   r"\delta_i^{(l+1)}$", r"Neuron $j$ feeds every neuron $i$ of the next layer with the "
                   r"weight $w_{i,j}$, so it answers for a part of each error: the product with the transposed matrix.",
                   True),
            Option(r"$w_{j,i}^{(l)}\, "
                   r"\delta_i^{(l)}$", r"These are the weights *into* layer $l$. The error comes from the "
                   r"layer after it."),
            Option(r"$a_i^{(l-1)}\, "
                   r"\delta_i^{(l+1)}$", r"The activations of the layer before come in later, when $\delta$ "
                   r"becomes the gradient of a weight."),
        ),
    ),
    Question(
        id="shape-of-the-gradient",
        section="many-observations-at-once",
        text=r"""Layer 1 has 4 inputs and 10 neurons, and the batch has 32 rows. Which product gives
             $\partial C/\partial W^{(1)}$?""",
        options=(
            Option("Delta.T @ A, with shape (10, 4)", r"Delta is (32, 10), A is (32, 4): the sum runs over the 32 "
                   r"observations, and the result has the shape of $W^{(1)}$, (to, from).", True),
            Option("A.T @ Delta, with shape (4, "
                   "10)", r"The right numbers, transposed: $W$ is (to, from), so its gradient "
                   r"must be (10, 4)."),
            Option("Delta @ A.T, with shape (32, "
                   "32)", r"These shapes do not even fit, (32, 10) and (4, 32). The sum must "
                   r"run over the observations."),
            Option("Delta * A, with shape (32, "
                   "4)", r"Entry by entry would pair neuron $i$ with input $i$ only. Every error "
                   r"meets every input."),
        ),
    ),
    Question(
        id="step-of-the-gradient-check",
        section="how-do-i-know-that-it-is-right",
        text=r"""A gradient check by central differences with $h = 10^{-14}$ shows a large error, though the program
        is right.
             Why?""",
        options=(
            Option("The step is too large: the curve bends between the two points.",
                   r"That error shrinks with $h^2$; at $10^{-14}$ nothing of it is left."),
            Option("The two losses differ only in their last digits, which are rounded, and the difference is "
                   "divided by a tiny number.",
                   r"A float has about 16 digits. The smaller $h$, the fewer digits of the difference are true: the "
                   r"left arm of the U.", True),
            Option("Backpropagation is only an "
                   "approximation.", r"It is the chain rule, exact up to rounding. The finite "
                   r"difference is the approximation."),
            Option("One should divide by h, not by 2h.", r"The two points lie $2h$ apart, at any $h$."),
        ),
    ),
    Question(
        id="vanishing-in-the-chain",
        section="three-layers-factor-by-factor",
        text=r"""Four hidden layers of sigmoids, one neuron each, all weights 1. How large can the product of the
        four slopes
             between the loss and $w^{(1)}$ be at most?""",
        options=(
            Option("1", r"That would be so for ReLU, or for tanh at 0. The sigmoid's slope is at most ¼."),
            Option("1/4", r"This is one slope. The chain has four of them, and they multiply."),
            Option("1/16", r"This is the product of two slopes, $(1/4)^2$. There are four hidden layers, so four "
                           r"slopes."),
            Option("1/256", r"$(1/4)^4$, and only if all four neurons sit at $z = 0$. The first layers of such a "
                            r"network hardly learn.", True),
        ),
    ),
)
