"""The chapter `playground`: its explorers, exercises and quiz, and the runs behind its numbers."""
