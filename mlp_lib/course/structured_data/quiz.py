"""Questions of the chapter on structured data."""
from __future__ import annotations

from mlp_lib.teaching.quiz import Option, Question

QUESTIONS = (
    Question(
        id="ten-photographs-of-a-bridge",
        section="an-honest-split",
        text=r"""You have 2,000 photographs, ten of each of 200 bridges, and the condition of each bridge. The network
             shall judge bridges that nobody has photographed yet. What do you hold out?""",
        options=(
            Option("500 photographs at random",
                   r"Then nearly every bridge has photographs on both sides, and the network is tested on bridges that "
                   r"it knows. Its error says how well it recognises them."),
            Option("Two or three photographs of each bridge",
                   r"This makes sure that *every* bridge is on both sides: the leak is complete."),
            Option("All photographs of 50 bridges",
                   r"What belongs together is split together, as the tests of a mix. The 50 stand for bridges that are "
                   r"new, which is the question.", True),
            Option("Nothing; ten photographs of each are needed to learn",
                   r"Then there is no number at all for a new bridge. The training error is not one."),
        ),
    ),
    Question(
        id="known-when-it-is-cast",
        section="what-may-be-known-at-the-time-of-the-prediction",
        text=r"""The strength at 28 days shall be predicted on the day when the concrete is cast, so that a weak mix is
             not built in. Which of these columns must stay out?""",
        options=(
            Option("The strength of a cylinder after 7 days",
                   r"It is a good predictor, and on the day of casting it does not exist yet. A column that is known "
                   r"only later makes a test that no forecast can repeat.", True),
            Option("The water content, since it goes up and down with the superplasticizer",
                   r"Inputs that hang together make importances hard to read. They do not spoil a prediction."),
            Option("The age, since it is 28 in each row",
                   r"A column that is constant says nothing and does no harm; scaling it divides by 0, so drop it for "
                   r"that. It gives nothing away."),
            Option("The ratio of water to cement, since it is made of two other columns",
                   r"It adds nothing that is not in the table, but it is known on the day of casting, and spares the "
                   r"network a division."),
        ),
    ),
    Question(
        id="share-of-the-variance",
        section="one-number-and-its-spread",
        text=r"""On the rows held out the strengths have a standard deviation of 17 MPa, and the network a root mean
             squared error of 5.1 MPa. Which share of the variance does it explain, $R^2$?""",
        options=(
            Option("0.30", r"$5.1 / 17$ is the error as a share of the spread, and what is *not* explained."),
            Option("0.70", r"$1 - 5.1/17$. Variances are squares: $1 - (5.1/17)^2$."),
            Option("0.09", r"$(5.1/17)^2$ is the share that is left over."),
            Option("0.91", r"$1 - (5.1/17)^2$. Say the 5.1 MPa beside it: on rows with a wider spread the same error "
                           r"gives a larger $R^2$.", True),
        ),
    ),
    Question(
        id="how-many-of-the-bus-riders",
        section="which-for-which-and-how-sure",
        text=r"""Of 60 travellers 30 took the bus. The network predicts the bus 24 times, and is right 18 times. Which
             share of the bus riders does it find (the *recall*)?""",
        options=(
            Option("0.75", r"$18/24$: of those for whom it *says* bus, the share that is right. This is the precision, "
                           r"the column of the matrix."),
            Option("0.60", r"$18/30$: the row of the matrix. Twelve riders are missed.", True),
            Option("0.70", r"$(18 + 24)/60$ counts who was told rightly, bus or not: the accuracy. Six false alarms "
                           r"and twelve misses are in it alike."),
            Option("0.80", r"$24/30$ compares two totals. Six of the 24 never took the bus."),
            Option("0.30", r"$18/60$: divided by all travellers, not by those who took the bus."),
        ),
    ),
    Question(
        id="threshold-from-costs",
        section="which-for-which-and-how-sure",
        text=r"""A network gives the probability that a batch is too weak, and the probabilities may be taken at their
             word. To build in a weak batch costs four times as much as to throw away a good one. From which probability
             on do you throw a batch away?""",
        options=(
            Option("0.5", r"This is right if both mistakes cost the same. Here one of them costs four times as much."),
            Option("0.25", r"$1/4$ is the ratio of the costs. Compare what is *expected*: throwing away costs $1 - p$, "
                           r"building in $4p$, and they are equal at another $p$."),
            Option("0.2", r"Throwing away costs $(1 - p) \cdot 1$ on average, building in $p \cdot 4$; they are equal "
                          r"at $p = 1/(1 + 4)$.", True),
            Option("0.8", r"$4/(1 + 4)$: turned round, as if throwing away were the dear mistake."),
        ),
    ),
    Question(
        id="eighty-per-cent-came-seventy",
        section="which-for-which-and-how-sure",
        text=r"""In the bin around 0.8 of a calibration diagram there are 50 travellers, and 35 of them took the car.
             What may you say?""",
        options=(
            Option("The network is too sure: it should have said 0.7",
                   r"The best guess, but luck alone gives a share with a standard deviation of "
                   r"$\sqrt{0.8 \cdot 0.2/50} = 0.057$; 0.7 is less than two of them away."),
            Option("It looks too sure, but with 50 travellers luck may have done it",
                   r"35 instead of 40 is 1.8 standard deviations off. Look at the neighbouring bins, or at more "
                   r"travellers, before you mend anything.", True),
            Option("It is too cautious: 0.8 is further from 1 than it need be",
                   r"The other way round. Too cautious it would be if *more* had come than it said."),
            Option("Its accuracy in this bin is 0.8",
                   r"0.8 is what it said. Right it was for the 35 of 50 who took the car."),
        ),
    ),
    Question(
        id="two-columns-that-say-the-same",
        section="which-inputs-matter",
        text=r"""Temperature and felt temperature are both inputs of the bike network. Shuffling either of them alone
             hardly raises the error. What follows?""",
        options=(
            Option("The weather's warmth does not matter for the rentals",
                   r"Shuffle *both* columns together before you say that. Each covers for the other."),
            Option("The network has not learned anything from them",
                   r"It may lean on half of each. Shuffling one leaves the other half standing."),
            Option("Both columns may be left out",
                   r"Perhaps one of them. Without both, the network would have to guess the warmth from the month."),
            Option("Nothing yet about the two together: they stand in for each other",
                   r"Permutation importance asks for *one* column while the rest stands. Of columns that hang together "
                   r"it says too little; shuffle them as a group.", True),
        ),
    ),
    Question(
        id="eighty-two-inside",
        section="how-sure-is-it",
        text=r"""A 90 % band was promised. Of 100 mixes held out, 82 lie inside. What do you make of it?""",
        options=(
            Option("The band is too narrow: luck hardly explains eight too few",
                   r"If it held, the number inside would have a standard deviation of "
                   r"$\sqrt{100 \cdot 0.9 \cdot 0.1} = 3$. 82 is almost three of these below 90.", True),
            Option("The band is fine: 82 is about 90",
                   r"84 to 96 would be about 90, two standard deviations of 3 on either side."),
            Option("The band is too wide: it should be drawn in until 90 are inside",
                   r"Drawing it in leaves fewer inside."),
            Option("The network's mean is wrong, so the band says nothing",
                   r"A mean that is off is one way to miss, too narrow a band another. The count tells only that the "
                   r"promise is not kept."),
        ),
    ),
    Question(
        id="average-of-five-networks",
        section="one-number-and-its-spread",
        text=r"""Five networks from five starts have root mean squared errors between 6.4 and 6.9 MPa on the same mixes.
             You average their five predictions for each mix. What is sure about the error of this average?""",
        options=(
            Option("It is below 6.4: an average beats each of its parts",
                   r"It often does, but nobody warrants it. If all five make the same mistakes, nothing averages out."),
            Option("It lies between 6.4 and 6.9",
                   r"It may be lower. Where one network is too high and another too low, the average is nearer than "
                   r"both."),
            Option("Its square is at most the mean of the five squares",
                   r"The squared error is convex: the square of a mean is at most the mean of the squares, for each "
                   r"mix. What is gained is the spread between the networks.", True),
            Option("Nothing is sure before it was measured",
                   r"One thing is: the inequality holds for every mix, so it holds for their mean."),
        ),
    ),
)
