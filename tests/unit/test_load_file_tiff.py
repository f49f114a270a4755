"""A fax picture as a TIFF file shows the same black and white to another program."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from reviewer.export.pages.tiff import tiff_of
from reviewer.pdf.copies import fax_copy, rendered_copy
from reviewer.pdf.geometry import Matrix


def test_the_same_pixels_come_out() -> None:
    image = np.full((331, 203), 255, np.uint8)
    image[20:60, 30:150] = 0
    image[200:204, :] = 0
    data = tiff_of(fax_copy(image, Matrix(), flattened=False), 300.0)
    with Image.open(io.BytesIO(data)) as seen:
        assert seen.info["dpi"] == (300.0, 300.0)
        assert np.array_equal(np.asarray(seen.convert("L")), image)


def test_other_pictures_are_refused() -> None:
    grey = np.tile(np.arange(200, dtype=np.uint8), (50, 1))
    copy = rendered_copy(grey, (200.0, 50.0), ())
    assert copy.kind == "jpeg"
    with pytest.raises(ValueError, match="fax"):
        tiff_of(copy, 300.0)
