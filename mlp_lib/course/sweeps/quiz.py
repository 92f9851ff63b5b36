"""Questions of the chapter on sweeps."""
from __future__ import annotations

from mlp_lib.teaching.quiz import Option, Question

QUESTIONS = (
    Question(
        id="sweep-difference-or-luck",
        text="""Setting A has a median validation loss of 0.33 over five seeds, B of 0.35. Within each setting the five
             losses differ by up to 0.09. What do you conclude?""",
        options=(
            Option("A is better: 0.33 is lower.", "By 0.02, where the draw of the starting weights alone moves a loss "
                                                  "by 0.09. With five other seeds B may well come first."),
            Option("The runs do not decide between the two.",
                   "The difference is small beside the spread between seeds. Take the cheaper one, or run more seeds.",
                   True),
            Option("Both are bad: such a spread means that the training failed.",
                   "A spread between seeds is normal: each starts at another place and ends in another one."),
            Option("Take the seed with the lowest loss of all.", "That run was the luckiest. Its lead is partly luck "
                                                                 "with these validation data, and that part is gone "
                                                                 "on others."),
        ),
    ),
    Question(
        id="sweep-winner-flattered",
        text="""Of 200 runs you take the one with the lowest validation loss. Why is that number too good as a forecast
             of the loss on new data?""",
        options=(
            Option("Because the network was trained on the validation data.",
                   "No weight was moved by them. They were only used to choose, and that is enough."),
            Option("Because the lowest of many numbers is low by merit and by luck.",
                   "Among 200 some are lucky with just these hours, and the choice prefers the lucky. On new hours the "
                   "merit stays, the luck does not.", True),
            Option("It is not: validation data are unseen data.",
                   "For one network that was fixed beforehand, yes. Not for the winner among 200: the data chose it."),
            Option("Because validation data are always easier than test data.",
                   "They may be easier or harder, by chance. The winner is flattered even where they are harder."),
        ),
    ),
    Question(
        id="sweep-one-at-a-time",
        text="""To save time you first look for the best learning rate with 10 units, and then for the best width at
             that rate. What may go wrong?""",
        options=(
            Option("The best rate may be another one for a wider or deeper network.",
                   "Settings act together. In the table of this page the best rate is not the same for all sizes. A "
                   "grid sees that; one at a time does not.", True),
            Option("Nothing: the learning rate has nothing to do with the width.",
                   "Wider layers add up more terms, and the same rate moves their output further."),
            Option("It takes more runs than the full grid.",
                   "It takes fewer, a sum instead of a product. That is its only advantage."),
        ),
    ),
    Question(
        id="sweep-edge",
        text="""You try the rates 0.001, 0.003 and 0.01, and the loss is lowest at 0.01, for every seed. What next?""",
        options=(
            Option("Take 0.01.", "It is the best of three, at the edge. You do not know what lies beyond."),
            Option("Try rates between 0.003 and 0.01.", "The loss was still falling at 0.01; the lowest place is more "
                                                        "likely beyond it."),
            Option("Run 0.01 from more seeds.", "All five agree already. More seeds make the number surer, but do not "
                                                "tell whether 0.03 is better."),
            Option("Try 0.03 and 0.1 as well.", "A best value at the edge of the grid says that the grid is in the "
                                                "wrong place. Go on until the loss rises again.", True),
        ),
    ),
    Question(
        id="sweep-resume",
        text="""The machine is switched off after 120 of 200 runs. You call `sweep` again with the same grid, seeds and
             `path`. Which table do you get in the end?""",
        options=(
            Option("One with 200 rows, as if nothing had happened, but for the seconds.",
                   "Each run depends on its setting and its seed alone. 120 rows are read from the file, the other 80 "
                   "are run.", True),
            Option("One with 200 rows; the last 80 come from other random numbers.",
                   "They would, if all runs drew from one generator in turn. Here each has its own seed, so it does "
                   "not matter when, where and after which other run it goes."),
            Option("One with 320 rows.", "Rows that are in the file are not run again."),
            Option("None: the file is broken, because the last line was half written.",
                   "The half line is dropped and its run is done again. The lines before it are whole."),
        ),
    ),
)
