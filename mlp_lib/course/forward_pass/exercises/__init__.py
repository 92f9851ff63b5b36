"""Exercises of the chapter on the forward pass (slides S14 to S19)."""
from . import entropy, layers, likelihoods, losses, networks, shapes

EXERCISES = (*shapes.EXERCISES, *layers.EXERCISES, *networks.EXERCISES, *losses.EXERCISES, *entropy.EXERCISES,
             *likelihoods.EXERCISES)
