"""The chapter `backpropagation`: its explorers, exercises and quiz, and what they alone need."""
