"""Collect: who solved what in a folder of handed-in notebooks. `collect` runs them, `report` shows the rows.

A notebook is a program that somebody else has written. Each is run in a process of its own, with limits on time,
memory and the size of files, in an empty folder, without the environment's variables, and is ended with its children.
**These limits are not a sandbox**: a program can still read whatever its user may read, write whatever its user may
write, use the network, and say of itself that it is right. Run it as a user without rights, or in a container.
Needs Linux or macOS (on Windows: WSL); macOS does not hold processes to the limit on memory.
"""
from .folder import Row, collect
from .report import csv_text, line, summary

__all__ = ["Row", "collect", "csv_text", "line", "summary"]
