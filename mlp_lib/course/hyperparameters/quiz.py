"""Questions of the chapter on hyperparameters (slides S34 and S35)."""
from __future__ import annotations

from mlp_lib.teaching.quiz import Option, Question

QUESTIONS = (
    Question(
        id="logits-up-to-a-shift",
        section="softmax-from-sums-to-probabilities",
        text=r"""A network gives a traveller the logits 1.2 for air, 3.0 for train, −0.4 for bus and 2.1 for car. A
             choice model of the same traveller fixes the car at 0. Which logit of the *train* gives the same
             probabilities there?""",
        options=(
            Option("3.0", r"Then only the car was changed, from 2.1 to 0, and it loses most of its probability."),
            Option("0.9", r"$3.0 - 2.1$. Softmax sees differences only, so the same number may be taken off all four: "
                          r"three of them are free, the fourth is the reference.", True),
            Option("−0.9", r"This is $2.1 - 3.0$, with the sign of the car's lead over the train. The train leads."),
            Option("1.43", r"This is the ratio $3.0 / 2.1$. Dividing changes the differences, as a temperature does."),
            Option("5.1", r"2.1 was added. To bring the car to 0 it is taken off, from each."),
        ),
    ),
    Question(
        id="labels-or-classes",
        section="and-for-classes",
        text=r"""A table has 7 columns to predict from, and one column `mode` with the words air, train, bus and car.
             How many parameters has a network with one hidden layer of 20 units for it, made by the tables of S34 and
             S35?""",
        options=(
            Option("181", r"$7 \cdot 20 + 20 + 20 + 1$: one output, for the one column. S35 wants one for each *class* "
                          r"(erratum E17), and there are four."),
            Option("220", r"$7 \cdot 20 + 20 \cdot 4$ are the weights. Each hidden and each output unit has a bias as "
                          r"well."),
            Option("240", r"The four biases of the output are missing."),
            Option("244", r"$(7 \cdot 20 + 20) + (20 \cdot 4 + 4)$: four outputs, one for each class, and 24 biases.",
                   True),
            Option("252", r"$8 \cdot 21 + 21 \cdot 4$: here the hidden bias neuron has incoming weights. It has none: "
                          r"it is always 1."),
        ),
    ),
    Question(
        id="updates-of-twenty-epochs",
        section="how-many-rows-for-one-step",
        text=r"""You train on 5,187 hours of bike rentals in batches of 32. How many updates do the weights get in 20
             epochs?""",
        options=(
            Option("163", r"This is one epoch: 162 full batches and a last one of 3 hours."),
            Option("3,240", r"$162 \cdot 20$: the last, smaller batch of each epoch is left out. It has 3 hours and "
                            r"makes an update as well."),
            Option("3,242", r"$5187 \cdot 20 / 32$, rounded up. A batch does not reach over the end of an epoch: each "
                            r"epoch has its own last batch."),
            Option("3,260", r"$\lceil 5187 / 32 \rceil = 163$ in an epoch, times 20.", True),
            Option("103,740", r"$5187 \cdot 20$: this would be one update for each hour, with a batch size of 1."),
        ),
    ),
    Question(
        id="delta-of-softmax",
        section="why-the-cross-entropy",
        text=r"""Softmax gives a traveller the probabilities (0.2, 0.5, 0.3) for train, bus and car, and the traveller
             takes the train. What is $\delta = \partial C/\partial z$ of the three outputs under the cross-entropy
             (16)?""",
        options=(
            Option("(0.8, −0.5, −0.3)", r"The sign is wrong: this is $\mathbf{y} - \mathbf{a}$, the direction of the "
                                        r"step, and the gradient points uphill."),
            Option("(−5, 0, 0)", r"This is $\partial C/\partial \mathbf{a} = -\mathbf{y}/\mathbf{a}$. Softmax still "
                                 r"lies between $\mathbf{a}$ and $\mathbf{z}$."),
            Option("(−0.8, 0.5, 0.3)", r"$\mathbf{a} - \mathbf{y}$: all that is left of softmax and cross-entropy. It "
                                       r"adds up to 0, since one common shift of the logits changes nothing.", True),
            Option("(−0.256, 0.25, 0.126)", r"This is $2(a - y)\,a(1 - a)$, the squared error behind three sigmoids."),
            Option("(−0.8, 0, 0)", r"The bus and the car have a part as well: their logits should go *down*, by 0.5 "
                                   r"and 0.3 times $\eta$."),
        ),
    ),
    Question(
        id="weight-past-zero",
        section="what-if-it-learns-by-heart",
        text=r"""After the gradient step a weight is 0.02. The L1 penalty has $l_1 = 0.5$, and $\eta = 0.1$. What does
             the penalty leave of the weight?""",
        options=(
            Option("0", r"The penalty draws by $\eta\, l_1 = 0.05$, more than there is: the weight stops at 0. So L1 "
                        r"takes connections out altogether.", True),
            Option("−0.03", r"$0.02 - 0.05$ crosses 0. It would be drawn back in the next step, and so on for ever; it "
                            r"stops at 0."),
            Option("0.019", r"This takes off a *part* of the weight, $0.05 \cdot 0.02$, as L2 does. L1 takes the same "
                            r"amount off each."),
            Option("−0.48", r"$\eta$ is missing, and the weight crosses 0, where it should stop."),
        ),
    ),
    Question(
        id="bias-without-penalty",
        section="what-if-it-learns-by-heart",
        text="Why are biases left out of the L2 penalty?",
        options=(
            Option(r"There are so few of them that it would make no difference.",
                   r"There are few, but it makes one: the output's bias carries the level of the target, and a penalty "
                   r"pulls every prediction towards 0."),
            Option(r"A bias shifts where a unit bends or how high the output lies, not how steep anything is.",
                   r"Large weights make steep and wiggly functions. A rental count around 200 needs an output bias of "
                   r"this size, and there is nothing wiggly in it.", True),
            Option(r"Their gradient is always 0.",
                   r"It is $\delta$, as (24) has it, and 0 no more often than that of the weights."),
            Option(r"They are initialised at 0 and should stay there.",
                   r"They start at 0, but they are learned as all parameters are."),
        ),
    ),
    Question(
        id="best-of-forty",
        section="in-which-order",
        text=r"""You tried 40 settings and kept the one with the lowest validation error, 31 bikes an hour. What should
             you expect on hours that nobody has used yet?""",
        options=(
            Option("31 bikes an hour: the validation hours were not trained on",
                   r"The weights have not seen them, but your *choice* has: the lowest of 40 is partly the luckiest of "
                   r"40."),
            Option("A little less than 31, since the final network may be trained on all rows",
                   r"More rows may help, but the number 31 is no estimate any more once it was used to choose."),
            Option("A little more than 31: measure it once on a test set",
                   r"Choosing the lowest of many noisy numbers takes one that is too low by chance. A test set that "
                   r"was not used for any choice shows by how much.", True),
            Option("The training error, since that is what was minimised",
                   r"The training error is usually the lowest of all: the weights were fitted to these rows."),
        ),
    ),
    Question(
        id="loss-for-the-typical-day",
        section="which-loss",
        text=r"""Travel times on a road are mostly near 14 minutes, and on one day in ten near 60. You want the network
             to tell the travel time that half of the days stay below. Which loss do you train with?""",
        options=(
            Option("The squared error", r"It aims at the *mean*, which the long days pull up to about 19 minutes: "
                                        r"nine days of ten are quicker."),
            Option("The absolute error", r"It aims at the *median*: the slopes ±1 balance when as many days lie above "
                                         r"as below.", True),
            Option("The cross-entropy", r"It needs classes. A travel time is a number."),
            Option("The squared error of the days below 30 minutes",
                   r"Leaving days out changes the question: the median of *all* days was asked for, and the long ones "
                   r"count as days."),
        ),
    ),
)
