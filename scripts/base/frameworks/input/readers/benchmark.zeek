module InputBenchmark;

export {
	const factor: double = 1.0 &redef;
	const spread: count = 0 &redef;
	const autospread: double = 0.0 &redef;
	const addfactor: count = 0 &redef;
	const stopspreadat: count = 0 &redef;
	const timedspread: double = 0.0 &redef;
}
