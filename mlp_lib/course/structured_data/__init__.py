"""The chapter `structured-data`: its explorers, exercises and quiz, and what they alone need."""
