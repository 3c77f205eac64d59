"""Reading snippets of Zeek, and showing nodes as text with all their brackets."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from pyzeek.diagnostics import Diagnostics, ScriptError
from pyzeek.syntax import nodes, parse


class Snippets:
    """Reads snippets; `messages` is what the last one was answered with."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.hints: list[str] = []

    def _read(self, read: Callable[..., Any], text: str | bytes) -> Any:
        diagnostics = Diagnostics(stream=io.StringIO())
        try:
            return read(text, "t.zeek", diagnostics)
        except ScriptError:
            return None
        finally:
            self.messages = [message.text for message in diagnostics.seen]
            self.hints = [message.hint for message in diagnostics.seen]

    def decls(self, text: str | bytes) -> list[nodes.Decl]:
        """The declarations of a script."""
        return self._read(parse.parse, text)

    def decl(self, text: str) -> Any:
        """The only declaration of a script."""
        found = self.decls(text)
        assert found is not None, self.messages
        (decl,) = found
        return decl

    def expr(self, text: str | bytes) -> Any:
        """An expression."""
        return self._read(parse.parse_expression, text)

    def stmt(self, text: str) -> Any:
        """A statement in the body of a handler."""
        decl = self.decl("event e()\n{\n" + text + "\n}")
        (stmt,) = decl.body.stmts
        return stmt

    def stmts(self, text: str) -> tuple[nodes.Stmt, ...]:
        """The statements in the body of a handler."""
        return self.decl("event e()\n{\n" + text + "\n}").body.stmts

    def error(self, text: str | bytes) -> str:
        """The messages about a script that is wrong."""
        assert self.decls(text) is None or self.messages
        return "\n".join(self.messages)


@pytest.fixture
def snippets() -> Snippets:
    return Snippets()


def show(node: Any) -> str:
    """An expression or type, every operation in brackets of its own."""
    match node:
        case None:
            return ""
        case nodes.Constant():
            return node.value.decode() if node.kind == "string" else str(node.value)
        case nodes.Name() | nodes.NamedType() | nodes.BaseTypeNode():
            return node.name
        case nodes.Binary() | nodes.Assign():
            left = node.left if isinstance(node, nodes.Binary) else node.target
            right = node.right if isinstance(node, nodes.Binary) else node.value
            return f"({show(left)} {node.op} {show(right)})"
        case nodes.Unary() | nodes.Increment():
            return f"({node.op}{show(node.operand)})"
        case nodes.Ternary():
            parts = (node.condition, node.then, node.orelse)
            return "({} ? {} : {})".format(*map(show, parts))
        case nodes.Paren():
            return show(node.inner)
        case nodes.SizeOf():
            return f"|{show(node.operand)}|"
        case nodes.Call() | nodes.HookCall():
            word = "hook " if isinstance(node, nodes.HookCall) else ""
            return f"{word}{show(node.func)}({', '.join(map(show, node.args))})"
        case nodes.Index():
            return f"{show(node.base)}[{', '.join(map(show, node.index))}]"
        case nodes.Slice():
            return f"{show(node.base)}[{show(node.start)}:{show(node.end)}]"
        case nodes.FieldAccess():
            return f"{show(node.base)}${node.field}"
        case nodes.HasField():
            return f"{show(node.base)}?${node.field}"
        case nodes.Cast():
            return f"({show(node.operand)} as {show(node.type)})"
        case nodes.TypeTest():
            return f"({show(node.operand)} is {show(node.type)})"
        case nodes.AddExpr():
            return f"(add {show(node.target)})"
        case nodes.DeleteExpr():
            return f"(delete {show(node.target)})"
        case nodes.LocalInit():
            return f"(local {node.name} = {show(node.value)})"
        case nodes.ListExpr():
            return f"[{', '.join(map(show, node.items))}]"
        case nodes.KeyValue():
            return f"{show(node.key)} -> {show(node.value)}"
        case nodes.FieldAssign():
            return f"${node.field}={show(node.value)}"
        case nodes.RecordCtor():
            return f"[{', '.join(map(show, node.fields))}]"
        case nodes.BraceList():
            return "{" + ", ".join(map(show, node.items)) + "}"
        case nodes.TypedCtor():
            return f"{node.kind}({', '.join(map(show, node.items))})"
        case nodes.TypeExpr():
            return f"<{show(node.type)}>"
        case nodes.TableTypeNode():
            return f"table[{', '.join(map(show, node.index))}] of {show(node.value)}"
        case nodes.SetTypeNode():
            return f"set[{', '.join(map(show, node.index))}]"
        case nodes.VectorTypeNode():
            return f"vector of {show(node.element)}"
        case nodes.OpaqueTypeNode():
            return f"opaque of {node.name}"
        case nodes.FileTypeNode():
            return f"file of {show(node.element)}" if node.element else "file"
        case nodes.FuncTypeNode():
            params = ", ".join(f"{p.name}: {show(p.type)}" for p in node.params)
            result = f": {show(node.result)}" if node.result else ""
            return f"{node.flavor}({params}){result}"
        case nodes.RecordTypeNode():
            fields = " ".join(f"{f.name}: {show(f.type)};" for f in node.fields)
            return f"record {{ {fields} }}"
        case nodes.EnumTypeNode():
            return f"enum {{ {', '.join(m.name for m in node.members)} }}"
    raise AssertionError(type(node).__name__)


@pytest.fixture(name="show")
def show_fixture() -> Callable[[Any], str]:
    return show
