"""Questions of the chapter from the linear model to neurons (slides S3 to S8)."""
from __future__ import annotations

from mlp_lib.teaching.quiz import Option, Question

QUESTIONS = (
    Question(
        id="what-is-learned",
        section="who-chooses-the-basis",
        text=r"Equation (2) is $\mathbf{W}\phi(\mathbf{x}) + \mathbf{b}$, equation (3) $\mathbf{W}\phi(\mathbf{x}; "
             r"\theta_2) + \mathbf{b}$. What does fitting the model choose in (3) that it does not choose in (2)?",
        options=(
            Option("The weights of the basis functions in the sum.",
                   r"These are $\mathbf{W}$, and both models fit them. In (2) they are all there is to fit, "
                   r"beside $\mathbf{b}$."),
            Option("How many basis functions there are.",
                   "Their number M is chosen by you, before fitting, in both models."),
            Option("The basis functions themselves: where they lie and how steep they are.",
                   r"That is what $\theta_2$ holds. On the bikes, six steps that may move leave an error of 3 "
                   r"bikes an hour, six fixed ones 51.", True),
            Option("Nothing: (3) is (2) in another notation.",
                   r"In (2) the function $\phi$ is given. In (3) it has parameters, and they are fitted "
                   r"together with $\mathbf{W}$ and $\mathbf{b}$."),
        ),
    ),
    Question(
        id="synapses-per-neuron",
        section="what-has-this-to-do-with-nerve-cells",
        text="The lecture gives about 86 billion neurons and 10¹⁴ to 10¹⁵ synapses. How many synapses per neuron is "
             "that?",
        options=(
            Option("About 10", "That is too few by a factor of a hundred: 10¹⁴ over 8.6 · 10¹⁰ is more than "
                               "10³."),
            Option("About 1,000 to 10,000",
                   "10¹⁴ over 8.6 · 10¹⁰ is 1,163, and 10¹⁵ gives ten times as many.", True),
            Option("About a million",
                   "That would be 8.6 · 10¹⁶ synapses in all. Divide the powers of ten: 15 − 11 is 4."),
            Option("One: each neuron has a single axon",
                   "It has one axon, but the axon branches, and each branch ends at other cells in synapses."),
        ),
    ),
    Question(
        id="threshold-as-bias",
        section="where-is-the-threshold",
        text=r"A neuron fires when $\sum_i w_i x_i \ge 0.7$. Which bias $b$ makes it fire when "
             r"$\sum_i w_i x_i + b \ge 0$?",
        options=(
            Option("−0.7", r"Take 0.7 off both sides: $\sum_i w_i x_i - 0.7 \ge 0$. The bias is the threshold "
                           r"with the other sign.", True),
            Option("0.7", r"With this bias the neuron fires from $\sum_i w_i x_i = -0.7$ on, far too readily. "
                          r"The threshold changes its sign when it changes sides."),
            Option("−1.4", "That counts the threshold twice, as the slide does that keeps both b and t "
                           "(erratum E20)."),
            Option("0", "Then nothing is left of the threshold: the neuron fires for any sum from 0 on."),
        ),
    ),
    Question(
        id="inhibitory-weight",
        section="what-do-the-weight-and-the-bias-do",
        text="In a sigmoid neuron that judges how busy a bike station will be, the weight of the rain is −3. What "
             "does more rain do, all else equal?",
        options=(
            Option("The neuron is turned off whatever the other inputs say.",
                   "One input only takes its share off the sum. Strong excitatory inputs can outweigh it."),
            Option("The output becomes negative.",
                   "The sum may become negative. The output of a sigmoid stays between 0 and 1."),
            Option("It lowers the sum, and with it the output: the weight is inhibitory.",
                   "Each unit of rain takes 3 off the sum, and the sigmoid rises with the sum, so the output "
                   "falls.", True),
            Option("It moves the threshold: the weight acts as a bias.",
                   "The bias is the same for every observation. The share of the rain depends on the rain."),
        ),
    ),
    Question(
        id="six-or-seven",
        section="how-are-neurons-joined-to-a-network",
        text="The network on slide S8 has 3 inputs, 4 hidden units and 2 outputs, and a bias neuron beside the "
             "inputs and another in the hidden layer. How many neurons does it have, inputs not counted?",
        options=(
            Option("6", "4 hidden units and 2 outputs: these form a weighted sum and send it through a "
                        "function. A bias neuron does neither, it only says 1.", True),
            Option("7", "So says the slide. Most likely it counts the bias neuron of the hidden layer, but that one "
                        "has no inputs and computes nothing (erratum E6)."),
            Option("8", "Both bias neurons have been counted. They compute nothing; they are a way of "
                        "drawing the biases."),
            Option("9", "The three inputs have been counted. They are numbers from outside."),
        ),
    ),
    Question(
        id="parameters-3-4-2",
        section="what-is-counted-as-a-layer",
        text="How many parameters has the fully connected network 3-4-2, biases included?",
        options=(
            Option("20", r"These are the weights alone, $3 \times 4 + 4 \times 2$. Each of the 6 neurons has "
                         r"a bias, too."),
            Option("27", "Here each layer has as many biases as units that weights come *from*, 3 and 4. "
                         "Biases belong to the units that weights go *to*: 4 and 2."),
            Option("35", r"$4 \times 5 + 5 \times 3$ counts connections into the bias neurons. Nothing leads "
                         r"into them."),
            Option("26", r"$4 \times (3 + 1) + 2 \times (4 + 1) = 16 + 10$: each neuron has one weight per "
                         r"input and one bias.", True),
        ),
    ),
    Question(
        id="what-n-layer-counts",
        section="what-is-counted-as-a-layer",
        text="A network goes from 5 inputs through three hidden layers of 20 units to 1 output. What is it called in "
             "the lecture's count?",
        options=(
            Option("A 3-layer network",
                   "Only the hidden layers have been counted. The output layer has weights and computes; it "
                   "counts."),
            Option("A 4-layer network",
                   "Three hidden layers and the output layer. The inputs compute nothing and are not counted.", True),
            Option("A 5-layer network",
                   "The inputs have been counted as a layer. They have no weights and compute nothing."),
            Option("A single-layer perceptron",
                   "That usually names a network with no hidden layer at all (erratum E3)."),
        ),
    ),
)
