##! Some observations, picked at random so that each has the same chance.

@load base/frameworks/sumstats/main

module SumStats;

export {
	redef enum Calculation += { SAMPLE };

	redef record Reducer += {
		## How many are picked.
		num_samples: count &default=0;
	};

	redef record ResultVal += {
		samples: vector of Observation &default=vector();
		## How many there were to pick from.
		sample_elements: count &default=0;
	};
}

redef record ResultVal += {
	num_samples: count &default=0;
};

hook init_resultval_hook(r: Reducer, rv: ResultVal)
	{
	if ( SAMPLE in r$apply )
		rv$num_samples = r$num_samples;
	}

function sample_add_sample(obs: Observation, rv: ResultVal)
	{
	++rv$sample_elements;

	if ( |rv$samples| < rv$num_samples )
		{
		rv$samples += obs;
		return;
		}

	local place = rand(rv$sample_elements);

	if ( place < rv$num_samples )
		rv$samples[place] = obs;
	}

hook register_observe_plugins()
	{
	register_observe_plugin(SAMPLE, function(r: Reducer, val: double, obs: Observation, rv: ResultVal)
		{
		sample_add_sample(obs, rv);
		});
	}

# Both are full: keep the larger one, and swap in parts of the other at random.
function mix_samples(result: ResultVal, larger: ResultVal, smaller: ResultVal)
	{
	result$samples = copy(larger$samples);
	result$sample_elements = larger$sample_elements + smaller$sample_elements;

	for ( i, obs in smaller$samples )
		{
		if ( rand(result$sample_elements) <= smaller$sample_elements )
			result$samples[i] = obs;
		}
	}

hook compose_resultvals_hook(result: ResultVal, rv1: ResultVal, rv2: ResultVal)
	{
	if ( rv1$num_samples != rv2$num_samples )
		{
		Reporter::error("Merging sample sets with differing sizes is not supported");
		return;
		}

	result$num_samples = rv1$num_samples;

	if ( |rv1$samples| < rv1$num_samples && |rv2$samples| < rv2$num_samples )
		{
		for ( _, obs in rv1$samples )
			sample_add_sample(obs, result);

		for ( _, obs in rv2$samples )
			sample_add_sample(obs, result);
		}
	else if ( rv1$sample_elements > rv2$sample_elements )
		mix_samples(result, rv1, rv2);
	else
		mix_samples(result, rv2, rv1);
	}
