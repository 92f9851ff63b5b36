"""The chapter `outlook`: its explorers, exercises and quiz, and what they alone need."""
