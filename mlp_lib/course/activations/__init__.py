"""The chapter `activations`: its explorers, exercises and quiz, and what they alone need."""
