"""What is counted of stores."""

from pathlib import Path

import pytest


def test_operations_are_counted_by_their_results(run, tmp_path: Path) -> None:
    outcome = run(
        "-b",
        script="""
            @load base/frameworks/storage/sync
            @load base/frameworks/telemetry
            @load policy/frameworks/storage/backend/sqlite

            redef running_under_test = T;

            event zeek_init()
                {
                local options: Storage::BackendOptions;
                options$sqlite = [$database_path="store.sqlite", $table_name="t"];
                local store = Storage::Sync::open_backend(
                    Storage::STORAGE_BACKEND_SQLITE, options, string, string)$value;
                Storage::Sync::put(store, [$key="a", $value="bc"]);
                Storage::Sync::put(store, [$key="a", $value="d", $overwrite=F]);
                Storage::Sync::get(store, "a");
                Storage::Sync::get(store, "b");
                Storage::Sync::close_backend(store);
                for ( _, m in Telemetry::collect_metrics("zeek", "storage*") )
                    if ( m$value > 0 )
                        print m$opts$name, m$label_values, m$value;
                for ( _, h in Telemetry::collect_histogram_metrics("zeek", "storage*") )
                    print h$label_values, h$observations;
                }
            """,
    )
    assert outcome.status == 0, outcome.err
    backend, config = "Storage::STORAGE_BACKEND_SQLITE", "store.sqlite-t"
    results = "zeek_storage_backend_operation_results_total"
    data = "zeek_storage_backend_data"
    for line in (
        "zeek_storage_backends_opened_total, [], 1.0",
        f"{results}, [{config}, put, success, {backend}], 1.0",
        f"{results}, [{config}, put, fail, {backend}], 1.0",
        f"{results}, [{config}, get, success, {backend}], 1.0",
        f"{results}, [{config}, get, fail, {backend}], 1.0",
        f"{data}_read_bytes_total, [{config}, {backend}], 11.0",
        f"{data}_written_bytes_total, [{config}, {backend}], 11.0",
        "zeek_storage_sqlite_database_size_pages, [store.sqlite-t], 5.0",
        f"[{config}, put, {backend}], 2.0",
    ):
        assert line in outcome.out.splitlines()


@pytest.mark.parametrize("unit", ["pages", "bytes"])
def test_units_make_families_of_their_own(rt, unit: str) -> None:
    from pyzeek.bifs.telemetry import families, own_family

    family = own_family(rt, "gauge", "size", (), "", unit)
    assert family.full_name == f"zeek_size_{unit}"
    assert own_family(rt, "gauge", "size", (), "", "other") is not family
    assert len(families(rt)) == 2
