"""The chapter Your own table: its exercises, its quiz, its runs, and the bridge to scikit-learn."""
