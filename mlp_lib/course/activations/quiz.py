"""Questions of the chapter on activation functions (slides S9 to S13)."""
from __future__ import annotations

from mlp_lib.teaching.quiz import Option, Question

QUESTIONS = (
    Question(
        id="sigmoid-largest-slope",
        section="the-sigmoid-a-firing-rate-between-0-and-1",
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
        section="why-does-a-neuron-not-simply-pass-on-its-sum",
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
    Question(
        id="tanh-slope-from-output",
        section="tanh-the-sigmoid-centred",
        text=r"""A tanh unit has put out $a = 0.8$. Which slope $\tanh'(z)$ does backpropagation multiply by?""",
        options=(
            Option("0.16", r"That is $a(1 - a)$, the sigmoid's formula. For $\tanh$ it is $1 - a^2$."),
            Option("0.2", r"That is $1 - a$. The slope of $\tanh$ is $1 - a^2$."),
            Option("0.36", r"$1 - a^2 = 1 - 0.64$. Once $a$ is known the slope costs no exponential.", True),
            Option("0.64", r"That is $a^2$; the slope is what is missing from it to 1."),
            Option("1", r"That is the slope at $z = 0$, where $a = 0$. Here the unit is on its way into the flat "
                        r"part."),
        ),
    ),
    Question(
        id="sigmoid-reaches-one",
        section="what-is-wrong-with-it",
        text=r"""A sigmoid output gives the probability that a traveller takes the bus. For one of them the target is
             exactly 1. At which $z$ is the output exactly 1?""",
        options=(
            Option("From z = 0 on", r"That is the step (6). The sigmoid is $1/2$ at $z = 0$."),
            Option("At z = 1", r"That is the identity (7). The sigmoid of 1 is 0.73."),
            Option("At about z = 6", r"There the sigmoid is saturated, but $\sigma(6) = 0.9975$, not 1."),
            Option("At none", r"$1 + e^{-z} > 1$ for every $z$: both ends of $(0, 1)$ are limits (erratum E7). In the "
                              r"machine $\sigma(40)$ is rounded to 1, which is saturation to the last digit.", True),
        ),
    ),
    Question(
        id="what-tanh-repairs",
        section="tanh-the-sigmoid-centred",
        text=r"""You replace every sigmoid in the hidden layers by $\tanh$. Which of the sigmoid's two faults,
             saturation and outputs that are not zero-centred, is gone?""",
        options=(
            Option("Both.", r"S11 reads so, but $\tanh$ is flat on both sides as well: $\tanh'(3) = 0.01$ "
                            r"(erratum E8)."),
            Option("Saturation only.", r"$\tanh$ saturates, and by (9) at half the $z$ at which the sigmoid does."),
            Option("Only that the outputs are not centred.",
                   r"Tanh runs from −1 to 1, and $\tanh(-z) = -\tanh z$. It is steeper at 0, by a factor of 4, but "
                   r"flat far out.", True),
            Option("Neither.", r"The outputs are centred now: they have both signs, so the weights of the next layer "
                               r"need not all move the same way."),
        ),
    ),
    Question(
        id="dead-or-saturated",
        section="why-fragile",
        text=r"""Two units of the first hidden layer hardly learn. Unit A is a sigmoid with $z$ between 5 and 8 in every
             row; unit B is a ReLU with $z$ between −8 and −5 in every row. Which can gradient descent bring back?""",
        options=(
            Option("A, slowly.", r"A's slope is small, 0.0003 to 0.007, but not 0: it is saturated and creeps. B's "
                                 r"slope is exactly 0 in every row: it is dead, and no step moves it.", True),
            Option("B, slowly.", r"It is the other way round: 0 times anything is 0, so B's weights never move. The "
                                 r"slope of A is small, but it is there."),
            Option("Both, slowly.", r"For A that is right. B's slope is not small, it is exactly 0 in all rows."),
            Option("Neither.", r"For B that is right. A's slope at $z = 5$ is 0.007: it learns forty times more "
                               r"slowly than at $z = 0$, but it learns."),
        ),
    ),
    Question(
        id="most-units-dead",
        section="why-fragile",
        text=r"""With ReLU and $\eta = 2$ the loss stops falling after three epochs. 45 of the 50 hidden units put out 0
             for every row of the data. What do you do first?""",
        options=(
            Option("Train for more epochs.", r"The gradient of a dead unit is 0 in every row, so the 45 stay as they "
                                             r"are however long you wait."),
            Option("Raise the learning rate to shake the units awake.",
                   r"A larger $\eta$ times a gradient of 0 is still 0, and the five that are left may die too."),
            Option("Start again with a smaller learning rate.",
                   r"Steps that are too large pushed the units off. The dead ones do not come back, so start afresh, "
                   r"with steps that do not kill.", True),
            Option("Add units.", r"The new ones get the same large steps, and die too. Mend the cause first."),
        ),
    ),
    Question(
        id="relu-slope-at-zero",
        section="relu-a-hinge",
        text=r"""A ReLU unit has $z = 0$ exactly, and $\partial L/\partial a = -2$ comes back to it. What does it pass
             on as $\partial L/\partial z$, in `mlp_lib` and nearly everywhere else?""",
        options=(
            Option("−2", r"That would be the slope 1, as for $z > 0$. At $z = 0$ the slope is taken to be 0."),
            Option("−1", r"The mean of the two slopes, $1/2$, would be a fair choice, but it is not the usual one."),
            Option("0", r"At the hinge there is no derivative, so one has to be chosen: ReLU′(0) = 0. Step (6), by "
                        r"contrast, is 1 at $z = 0$: value and slope are different things.", True),
            Option("2", r"ReLU never turns a sign on the way back: it passes $\partial L/\partial a$ on, or 0."),
        ),
    ),
    Question(
        id="output-activations",
        section="which-one-do-i-take",
        text=r"""Three networks predict, for a bus trip: its delay in minutes (negative if early); whether the bus is
             full; which of four ways a traveller came to the stop. Which output activations fit, in this order?""",
        options=(
            Option("ReLU, sigmoid, softmax", r"ReLU cannot put out a negative number, and early buses have a negative "
                                             r"delay."),
            Option("Identity, step, softmax", r"The step has slope 0: nothing could be learnt through it. The sigmoid "
                                              r"gives a probability and a slope."),
            Option("Tanh, sigmoid, sigmoid", r"Tanh never leaves (−1, 1), and delays do. And four sigmoids would not "
                                             r"sum to 1, though each traveller came in exactly one way."),
            Option("Identity, sigmoid, softmax", r"Unbounded, a probability, four probabilities that sum to 1.", True),
        ),
    ),
)
