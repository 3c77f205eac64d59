module Telemetry;

export {
	type MetricType: enum { COUNTER, GAUGE, HISTOGRAM };
}
