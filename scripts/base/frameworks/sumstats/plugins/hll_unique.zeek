##! How many different observations there were, estimated in little memory.

@load base/frameworks/sumstats

module SumStats;

export {
	redef record Reducer += {
		hll_error_margin: double &default=0.01;
		hll_confidence: double &default=0.95;
	};

	redef enum Calculation += { HLL_UNIQUE };

	redef record ResultVal += {
		hll_unique: count &default=0;
	};
}

redef record ResultVal += {
	card: opaque of cardinality &optional;
	hll_error_margin: double &optional;
	hll_confidence: double &optional;
};

function estimate(rv: ResultVal)
	{
	rv$hll_unique = double_to_count(hll_cardinality_estimate(rv$card));
	}

# Gives figures an empty counter.
function start_counting(rv: ResultVal, margin: double, confidence: double)
	{
	rv$card = hll_cardinality_init(margin, confidence);
	rv$hll_error_margin = margin;
	rv$hll_confidence = confidence;
	}

hook register_observe_plugins()
	{
	register_observe_plugin(HLL_UNIQUE, function(r: Reducer, val: double, obs: Observation, rv: ResultVal)
		{
		if ( ! rv?$card )
			start_counting(rv, r$hll_error_margin, r$hll_confidence);

		hll_cardinality_add(rv$card, obs);
		estimate(rv);
		});
	}

function take_over(result: ResultVal, part: ResultVal)
	{
	if ( ! part?$card )
		return;

	if ( ! result?$card )
		start_counting(result, part$hll_error_margin, part$hll_confidence);

	hll_cardinality_merge_into(result$card, part$card);
	}

hook compose_resultvals_hook(result: ResultVal, rv1: ResultVal, rv2: ResultVal)
	{
	take_over(result, rv1);
	take_over(result, rv2);

	if ( result?$card )
		estimate(result);
	}
