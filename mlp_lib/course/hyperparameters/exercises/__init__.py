"""Exercises of the chapter on hyperparameters (slides S34 and S35)."""
from . import choices, output, penalties, softmax, steps, validation

EXERCISES = (*softmax.EXERCISES, *output.EXERCISES, *choices.EXERCISES, *validation.EXERCISES, *penalties.EXERCISES,
             *steps.EXERCISES)
