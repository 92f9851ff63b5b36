"""The chapter `neurons`: its explorers, exercises and quiz, and what they alone need."""
