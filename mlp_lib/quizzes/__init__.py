"""The questions of the quizzes, one module for each chapter with its `QUESTIONS`; `mlp_lib.quiz` asks them."""
