"""The chapter `sweeps`: its explorers, exercises and quiz, and what they alone need."""
