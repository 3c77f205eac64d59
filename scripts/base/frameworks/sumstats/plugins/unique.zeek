##! How many different observations there were, counted exactly.

@load ../main

module SumStats;

export {
	redef record Reducer += {
		## Counting stops beyond.
		unique_max: count &optional;
	};

	redef enum Calculation += { UNIQUE };

	redef record ResultVal += {
		unique: count &default=0;
	};
}

redef record ResultVal += {
	unique_max: count &optional;
	unique_vals: set[Observation] &optional;
};

hook register_observe_plugins()
	{
	register_observe_plugin(UNIQUE, function(r: Reducer, val: double, obs: Observation, rv: ResultVal)
		{
		if ( r?$unique_max )
			rv$unique_max = r$unique_max;

		if ( ! rv?$unique_vals )
			rv$unique_vals = set();

		if ( ! r?$unique_max || |rv$unique_vals| <= r$unique_max )
			add rv$unique_vals[obs];

		rv$unique = |rv$unique_vals|;
		});
	}

function add_unique(result: ResultVal, part: ResultVal)
	{
	if ( ! part?$unique_vals )
		return;

	if ( ! result?$unique_vals )
		{
		result$unique_vals = copy(part$unique_vals);
		return;
		}

	for ( obs in part$unique_vals )
		{
		if ( result?$unique_max && |result$unique_vals| >= result$unique_max )
			break;

		add result$unique_vals[copy(obs)];
		}
	}

hook compose_resultvals_hook(result: ResultVal, rv1: ResultVal, rv2: ResultVal)
	{
	if ( rv1?$unique_max )
		result$unique_max = rv1$unique_max;
	else if ( rv2?$unique_max )
		result$unique_max = rv2$unique_max;

	add_unique(result, rv1);
	add_unique(result, rv2);

	if ( result?$unique_vals )
		result$unique = |result$unique_vals|;
	}
