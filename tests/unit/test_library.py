"""Where things lie, and how scripts are found."""

from __future__ import annotations

import os

import pytest

from pyzeek import library
from pyzeek.library import ScriptPath, normalize, script_folders


def test_the_bundled_files_are_there():
    assert "zeek:" in library.grammar()
    assert (library.scripts() / "base").is_dir()


def test_folders_of_zeekpath():
    bundled = str(library.scripts())
    assert script_folders("")[:2] == [".", bundled]
    chosen = script_folders(os.pathsep.join(["/a", "/b", bundled]))
    assert chosen[:3] == ["/a", "/b", bundled]
    assert chosen.count(bundled) == 1


def test_zeekpath_of_the_environment(monkeypatch):
    monkeypatch.setenv("ZEEKPATH", "/x")
    assert script_folders()[0] == "/x"


def test_cache_folder(monkeypatch):
    monkeypatch.setenv("PYZEEK_CACHE_DIR", "/c")
    assert str(library.cache_folder()) == os.path.join(os.sep, "c")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("./a.zeek", "./a.zeek"),
        ("./././a.zeek", "./a.zeek"),
        ("/a/./b//c.zeek", "/a/b/c.zeek"),
        ("/a/b/../c.zeek", "/a/c.zeek"),
        ("./../a", "../a"),
        ("../../a", "../../a"),
        ("/a/b/", "/a/b"),
        ("/a/.hidden/b", "/a/.hidden/b"),
    ],
)
def test_normalize(path, expected):
    assert normalize(path) == expected


@pytest.fixture
def tree(tmp_path):
    def write(*names):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("")
        return ScriptPath([str(tmp_path / "one"), str(tmp_path / "two")])

    return write


def relative(tmp_path, found):
    return found and os.path.relpath(found, tmp_path).replace(os.sep, "/")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a", "one/a.zeek"),
        ("a.zeek", "one/a.zeek"),
        ("b", "two/b.zeek"),
        ("pkg", "one/pkg"),
        ("bif/plugins/Bro_X.e.bif", "two/bif/plugins/Zeek_X.e.bif.zeek"),
        ("b.bro", "two/b.zeek"),
        ("plain", "one/plain"),
        ("missing", None),
    ],
)
def test_find(tree, tmp_path, name, expected):
    path = tree(
        "one/a.zeek", "two/a.zeek", "two/b.zeek", "one/pkg/__load__.zeek",
        "two/bif/plugins/Zeek_X.e.bif.zeek", "one/plain",
    )  # fmt: skip
    assert relative(tmp_path, path.find(name)) == expected


def test_find_near_a_file(tree, tmp_path):
    path = tree("one/a.zeek", "one/sub/b.zeek")
    near = str(tmp_path / "one/sub/b.zeek")
    assert relative(tmp_path, path.find("./b", near)) == "one/sub/b.zeek"
    assert relative(tmp_path, path.find("../a", near)) == "one/a.zeek"
    assert path.find("./a", near) is None


def test_what_was_looked_for_in_vain_is_kept(tree, tmp_path):
    path = tree("two/a.zeek")
    path.find("a")
    missing = {relative(tmp_path, name) for name in path.missing}
    assert missing == {"one/a.zeek", "one/a"}


def test_package_loader(tree, tmp_path):
    path = tree("one/pkg/__load__.zeek", "one/empty/x.zeek")
    assert path.package_loader(str(tmp_path / "one/pkg")).endswith("__load__.zeek")
    assert path.package_loader(str(tmp_path / "one/empty")) is None


def test_flat_names(tree, tmp_path):
    path = tree("one/a/b.zeek")
    assert path.flat_name(str(tmp_path / "one/a/b.zeek"), "p") == "p.a.b.zeek"
    assert path.flat_name(str(tmp_path / "one/a/__load__.zeek"), "p") == "p.a"
