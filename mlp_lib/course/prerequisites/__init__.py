"""The chapter `prerequisites`: its explorers, exercises and quiz, and what they alone need."""
