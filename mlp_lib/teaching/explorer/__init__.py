"""An explorer is a picture with controls that answers without a kernel: a frame for every combination of them."""
from .explore import Control, Explorer, explore
from .frames import Frame, Update

__all__ = ["Control", "Explorer", "Frame", "Update", "explore"]
