"""Exercises on how large starting weights are, and how far the three kinds of steps go."""
from __future__ import annotations

from mlp_lib.teaching.exercise import Exercise, Form, Mistake, Slip, each

START = Exercise(
    id="size-of-the-start",
    title="How large should they start?",
    prompt=r"""
        A layer of 150 units takes 50 inputs. What is the standard deviation of its starting weights by He's rule, and
        by Glorot's? And Glorot draws them evenly between $-c$ and $c$: what is $c$? To three decimals.
        """,
    hand_in="Answer with three numbers, `he, glorot, c`.",
    kind="number", level="core", minutes=4,
    hints=(
        r"The text gives the *variances*, $v = 2/m$ and $v = 2/(m + n)$. Here $m = 50$ come in, and they feed this "
        r"layer's own $n = 150$ units.",
        r"The standard deviation is $\sqrt v$. Drawn evenly between $-c$ and $c$ a number has the variance $c^2/3$.",
    ),
    form=Form(("He", "Glorot", "c")),
    solution=(0.2, 0.1, 0.1732),
    why=r"""$\sqrt{2/50} = 0.2$, $\sqrt{2/200} = 0.1$, and $c = \sqrt{6/200} = 0.173$. He looks forward only, at what
        comes in; Glorot looks both ways, and this layer's 150 units send their errors back.""",
    judge=each("he, glorot, c", (0.2, 0.1, 0.1732), (1, 1, 2), rtol=5e-3), rtol=5e-3,
    slips=(
        Slip((0.04, 0.01, 0.1732), "The first two are the variances. The standard deviation is the root.", 2),
        Slip((0.1155, 0.1, 0.1732), r"He's is taken with $n = 150$: $m$ counts the terms of one sum, and each unit "
                                    r"adds up 50.", 1),
        Slip((0.1414, 0.1, 0.1732), r"This is $\sqrt{1/50}$: He's 2 is missing, which makes up for the half that ReLU "
                                    r"takes away.", 1),
        Slip((0.2, 0.0707, 0.1225), r"Glorot's 2 is missing: $v = 2/(m + n)$.", 1),
        Slip((0.2, 0.1, 0.1), r"$c$ is not the standard deviation: evenly drawn numbers have $c^2/3$ as variance, so "
                              r"$c$ is $\sqrt3$ times as large.", 2),
        Slip((0.1, 0.2, 0.1732), "He's and Glorot's have changed places."),
    ),
    planted=(
        Mistake((0.2, 0.1, 0.3), "`he`, `glorot` are right. `c` is 0.3: too large. Hint 2"),
        Mistake((0.3, 0.1, 0.1732), "`he` is 0.3: too large. Hint 1"),
        Mistake((0.2, 0.1), "3 results"),
        Mistake((0.04, 0.01, 0.173), "The first two are the variances."),
        Mistake((0.2, 0.1, (-0.173, 0.173)), "`c` is a tuple of 2; a number was wanted."),
    ),
)

TWO = Exercise(
    id="two-steps",
    title="Two steps, three kinds",
    prompt=r"""
        The gradient of a weight is 4 in the first step, and 4 in the second. With $\eta = 0.1$, and $\mu$, $\beta_1$,
        $\beta_2$ as in the text: how far has the weight gone in the two steps together, by plain steps, by momentum and
        by Adam?
        """,
    hand_in="Answer with three lengths, `plain, momentum, adam`.",
    kind="number", level="core", minutes=5,
    hints=(
        r"Momentum's velocity is 0 before the first step. Write down $v$ after the first step and after the second; "
        r"the weight goes by $\eta v$ each time.",
        r"For Adam no table is needed: if all gradients so far were the same number $g$, both means are known, after "
        r"the divisions by $1 - \beta^{\,r}$. What is $\hat m / \sqrt{\hat s}$ then?",
    ),
    form=Form(("plain", "momentum", "Adam")),
    solution=(0.8, 1.16, 0.2),
    why=r"""Plain: $0.1 \cdot 4$, twice. Momentum: $v = 4$, then $0.9 \cdot 4 + 4 = 7.6$, so $0.4 + 0.76$. Adam:
        $\hat m = 4$ and $\hat s = 16$ in both steps, so each is $\eta$ long. With a gradient of 400 the first two would
        be a hundred times as long, Adam's would not.""",
    judge=each("plain, momentum, adam", (0.8, 1.16, 0.2), (1, 1, 2), rtol=5e-3), rtol=5e-3,
    slips=(
        Slip((0.8, 0.76, 0.2), "Momentum's is the second step alone. Add the first.", 1),
        Slip((0.8, 1.52, 0.2), r"Momentum's first step is a plain one: $v$ is 0 before it, so $v = 4$.", 1),
        Slip((0.8, 0.116, 0.2), r"Momentum's is too small by a factor of ten: this book's $v$ adds the whole gradient, "
                                r"not a tenth of it.", 1),
        Slip((0.8, 1.16, 0.8), "Adam's steps do not grow with the gradient: it is divided by its own size.", 2),
        Slip((0.4, 0.76, 0.1), "This is the second step alone. The question is how far both go together.", 1),
        Slip((-0.8, -1.16, -0.2), "The sign is right for the weight: it goes down. Lengths were asked for."),
        Slip((8, 11.6, 2), r"$\eta = 0.1$ is missing.", 1),
    ),
    planted=(
        Mistake((0.8, 1.16, 0.3), "`plain`, `momentum` are right. `adam` is 0.3: too large. Hint 2"),
        Mistake((0.7, 1.16, 0.2), "`plain` is 0.7: too small. Hint 1"),
        Mistake((0.8, 1.16), "3 results"),
    ),
)

EXERCISES = (START, TWO)
