##! The observations that occur most often.

@load base/frameworks/sumstats

module SumStats;

export {
	redef record Reducer += {
		## How many candidates are kept.
		topk_size: count &default=500;
	};

	redef enum Calculation += { TOPK };

	redef record ResultVal += {
		topk: opaque of topk &optional;
	};
}

hook init_resultval_hook(r: Reducer, rv: ResultVal)
	{
	if ( TOPK in r$apply && ! rv?$topk )
		rv$topk = topk_init(r$topk_size);
	}

hook register_observe_plugins()
	{
	register_observe_plugin(TOPK, function(r: Reducer, val: double, obs: Observation, rv: ResultVal)
		{
		topk_add(rv$topk, obs);
		});
	}

function merge_topk(result: ResultVal, part: ResultVal)
	{
	if ( ! part?$topk )
		return;

	if ( ! result?$topk )
		result$topk = topk_init(topk_size(part$topk));

	topk_merge(result$topk, part$topk);
	}

hook compose_resultvals_hook(result: ResultVal, rv1: ResultVal, rv2: ResultVal)
	{
	merge_topk(result, rv1);
	merge_topk(result, rv2);
	}
