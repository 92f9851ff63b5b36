"""The engines of the book: explorers, exercises and quizzes. They know no chapter."""
