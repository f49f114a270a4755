"""A JPEG that is taken over shows the same picture and says nothing else."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from reviewer.pdf.jpeg import bare_jpeg

SECRET = b"what was there before"


def _file(mode: str = "L", **options: object) -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    picture = Image.effect_noise((90, 60), 40).convert(mode)
    picture.save(out, "JPEG", exif=exif, comment=SECRET, icc_profile=SECRET, dpi=(200, 200), **options)
    return out.getvalue()


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_blocks": 2}, {"optimize": True}])
def test_the_picture_stays_and_the_rest_goes(mode: str, options: dict[str, object]) -> None:
    data = _file(mode, **options)
    assert SECRET in data
    bare = bare_jpeg(data + SECRET)
    assert bare is not None
    assert SECRET not in bare.data
    assert (bare.width, bare.height, bare.channels) == (90, 60, len(mode))
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(bare.data)) as after:
        assert before.tobytes() == after.tobytes()
        assert not after.getexif()


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\x89PNG\r\n", b"\xff\xd8\xff\xd9", _file("CMYK"), b"\xff\xd8\xff\xf7\x00\x04ab"]
)
def test_what_is_no_plain_jpeg_is_not_taken(data: bytes) -> None:
    assert bare_jpeg(data) is None


def test_any_cut_of_a_file_ends_without_an_error() -> None:
    data = _file()
    for end in range(0, len(data), 97):
        bare_jpeg(data[:end])
