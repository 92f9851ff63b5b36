"""The browsers that the tests drive, found on this machine or installed from Debian."""
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]         # of Chromium


@dataclass(frozen=True)
class Browser:
    """One of them: the variable that names its program, the usual names and Debian's packages, the best one first."""

    name: str
    variable: str
    programs: tuple[str, ...]
    packages: tuple[str, ...]
    wanted: str

    def find(self):
        """Return the path of its program: what the variable says, or the first of the usual names; None if none is."""
        named = os.environ.get(self.variable)
        if named and not shutil.which(named):
            raise FileNotFoundError(f"{self.variable}={named} is no program")
        return next(filter(None, map(shutil.which, [named or "", *self.programs])), None)

    def install(self):
        """Have Debian install the best one that it has, where this is Debian and the user may."""
        if Path("/etc/debian_version").exists() and os.geteuid() == 0:
            print(f"no {self.programs[0]} here: installing Debian's", flush=True)
            subprocess.run(["apt-get", "update", "-q"], check=False)
            for package in self.packages:
                subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", package], check=False,
                               env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"})
                if self.find():
                    return

    @property
    def missing(self):
        """Return what to do where there is none."""
        return (f"{self.wanted} {self.name}. Install it (Debian and Ubuntu: sudo apt-get install {self.packages[-1]}) "
                f"or say where it is: {self.variable}=/path/to/it make …")


# The headless shell is the same engine without windows: the browser tests take a third less time in it.
CHROMIUM = Browser("Chromium", "CHROMIUM", (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"), ("chromium-headless-shell", "chromium"),
    "The browser tests need")
FIREFOX = Browser("Firefox", "FIREFOX", (
    "firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"), ("firefox-esr",),
    "One of the long tests is left out without")


def main():
    """Make sure of Chromium and, with `--all`, see that there is Firefox, if that can be; print where they are.

    What the user names is taken; else the best is wanted, and any other that is here is enough.
    """
    for browser in [CHROMIUM, FIREFOX] if "--all" in sys.argv else [CHROMIUM]:
        if browser.variable not in os.environ and not shutil.which(browser.programs[0]):
            browser.install()
        print(f"browser: {browser.find() or browser.missing}")
    if not CHROMIUM.find():
        sys.exit(CHROMIUM.missing)


if __name__ == "__main__":
    main()
