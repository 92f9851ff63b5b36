"""The chapter `forward-pass`: its explorers, exercises and quiz, and what they alone need."""
