"""An explorer is a picture with controls that answers without a kernel: drawn beforehand, or live in the browser."""
from .control import Control, Span
from .explore import explore
from .frames import Frame, Update
from .live import live
from .widget import Explorer

__all__ = ["Control", "Explorer", "Frame", "Span", "Update", "explore", "live"]
