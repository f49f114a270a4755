from __future__ import annotations

import pytest

from reviewer.detection.codes import is_bare_privacy_act


@pytest.mark.parametrize(
    ("codes", "text", "bare"),
    [
        (("(k)(3)",), "K3", True),
        (("(d)(5)", "(j)(2)"), "d5 j2", True),
        (("(k)(3)",), "(k)(3)", False),
        (("(b)(7)(C)", "(j)(2)"), "b7C j2", False),
        (("(b)(6)",), "b6", False),
    ],
)
def test_a_specimen_number_is_no_privacy_act_claim(codes: tuple[str, ...], text: str, bare: bool) -> None:
    assert is_bare_privacy_act(codes, text) is bare
