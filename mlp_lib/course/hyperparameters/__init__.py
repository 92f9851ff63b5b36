"""The chapter `hyperparameters`: its explorers, exercises and quiz, and what they alone need."""
