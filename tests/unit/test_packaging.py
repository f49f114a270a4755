"""What the built folder is made from fits the program: recipe, icons, desktop files, choice of parts."""

from __future__ import annotations

import configparser
import importlib.util
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from PIL import Image

from reviewer.model.resources import resource
from reviewer.storage.schema import APPLICATION_ID

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
RECIPE = (PACKAGING / "foia-reviewer.spec").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def load(name: str) -> ModuleType:
    """A module of packaging/, which is a folder of scripts and no package."""
    spec = importlib.util.spec_from_file_location(f"packaging_{name}", PACKAGING / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_recipe_is_python_and_builds_both_entry_points() -> None:
    compile(RECIPE, "foia-reviewer.spec", "exec")
    scripts = PROJECT["project"]["scripts"] | PROJECT["project"]["gui-scripts"]
    for program, entry in scripts.items():
        module = entry.partition(":")[0].rpartition(".")[2]
        assert f'"{module}": "{program}"' in RECIPE
        assert (ROOT / "reviewer" / "app" / f"{module}.py").is_file()


def test_only_the_console_program_has_a_console() -> None:
    assert 'console=entry == "console"' in RECIPE
    assert list(PROJECT["project"]["gui-scripts"]) == ["foia-reviewer-gui"]


def test_the_build_tools_are_pinned_on_every_system() -> None:
    pinned = {Requirement(text).name for text in PROJECT["tool"]["uv"]["constraint-dependencies"]}
    tools = {Requirement(text).name for text in PROJECT["dependency-groups"]["packaging"]}
    needed = {"altgraph", "macholib", "pefile", "pyinstaller-hooks-contrib", "pywin32-ctypes", "setuptools"}
    assert tools | needed <= pinned


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/lib/libQt6Widgets.so.6",
        "PySide6\\Qt6Svg.dll",
        "PySide6/Qt/lib/libQt6DBus.so.6",
        "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
        "pillow.libs/libharfbuzz-fb49c9fc.so.0.61450.0",
        "pillow.libs/libjpeg-6dc8d115.so.62.4.0",
        "resources/tessdata/eng.traineddata",
        "resources/sample/plan.json",
        "tzdata/zoneinfo/America/New_York",
        "libglib-2.0.so.0",
        "libxcb-cursor.so.0",
    ],
)
def test_what_the_program_needs_is_built_in(name: str) -> None:
    assert load("contents").wanted(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqvnc.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/imageformats/libqpdf.so",
        "PySide6\\plugins\\tls\\qschannelbackend.dll",
        "PySide6\\Qt6Quick.dll",
        "PySide6\\opengl32sw.dll",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6/Qt/translations/qtbase_de.qm",
        "cv2\\opencv_videoio_ffmpeg500_64.dll",
        "libpango-1.0.so.0",
        "libcairo.so.2",
        "libcups.so.2",
    ],
)
def test_what_nothing_uses_is_left_out(name: str) -> None:
    assert not load("contents").wanted(name)


def test_system_libraries_come_along_only_for_what_links_to_them() -> None:
    links = {
        "module.so": ["libQt6Gui.so.6"],
        "PySide6/Qt/lib/libQt6Gui.so.6": ["libfontconfig.so.1", "libc.so.6"],
        "libfontconfig.so.1": ["libexpat.so.1"],
        "libexpat.so.1": [],
        "libpython3.11.so.1.0": [],
        "libatk-bridge-2.0.so.0": ["libdbus-1.so.3"],  # was taken along for a theme that is left out
        "libdbus-1.so.3": ["libexpat.so.1"],
    }
    needed = load("contents").linked({place: place for place in links}, lambda file: links[file])
    assert set(links) - needed == {"libatk-bridge-2.0.so.0", "libdbus-1.so.3"}


def test_no_module_that_the_program_imports_is_excluded() -> None:
    excluded = set(load("contents").EXCLUDED_MODULES)
    for path in (ROOT / "reviewer").rglob("*.py"):
        imported = re.findall(r"^\s*(?:from|import) ([\w.]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert not excluded & set(imported), path


def test_every_part_of_qt_that_the_program_imports_is_built_in() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "reviewer").rglob("*.py"))
    parts = {part for source in sources for part in re.findall(r"from PySide6\.Qt(\w+)", source)}
    assert {"Core", "Gui", "PrintSupport", "Svg", "Widgets"} <= parts
    wanted = load("contents").wanted
    for part in parts:
        for place in (f"PySide6/Qt{part}.abi3.so", f"PySide6/Qt/lib/libQt6{part}.so.6", f"PySide6\\Qt6{part}.dll"):
            assert wanted(place), place


def test_a_frozen_program_finds_its_resources_and_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    model = tmp_path / "resources" / "tessdata" / "eng.traineddata"
    model.parent.mkdir(parents=True)
    model.touch()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    from reviewer.ocr.languages import languages_in, shipped_tessdata

    assert resource("tessdata", "eng.traineddata") == model
    assert languages_in(shipped_tessdata()) == ["eng"]
    assert '"resources/tessdata"' in RECIPE
    with pytest.raises(FileNotFoundError, match="install the program again"):
        resource("exemptions")  # never from the checkout that happens to be there


def test_icons_are_made_from_the_drawing(tmp_path: Path) -> None:
    # In a process of its own: the fixture of the window's tests wants to make the Qt application itself.
    script = "import sys, pathlib, icons; icons.make_icons(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=PACKAGING, check=True)
    icons = load("icons")
    for size in icons.PNG_SIZES:
        with Image.open(tmp_path / f"foia-reviewer-{size}.png") as picture:
            assert picture.size == (size, size)
            assert picture.getpixel((0, 0)) == (0, 0, 0, 0)  # round corners on whatever ground
            assert len(picture.getcolors(size * size) or ()) > 4
    with Image.open(tmp_path / "foia-reviewer.ico") as windows:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= set(windows.info["sizes"])
    with Image.open(tmp_path / "foia-reviewer.icns") as mac:
        assert mac.format == "ICNS"


def test_the_desktop_entry_starts_the_window_with_a_project() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(PACKAGING / "foia-reviewer.desktop", encoding="utf-8")
    values = entry["Desktop Entry"]
    assert values["Exec"] == "foia-reviewer-gui %f"
    assert values["Terminal"] == "false"
    assert values["MimeType"] == "application/x-foia-reviewer;"
    assert values["Icon"] == resource("foia-reviewer.svg").stem
    application = (ROOT / "reviewer" / "ui" / "application.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{values["StartupWMClass"]}")' in application


def test_the_file_type_knows_a_project_by_name_and_by_content() -> None:
    (kind,) = ElementTree.parse(PACKAGING / "foia-reviewer-mime.xml").getroot()
    assert kind.get("type") == "application/x-foia-reviewer"
    glob, inner = kind.find(f"{MIME}glob"), kind.find(f".//{MIME}match/{MIME}match")
    assert glob is not None
    assert glob.get("pattern") == "*.foia"
    assert inner is not None
    assert (inner.get("offset"), inner.get("value")) == ("68", APPLICATION_ID.to_bytes(4, "big").decode("ascii"))


def test_the_windows_installer_ties_projects_to_the_window_program() -> None:
    script = (PACKAGING / "foia-reviewer.iss").read_text(encoding="utf-8")
    assert r'Subkey: "Software\Classes\.foia"' in script
    assert r'"""{app}\foia-reviewer-gui.exe"" ""%1"""' in script
    assert r"dist\foia-reviewer\*" in script
    assert r"build\icons\foia-reviewer.ico" in script


def test_every_licence_text_is_gathered(tmp_path: Path) -> None:
    licences = load("licences")
    script = "import sys, pathlib, licences; licences._BUILT_IN = (); "
    script += "print(licences.copy_licences(pathlib.Path(sys.argv[1])))"
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, cwd=PACKAGING, check=True, capture_output=True, encoding="utf-8")
    assert done.stdout.strip() == "[]"
    assert "GNU AFFERO" in next((tmp_path / "pymupdf-lite").iterdir()).read_text(encoding="utf-8")
    assert {path.name for path in (tmp_path / "shiboken6").iterdir()} >= set(licences._LGPL["shiboken6"])
    # GPL alone in its wheel: the permissions of the LGPL come from us
    assert licences._LGPL["python-bidi"][0] in {path.name for path in (tmp_path / "python-bidi").iterdir()}


def test_what_is_inside_without_a_licence_is_named(tmp_path: Path) -> None:
    (tmp_path / "python-docx").mkdir()
    inside = ["docx.parts.hdrftr", "docx", "os", "pytest", "openpyxl.cell"]
    assert load("licences").without_licence(inside, tmp_path) == ["openpyxl", "pytest"]


def test_a_library_of_unknown_origin_is_named(tmp_path: Path) -> None:
    internal = tmp_path / "_internal"
    (internal / "wheel.libs").mkdir(parents=True)
    (internal / "libof-nobody.so.7").touch()
    for module in ("ahocorasick.cpython-311-x86_64-linux-gnu.so", "module.abi3.so"):  # of wheels, too
        (internal / module).touch()
    (internal / "wheel.libs" / "libof-a-wheel.so.1").touch()  # its text comes with the wheel
    without = load("system_licences").copy_system_licences(internal, tmp_path / "licences")
    assert without == ["libof-nobody.so.7"]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script for Linux desktops")
def test_installing_for_one_user_can_be_undone(tmp_path: Path) -> None:
    folder, home = tmp_path / "R&D | a folder", tmp_path / "home"
    applications = folder / "share" / "applications"
    applications.mkdir(parents=True)
    home.mkdir()
    for name, place in (("install.sh", folder), ("foia-reviewer.desktop", applications)):
        (place / name).write_bytes((PACKAGING / name).read_bytes())
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    script = str(folder / "install.sh")
    subprocess.run(["sh", script, "--remove"], env=environment, check=True)  # nothing is there yet
    subprocess.run(["sh", script], env=environment, check=True, capture_output=True)
    entry = (home / ".local/share/applications/foia-reviewer.desktop").read_text(encoding="utf-8")
    assert f'Exec="{folder}/foia-reviewer-gui" %f\n' in entry
    assert (home / ".local/bin/foia-reviewer").readlink() == folder / "foia-reviewer"
    subprocess.run(["sh", script, "--remove"], env=environment, check=True, capture_output=True)
    left = [path.name for path in home.rglob("*") if (path.is_file() or path.is_symlink()) and "foia" in path.name]
    assert left == []
