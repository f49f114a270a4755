from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_ASK = """
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication
application = QApplication([])
from reviewer.ui.theme.fonts import interface_font
print(QFontInfo(interface_font()).family())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows and macOS always have fonts")
def test_the_bundled_font_serves_where_the_system_has_none(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(
        f"<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig><dir>{tmp_path / 'none'}</dir>"
        f"<cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>",
        encoding="utf-8",
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(config), "QT_QPA_PLATFORM": "offscreen"}
    asked = subprocess.run(
        [sys.executable, "-c", _ASK], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert asked.stdout.strip() == "Inter"
