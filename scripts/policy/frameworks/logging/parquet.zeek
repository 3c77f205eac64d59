##! A writer of Parquet files, which Zeek does not have. It needs pyarrow
##! (`pip install 'pyzeek[parquet]'`).
##!
##! `policy/tuning/parquet-logs` has all logs written by it; a filter may ask for it
##! with `$writer=Log::WRITER_PARQUET`.

module Log;

export {
	redef enum Log::Writer += {
		WRITER_PARQUET,
	};
}
