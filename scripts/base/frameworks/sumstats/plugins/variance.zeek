##! The variance of observations, computed as they come.

@load ./average
@load ../main

module SumStats;

export {
	redef enum Calculation += { VARIANCE };

	redef record ResultVal += {
		variance: double &optional;
	};
}

redef record ResultVal += {
	# The average before the last observation.
	prev_avg: double &optional;

	# The sum of the squares of the distances from the average.
	var_s: double &default=0.0;
};

function calc_variance(rv: ResultVal)
	{
	rv$variance = rv$num < 2 ? 0.0 : rv$var_s / (rv$num - 1);
	}

# After the average, which it needs.
hook register_observe_plugins() &priority=-5
	{
	register_observe_plugin(VARIANCE, function(r: Reducer, val: double, obs: Observation, rv: ResultVal)
		{
		if ( rv$num > 1 )
			rv$var_s += (val - rv$average) * (val - rv$prev_avg);

		rv$prev_avg = rv$average;
		calc_variance(rv);
		});

	add_observe_plugin_dependency(VARIANCE, AVERAGE);
	}

# The squares of a part, seen from the average of the whole.
function shifted_squares(part: ResultVal, average: double): double
	{
	local shift = part$average - average;
	return part$var_s + part$num * shift * shift;
	}

hook compose_resultvals_hook(result: ResultVal, rv1: ResultVal, rv2: ResultVal) &priority=-5
	{
	if ( rv1?$average && rv2?$average )
		result$var_s = shifted_squares(rv1, result$average) + shifted_squares(rv2, result$average);
	else
		result$var_s = rv1?$average ? rv1$var_s : rv2$var_s;

	if ( rv1?$prev_avg && rv2?$prev_avg )
		result$prev_avg = (rv1$prev_avg * rv1$num + rv2$prev_avg * rv2$num) / result$num;
	else if ( rv1?$prev_avg )
		result$prev_avg = rv1$prev_avg;
	else if ( rv2?$prev_avg )
		result$prev_avg = rv2$prev_avg;

	calc_variance(result);
	}
