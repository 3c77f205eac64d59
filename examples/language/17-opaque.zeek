# pyzeek -b examples/language/17-opaque.zeek
#
# Opaque values have an inside that scripts do not see: checksums that grow, and
# structures that count much in little space.

event zeek_init()
	{
	# Checksums of a whole, or piece by piece.
	print md5_hash("hello"), sha1_hash("hello");
	local hash = sha256_hash_init();
	sha256_hash_update(hash, "hel");
	sha256_hash_update(hash, "lo");
	print sha256_hash_finish(hash) == sha256_hash("hello");

	# A Bloom filter says "perhaps" or "never" about what it was told.
	local seen = bloomfilter_basic_init(0.01, 1000, "tour");
	bloomfilter_add(seen, "alpha");
	print bloomfilter_lookup(seen, "alpha"), bloomfilter_lookup(seen, "omega");

	# How many different things there were, about.
	local kinds = hll_cardinality_init(0.01, 0.95);
	for ( _, kind in vector("a", "b", "c") )
		hll_cardinality_add(kinds, kind);
	hll_cardinality_add(kinds, "a");
	print double_to_count(hll_cardinality_estimate(kinds));

	# What comes most often.
	local top = topk_init(10);
	for ( _, word in vector("smb", "dns", "smb", "http", "smb", "dns") )
		topk_add(top, word);
	print topk_get_top(top, 2);
	print topk_count(top, "smb");

	# Many patterns at once.
	local shares = paraglob_init(vector("*$", "ADMIN*", "IPC*"));
	print |paraglob_match(shares, "ADMIN$")|;

	# How random bytes look.
	print find_entropy("aaaaaaaa")$entropy;
	}
