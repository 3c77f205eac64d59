"""What makes a class a node."""

from __future__ import annotations

import pickle

import pytest

from pyzeek.diagnostics import NOWHERE, Location
from pyzeek.syntax import nodes


def test_fields_and_defaults():
    node = nodes.Binary("+", nodes.Name("a"), right=nodes.Name("b"))
    assert (node.op, node.left.name, node.right.name) == ("+", "a", "b")
    assert node.loc is NOWHERE
    assert nodes.Binary.__match_args__ == ("op", "left", "right")


def test_location_and_doc_are_given_by_keyword():
    place = Location("f", 1, 1)
    decl = nodes.ModuleDecl("M", loc=place, doc="d")
    assert (decl.loc, decl.doc) == (place, "d")
    with pytest.raises(TypeError):
        nodes.Name("a", place)


def test_missing_and_unknown_fields():
    with pytest.raises(TypeError):
        nodes.Name()
    with pytest.raises(TypeError):
        nodes.Name("a", other=1)
    with pytest.raises(AttributeError):
        nodes.Name("a").other = 1


def test_nodes_match_by_position():
    match nodes.Unary("-", nodes.Name("a")):
        case nodes.Unary("-", nodes.Name(name)):
            assert name == "a"
        case _:
            raise AssertionError


def test_nodes_are_equal_only_to_themselves():
    assert nodes.Name("a") != nodes.Name("a")
    assert len({nodes.Name("a"), nodes.Name("a")}) == 2


def test_nodes_can_be_stored():
    node = pickle.loads(pickle.dumps(nodes.Unary("-", nodes.Name("a"))))
    assert repr(node) == "Unary(op='-', operand=Name(name='a'))"
