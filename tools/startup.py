"""The browser kernel's start-up: IPython's configuration in JupyterLite. Packed by `tools/lite.py`.

Pyodide 0.27 turns None into JavaScript's undefined, which the widgets do not know (pyodide/pyodide#3968): a Stack that
shows nothing yet would be an error. So a widget's state travels as JSON, in which None is null.
"""
import json
import logging

from js import JSON
from pyodide_kernel.comm import Comm

logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)     # "building the font cache", in each session

publish = Comm.publish_msg


def publish_as_json(self, msg_type, data=None, metadata=None, buffers=None, **keys):
    try:
        data = JSON.parse(json.dumps(data, allow_nan=False)) if data else data
    except (TypeError, ValueError):              # NumPy's integers, NaN: as before
        pass
    publish(self, msg_type, data, metadata, buffers, **keys)


Comm.publish_msg = publish_as_json
