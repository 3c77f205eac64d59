##! Takes over what the Collective Intelligence Framework (CIF) tells of an indicator into
##! intel.log.

@load base/frameworks/intel

module Intel;

export {
	## Columns of CIF's own in files of indicators.
	redef record Intel::MetaData += {
		cif_tags: string &optional;
		cif_confidence: double &optional;
		cif_source: string &optional;
		cif_description: string &optional;
		cif_firstseen: string &optional;
		cif_lastseen: string &optional;
	};

	## What CIF says of an indicator.
	type CIF: record {
		## Such as "botnet" or "exploit".
		tags: string &optional &log;
		## How sure CIF is.
		confidence: double &optional &log;
		## From whom it has it.
		source: string &optional &log;
		description: string &optional &log;
		## When the source saw it for the first and the last time.
		firstseen: string &optional &log;
		lastseen: string &optional &log;
	};

	redef record Info += {
		cif: CIF &log &optional;
	};
}

function cif_of(meta: MetaData): CIF
	{
	local said: CIF;

	if ( meta?$cif_tags )
		said$tags = meta$cif_tags;

	if ( meta?$cif_confidence )
		said$confidence = meta$cif_confidence;

	if ( meta?$cif_source )
		said$source = meta$cif_source;

	if ( meta?$cif_description )
		said$description = meta$cif_description;

	if ( meta?$cif_firstseen )
		said$firstseen = meta$cif_firstseen;

	if ( meta?$cif_lastseen )
		said$lastseen = meta$cif_lastseen;

	return said;
	}

hook extend_match(info: Info, s: Seen, items: set[Item]) &priority=5
	{
	for ( item in items )
		info$cif = cif_of(item$meta);
	}
