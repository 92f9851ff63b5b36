"""Chromium: the browser that the tests drive, found on this machine or installed from Debian."""
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def find():
    """Return the path of a Chromium: the variable CHROMIUM, or the first of the usual names; None if there is none."""
    named = os.environ.get("CHROMIUM")
    if named and not shutil.which(named):
        raise FileNotFoundError(f"CHROMIUM={named} is no program")
    return next(filter(None, map(shutil.which, [named or "", *NAMES, MAC])), None)


def main():
    """Make sure that there is one; print where."""
    if not find() and Path("/etc/debian_version").exists() and os.geteuid() == 0:
        print("no Chromium here: installing Debian's", flush=True)
        subprocess.run(["apt-get", "update", "-q"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"], check=False,
                       env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"})
    if not find():
        sys.exit("The browser tests need Chromium or Chrome. Install it (Debian and Ubuntu: sudo apt-get install "
                 "chromium) or say where it is: make test CHROMIUM=/path/to/chrome")
    print(f"browser: {find()}")


if __name__ == "__main__":
    main()
