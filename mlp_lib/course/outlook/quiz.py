"""Questions of the outlook (slides S36 and S37)."""
from __future__ import annotations

from mlp_lib.teaching.quiz import Option, Question

QUESTIONS = (
    Question(
        id="which-is-feed-forward",
        section="when-the-order-is-time-rnn-and-lstm",
        text="Which of these are feed-forward networks: MLP, CNN, LSTM?",
        options=(
            Option("The MLP only", r"S36 calls the MLP *the* feed-forward network. It is one (erratum E23): in a CNN, "
                                   r"too, everything flows from the input to the output."),
            Option("MLP and CNN", r"Both are acyclic: no neuron feeds an earlier one. An LSTM hands its state on to "
                                  r"its own next step; it is a kind of recurrent network.", True),
            Option("MLP and LSTM", r"An LSTM has a loop: its state goes back into it at the next step."),
            Option("All three", r"Unrolled over a *fixed* number of steps an LSTM can be drawn without a loop, but the "
                                r"network itself is recurrent."),
        ),
    ),
    Question(
        id="weights-of-filters",
        section="the-same-thing-as-a-layer",
        text=r"""A grey inspection image has 200 × 200 pixels. A first layer has 16 filters of 5 × 5 weights. How many
             parameters is that, biases included?""",
        options=(
            Option("400", r"$16 \cdot 25$ are the weights. Each filter has one bias as well."),
            Option("416", r"$16 \cdot (25 + 1)$: each filter has its weights and one bias, wherever it stands. The "
                          r"size of the image is not in it.", True),
            Option("614,656", r"This is the number of *outputs*, $196 \cdot 196 \cdot 16$. They share the weights."),
            Option("640,016", r"$40{,}000 \cdot 16 + 16$: this is a fully connected layer of 16 neurons."),
            Option("15,981,056", r"$614{,}656 \cdot 26$: weights and a bias for each place. They are the same at each "
                                 r"place."),
        ),
    ),
    Question(
        id="columns-in-another-order",
        section="does-it-matter-a-test-with-trucks",
        text=r"""You put the 44 samples of every strain signal into another order, the same for all signals, and train
             again from the start: an MLP, and a CNN with filters of 5 samples. Which one gets worse?""",
        options=(
            Option("Both: the signals make no sense any more",
                   r"To us. An MLP has no notion of neighbours: with its columns in the same order, it is the same "
                   r"network."),
            Option("The MLP only", r"For the MLP nothing has changed but the names of its inputs."),
            Option("The CNN only", r"A filter looks at neighbours. After the change its five samples belong to five "
                                   r"different moments. The MLP never knew who was whose neighbour.", True),
            Option("Neither: the numbers are all still there",
                   r"The numbers are, but the filter can only see five at a time, and now the wrong five."),
        ),
    ),
    Question(
        id="lags-for-an-mlp",
        section="what-an-mlp-can-do-lags",
        text="Can an MLP forecast a time series?",
        options=(
            Option("No: it has no memory, so an RNN is needed",
                   r"It has none of its own, but you may hand it the past: the values of 1, 2 and 24 hours ago as "
                   r"inputs. In this chapter this helps a lot."),
            Option("Yes, with the past values as inputs: you choose how far back it sees",
                   r"Such lags are engineered features. What lies further back than the longest lag it cannot use; an "
                   r"RNN carries a state instead.", True),
            Option("Yes: the order of the rows tells it the time",
                   r"Rows are shuffled in training and predicted one by one. A row knows nothing of the one before."),
            Option("Yes, if it has enough hidden layers",
                   r"Layers do not bring back what is not among the inputs."),
        ),
    ),
    Question(
        id="what-the-playground-hides",
        section="where-next",
        text="The TensorFlow Playground shows a test loss of 0.010 on two classes. Which loss is that?",
        options=(
            Option("The cross-entropy (16) of a softmax", r"The Playground has no softmax and no cross-entropy."),
            Option("The share of points on the wrong side", r"It shows no accuracy at all."),
            Option(r"The sum of squared errors (14)", r"It is a mean, and there is a ½ in it."),
            Option(r"The mean of $\frac12 (a - y)^2$, with a tanh output and targets −1 and 1",
                   r"It is regression on ±1, even for classes. The Playground does not say so: the formula stays "
                   r"hidden.", True),
        ),
    ),
)
