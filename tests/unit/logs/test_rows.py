"""The generated functions write what the plain ones do."""

import itertools

import pytest

from pyzeek.logs.columns import Column
from pyzeek.logs.json import Json
from pyzeek.logs.rows import RowCode, plain_row, row_function
from pyzeek.logs.tsv import Marks, Tsv

FORMS = [
    Tsv(Marks()),
    Tsv(Marks(b"||", b";", b"EMPTY", b"UNSET", False)),
    Json(),
    Json("JSON::TS_ISO8601", nulls=True),
]
NOTES = [None, b"", b"word", b"two words", b"-", b"100%", b"tab\t||"]
TAGS = [None, [], [b"a", b"b,c"]]


@pytest.mark.parametrize("form", FORMS)
def test_generated_and_plain_agree(form, columns, record) -> None:
    quick, plain = RowCode(columns, form).function(), plain_row(columns, form)
    for note, tags in itertools.product(NOTES, TAGS):
        given = {"note": note, "tags": tags}
        one = record(n=7, **{k: v for k, v in given.items() if v is not None})
        assert quick(one, None) == plain(one, None)


@pytest.mark.parametrize("form", FORMS)
def test_any_order_of_columns(form, columns, record) -> None:
    one = record(n=7, note=b"x y")
    for order in itertools.permutations(columns):
        quick = row_function(list(order), form)
        assert quick(one, None) == plain_row(list(order), form)(one, None)


def test_a_record_that_lacks_what_it_should_have(columns, record) -> None:
    assert row_function(columns, Tsv(Marks()))(record(), None) == b"10.0.0.1\t-\t-\t-\n"


def test_extension_columns_may_have_no_record(columns, record) -> None:
    extra = Column("_n", columns[1].type, ("n",), (True,), True)
    row = row_function([extra, columns[1]], Tsv(Marks()))
    assert row(record(n=1), None) == b"-\t1\n"
    assert row(record(n=1), record(n=9)) == b"9\t1\n"
