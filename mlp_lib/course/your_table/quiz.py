"""Questions of the chapter Your own table."""
from __future__ import annotations

from mlp_lib.teaching.quiz import Option, Question

QUESTIONS = (
    Question(
        id="constant-of-the-scaling",
        text="From which rows do the mean and the standard deviation come that the inputs are scaled by?",
        options=(
            Option("From all rows, so that every row has the same scale", r"Then the test rows have helped to shape "
                   r"the inputs. Often it changes little, but you cannot know how much."),
            Option("From the test rows, because the figure is theirs", r"The test rows are to come like rows of the "
                   r"future: nothing is known of them when the model is made."),
            Option("From the rows that are learned from", r"And all other rows are scaled by the same two numbers. So "
                   r"it is with medians for empty cells and with the words of a category.", True),
        ),
    ),
    Question(
        id="an-identifier-as-input",
        text="A table has the column `sample_no`, 1 to 900. What becomes of it in the report?",
        options=(
            Option("It is left out, and you are told", r"It names rows. If it has a meaning, such as the order in "
                   r"time, choose its kind, or take it as the time.", True),
            Option("It is scaled like any number", r"Then the net can learn that the samples around 400 were strong: "
                   r"by heart, for samples that you already have."),
            Option("It gets one-hot columns", r"900 columns with a single 1 each: the net learns each row by its "
                                              r"name."),
        ),
    ),
    Question(
        id="which-split-for-which-question",
        text=r"""Loads of 60 bridges were measured on several days each. You want to know how well the net does for
             *the same bridges next year*. How should the rows be divided?""",
        options=(
            Option("At random", r"Then days of next year stand among those learned from: you would ask about a past "
                   r"whose neighbours are known."),
            Option("By bridge: each bridge whole in one part", r"That is for new bridges. The question was about these "
                                                               r"60."),
            Option("By time: the latest days are the test", r"The test comes as the future will: the same bridges, "
                   r"later days. The split is the question.", True),
        ),
    ),
    Question(
        id="all-too-good",
        text=r"""The net predicts the monthly cost of 700 buildings with an error of 0.2 %, and so does the linear
             model. What is the most likely reason?""",
        options=(
            Option("The net is large enough", r"The linear model has no hidden units, and is as good."),
            Option("One of the inputs is computed from the target, or adds up to it with others",
                   r"Such as net cost and tax. Look for an input that is not known before the target is.", True),
            Option("The test has too few rows", r"Few rows make the figure uncertain, not by itself small: 140 errors "
                   r"of 0.2 % are no luck."),
        ),
    ),
    Question(
        id="the-interval-around-a-margin",
        text=r"""The net's error is lower than the linear model's by 0.8, 95 % interval −0.1 to 1.9. Which sentence
             goes into the thesis?""",
        options=(
            Option("The net is better by 0.8", r"On these test rows. Another draw of them gives −0.1, or 1.9."),
            Option("The two are equally good", r"That is not shown either: 1.9 is as well in the interval as 0."),
            Option("These rows do not tell them apart", r"And so the simpler one is taken, or more is measured.", True),
        ),
    ),
    Question(
        id="scaler-in-the-pipeline",
        text="Why does the `StandardScaler` stand *inside* the pipeline that is cross-validated?",
        options=(
            Option("So that each fold is scaled by its own training rows", r"Scaled once before, all folds have shaped "
                   r"the scale, the one that tests as well.", True),
            Option("Because `Regressor` does not accept unscaled inputs", r"It accepts them, and learns slowly from "
                                                                          r"them."),
            Option("So that the predictions are in the units of the target", r"It scales the inputs. The target is "
                   r"left as it is."),
        ),
    ),
)
