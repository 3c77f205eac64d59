##! Writes all logs as Parquet files.

@load policy/frameworks/logging/parquet

redef Log::default_writer = Log::WRITER_PARQUET;
