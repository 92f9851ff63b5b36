"""Scene: the types of what an explorer's picture is made of; `mlp_lib.explore` tells what they mean."""
from ..frames import Frame, Update

__all__ = ["Frame", "Update"]
