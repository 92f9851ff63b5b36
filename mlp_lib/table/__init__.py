"""Your own table: its columns are found and shown, a network is trained on it honestly, and a report is made of it."""
from .errors import TableError
from .looking import Look, look
from .reading import Source, read
from .reporting import Report, report

__all__ = ["Look", "Report", "Source", "TableError", "look", "read", "report"]
