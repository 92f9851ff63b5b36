"""Collect: who solved what in a folder of handed-in notebooks. `collect` runs them, `report` shows the rows.

A notebook is a program that somebody else has written. Each is run in a process of its own, with limits on time,
memory and the size of files, in an empty folder, without the environment's variables. What it starts is ended too:

Linux    after each answer and at the end, every process that it has left, in whatever session, with a note in its row
macOS    at the end, those of its own process group; one that has taken another stays, and nothing tells of it

**These limits are not a sandbox**: a program can still read whatever its user may read, write whatever its user may
write, use the network, and say of itself that it is right; while an answer is checked it can start as many processes as
its user may, and by ending the process that watches over it, it can leave some. Run it as a user without rights, or in
a container. Needs Linux or macOS (on Windows: WSL); macOS does not hold processes to the limit on memory.
"""
from .folder import Row, collect
from .report import csv_text, line, summary

__all__ = ["Row", "collect", "csv_text", "line", "summary"]
