"""Questions of the chapter on the forward pass (slides S14 to S19)."""
from __future__ import annotations

from mlp_lib.teaching.quiz import Option, Question

QUESTIONS = (
    Question(
        id="weight-to-from",
        section="which-weight-is-w-2-3-1",
        text=r"Which connection does $w_{2,3}^{(2)}$ belong to?",
        options=(
            Option(r"From neuron 2 of layer 1 to neuron 3 of layer 2.",
                   r"To and from are swapped: the target stands first, as in a matrix the row does."),
            Option(r"From neuron 3 of layer 1 to neuron 2 of layer 2.",
                   r"The order is (to, from), and the superscript is the layer of the target.", True),
            Option(r"From neuron 3 of layer 2 to neuron 2 of layer 3.",
                   r"The superscript names the layer in which the sum is formed, that of the target."),
            Option(r"It is the square of $w_{2,3}$.",
                   r"A superscript in brackets is a layer. Some slides drop the brackets (erratum E22), hence the "
                   r"confusion."),
        ),
    ),
    Question(
        id="rows-of-w",
        section="what-does-a-whole-layer-compute",
        text=r"""A layer takes 5 inputs and has 2 neurons. What are the shapes of its $\mathbf{W}$ and
             $\mathbf{b}$?""",
        options=(
            Option("W is (2, 5), b is (2,)", r"A row for each neuron of the layer, a column for each input, and one "
                                             r"bias for each row.", True),
            Option("W is (5, 2), b is (2,)", r"This is (from, to). On S15 two neurons make two *rows*."),
            Option("W is (2, 5), b is (5,)", r"A bias belongs to a neuron that sums, not to an input: one per row "
                                             r"(errata E10 and E12)."),
            Option("W is (2, 5), b is (3,)", r"From $b_0$ to $b_M$ there would be $M + 1$ biases, as S15 prints it "
                                             r"(erratum E10). They run from $b_1$ to $b_M$."),
        ),
    ),
    Question(
        id="batch-form",
        section="how-do-all-observations-go-through-at-once",
        text=r"`X` is (N, D), one observation per row, `W` is (M, D), `b` is (M,). Which line gives all sums at once?",
        options=(
            Option("W @ X + b", r"The inner sizes are $D$ and $N$: the sum would run over the observations. NumPy "
                                r"refuses, unless $N = D$ by chance."),
            Option("X @ W + b", r"The inner sizes are $D$ and $M$. With a square $\mathbf{W}$ it runs, with to and "
                                r"from swapped, and nobody complains."),
            Option("X @ W.T + b", r"(N, D) times (D, M) is (N, M), and `b` is added to every row: row $n$ is "
                                  r"$\mathbf{W}\mathbf{x}_n + \mathbf{b}$.", True),
            Option("(W @ X.T) + b", r"The product is right but lies on its side, (M, N), and `b` does not fit its "
                                    r"rows."),
        ),
    ),
    Question(
        id="parameters-of-regression",
        section="what-does-a-regression-network-look-like",
        text="A regression network has 10 inputs, 20 hidden neurons and 1 output. How many parameters are learned?",
        options=(
            Option("220", r"$20 \cdot 10 + 20$ are the weights, $M(D + 1)$. The biases are missing."),
            Option("231", r"$M(D + 1)$ weights and $D + 1$ biases, as S18 says (erratum E12). There are "
                          r"$M + 1$ biases."),
            Option("240", r"The output's bias is missing."),
            Option("241", r"200 + 20 for the hidden layer, 20 + 1 for the output: $M(D + 2) + 1$.", True),
        ),
    ),
    Question(
        id="difference-of-shapes",
        section="sum-mean-and-a-factor-2",
        text=r"""`y` has the shape (500,), the network's output the shape (500, 1). What is the shape of
             `y - net.predict(X)`?""",
        options=(
            Option("(500,)", r"Only if both had this shape. NumPy stretches every axis of size 1."),
            Option("(500, 1)", r"NumPy adds the missing axis in *front*: (500,) is read as (1, 500)."),
            Option("(500, 500)", r"Each target is compared with every prediction: 250,000 squares are added up instead "
                                 r"of 500. The better the network, the more this exceeds its loss.", True),
            Option("None: it is a ValueError", r"It ought to be, and `mlp_lib.loss` never broadcasts. Bare "
                                               r"NumPy does."),
        ),
    ),
    Question(
        id="sum-mean-and-rate",
        section="sum-mean-and-a-factor-2",
        text=r"""You replace the sum (14) by the mean over the $N = 1000$ observations. Which learning rate gives the
             same steps as $\eta = 0.0001$ did?""",
        options=(
            Option("0.0000001", r"The wrong way: the mean is 1000 times *smaller*, and so is its gradient."),
            Option("0.0001", r"The gradient is 1000 times smaller now, and so would be the steps."),
            Option("0.0002", r"The factor 2 belongs to the ½ that some definitions have, not to the mean."),
            Option("0.1", r"The mean and its gradient are smaller by 1000, so $\eta$ must be larger by 1000.", True),
        ),
    ),
    Question(
        id="cost-of-a-probability",
        section="and-if-the-answer-is-a-class",
        text=r"""A network gives a traveller's choice, the train, the probability 0.2. What does this traveller add to
             (16)?""",
        options=(
            Option("0.223", r"This is $-\log 0.8$, for the probability that the train was *not* taken."),
            Option("0.640", r"This is the squared error $(1 - 0.2)^2$."),
            Option("0.699", r"This is $-\log_{10} 0.2$; (16) has the natural logarithm."),
            Option("1.609", r"$-\log 0.2$. The other probabilities do not matter: their $y_{nk}$ is 0.", True),
            Option("3.219", r"This is the deviance, twice the cross-entropy (erratum E24)."),
        ),
    ),
    Question(
        id="noise-of-a-loss",
        section="where-do-these-losses-come-from",
        text="You train with the absolute error. Which belief about the noise is that?",
        options=(
            Option(r"Laplace: density falls like $e^{-|e|/s}$",
                   r"Minus its logarithm is $|e|/s$ plus a constant. Large residuals are less of a surprise than under "
                   r"a Gaussian.", True),
            Option(r"Gaussian: density falls like $e^{-e^2/(2s^2)}$",
                   r"Minus its logarithm is $e^2/(2s^2)$ plus a constant: the squared error."),
            Option(r"Categorical: one of $K$ classes",
                   r"Its negative log-likelihood is the cross-entropy (16)."),
            Option(r"None: a loss has nothing to do with noise",
                   r"Any loss whose $e^{-\text{loss}}$ has a finite area can be read as a noise."),
        ),
    ),
)
