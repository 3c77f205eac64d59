module FileExtract;

export {
	global __set_limit: function(file_id: string, args: any, n: count): bool;
}
