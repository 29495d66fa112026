from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termkit.terms.keys import form_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("细菌（生物）武器", "细菌(生物)武器"),
        ("联合国 2030 年议程", "联合国2030年议程"),
        ("iknow  politics", "iknow politics"),
        ("联合国-非盟", "联合国－非盟"),
        ("“混合式”特派团", "「混合式」特派团"),
        ("教育、科学及文化组织 ", "教育、科学及文化组织"),
    ],
)
def test_spellings_of_one_form(one: str, other: str) -> None:
    assert form_key(one) == form_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("《生物武器公约》", "生物武器公约"), ("UN Women", "UNWomen"), ("科学和文化组织", "科学及文化组织")],
)
def test_two_forms(one: str, other: str) -> None:
    assert form_key(one) != form_key(other)


@given(st.text())
def test_a_key_is_its_own_key(form: str) -> None:
    assert form_key(form_key(form)) == form_key(form)
