"""The storage of static files, with what wheels bring."""

from config.static import StaticFilesStorage


def test_script_that_names_a_source_map_is_served_without_it(tmp_path):
    (tmp_path / "map.js").write_text("let a;\n//# sourceMappingURL=absent.js.map")
    storage = StaticFilesStorage(location=tmp_path, base_url="/static/")

    done = list(storage.post_process({"map.js": (storage, "map.js")}))

    assert not [error for _name, _hashed, error in done if isinstance(error, Exception)]
    assert storage.hashed_files["map.js"].startswith("map.")


def test_sheet_imports_the_hashed_names(tmp_path):
    (tmp_path / "other.css").write_text("a { color: red }")
    (tmp_path / "sheet.css").write_text('@import url("other.css");')
    storage = StaticFilesStorage(location=tmp_path, base_url="/static/")

    list(storage.post_process({name: (storage, name) for name in ("other.css", "sheet.css")}))

    sheet = (tmp_path / storage.hashed_files["sheet.css"]).read_text()
    assert storage.hashed_files["other.css"] in sheet
