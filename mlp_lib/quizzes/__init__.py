"""The questions of the quizzes: one module for each chapter, holding `QUESTIONS`; `mlp_lib.quiz` asks them."""
