"""Exercises of the chapter on backpropagation (slides S20 to S33): eleven of them make a network of the reader's
        own."""
from . import chain, deltas, descent, layer, learning, rounds

EXERCISES = (*descent.EXERCISES, *chain.EXERCISES, *layer.EXERCISES, *deltas.EXERCISES, *rounds.EXERCISES,
             *learning.EXERCISES)
