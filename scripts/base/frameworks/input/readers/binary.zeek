module InputBinary;

export {
	const chunk_size: count = 1024 &redef;
	const path_prefix: string = "" &redef;
}
