"""Exercises of the chapter on backpropagation (slides S20 to S33): eleven of them make a network of the reader's
        own."""
from . import bikes, chain, deltas, descent, jacobians, layer, learning, nudges, rounds

EXERCISES = (*descent.EXERCISES, *chain.EXERCISES, *layer.EXERCISES, *deltas.EXERCISES, *rounds.EXERCISES,
             *nudges.EXERCISES, *learning.EXERCISES, *bikes.EXERCISES, *jacobians.EXERCISES)
