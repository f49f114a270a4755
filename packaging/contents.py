"""Decides what of the libraries is built in: Qt as far as a raster window needs it, no tests, no tools."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

# What no part of the program imports; PyInstaller would take some of it along because a library could use it.
EXCLUDED_MODULES = (
    "IPython",
    "PIL.ImageTk",
    "PIL._imagingtk",
    "PySide6.QtDesigner",
    "PySide6.QtNetwork",
    "PySide6.QtOpenGL",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtSql",
    "PySide6.QtTest",
    "_tkinter",
    "attr",
    "hypothesis",
    "matplotlib",
    "mypy",
    "numpy.f2py",
    "pandas",
    "pip",
    "pydoc",
    "pytest",
    "setuptools",
    "tkinter",
    "turtle",
)

# Qt plugins by folder: an empty pattern keeps none, `.` all. Names are those of the plugin files on all three systems.
_PLUGINS = {
    "platforms": r"q(xcb|wayland|offscreen|windows|cocoa)",
    # The desktop's own file dialogs, through its portal. The GTK theme would bring half of GTK from the building system
    # into a process that loads the other half from the running one.
    "platformthemes": r"qxdgdesktopportal",
    "platforminputcontexts": r"(compose|ibus)",  # typing accents; the virtual keyboard would bring QML
    "iconengines": r".",
    "imageformats": r"q(jpeg|svg|ico)",
    "printsupport": r".",  # printers; without it pages can be printed into a PDF only
    "styles": r".",
    "xcbglintegrations": r"",  # nothing is drawn with OpenGL
    "wayland-shell-integration": r"(xdg-shell|qt-shell)",
    "wayland-decoration-client": r".",
    "wayland-graphics-integration-client": r"",
}
_PLUGIN = re.compile(r"PySide6/(?:Qt/)?plugins/([^/]+)/(.+)")
# Libraries of Qt that only the plugins above, or modules that nobody imports, would need.
_QT_LIBRARY = re.compile(
    r"(?:^|/)(?:lib)?Qt6?(?:Qml|Quick|Pdf|VirtualKeyboard|Network|Sql|Test|Designer|OpenGL|EglFS|EglFs|Concurrent|"
    r"WaylandEglClient|WlShell|Shader|Xml)[^/]*$"
)
# What only the GTK theme plugin asked for, by the names that the system (not a wheel) gives its libraries.
_GTK_LIBRARY = re.compile(
    r"^lib(?:atk-1\.0|cairo(?:-gobject)?|pango(?:cairo|ft2)?(?:-1\.0)?|g[dt]k[\w-]*(?:-[23]\.0)?|gio-2\.0|gmodule-2\.0|"
    r"gobject-2\.0|harfbuzz|thai|datrie|fribidi|pixman-1|graphite2|Xrender|Xext|mount|blkid|selinux|jpeg)\.so[.\d]*$"
)
# The client of the system's print service comes from the running system, with the Kerberos and TLS that it needs.
_PRINT_SERVICE = re.compile(r"^libcups\.so[.\d]*$")
# OpenCV's plugin for films on Windows is loaded at run time only, so it can be left out (on Linux cv2 links to it).
_OTHERS = re.compile(
    r"opencv_videoio_ffmpeg|/opengl32sw\.dll$|^opengl32sw\.dll$|/d3dcompiler_47\.dll$|cv2/(?:data|qt)/|"
    r"PySide6/(?:Qt/)?translations/|(?:^|/)tests?/|\.pyi$|\.pxd$|numpy/.*/include/"
)


def wanted(name: str) -> bool:
    """Whether a file, by its path within the built folder, is part of what the program needs."""
    name = name.replace("\\", "/")
    plugin = _PLUGIN.search(name)
    if plugin is not None:
        pattern = _PLUGINS.get(plugin[1], "")
        return bool(pattern and re.search(pattern, plugin[2]))
    return not any(pattern.search(name) for pattern in (_QT_LIBRARY, _GTK_LIBRARY, _PRINT_SERVICE, _OTHERS))


# A library as the building system names it, at the head of the folder; those of wheels lie in folders of their own.
_SYSTEM_LIBRARY = re.compile(r"^lib[^/]+\.so[.\d]*$")
_PYTHON = re.compile(r"^libpython[\d.]+\.so[.\d]*$")  # what the programs themselves load


def linked(binaries: Mapping[str, str], imports: Callable[[str], Iterable[str]]) -> set[str]:
    """Of binaries (place in the folder: file) those that are loaded by name, and system libraries that these need.

    `imports` gives the names of the libraries that a file links to. What was taken along for a plugin that is left out
    (a desktop's whole toolkit, printing, network) stays behind.
    """
    needed: set[str] = set()
    look = [place for place in binaries if not _SYSTEM_LIBRARY.match(place) or _PYTHON.match(place)]
    while look:
        place = look.pop()
        if place not in needed:
            needed.add(place)
            look += [name for name in imports(binaries[place]) if name in binaries]
    return needed
