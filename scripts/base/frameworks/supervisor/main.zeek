@load ./api
@load ./control

module Supervisor;

function status(node: string): Status
	{
	return __status(node);
	}

function create(node: NodeConfig): string
	{
	return __create(node);
	}

function destroy(node: string): bool
	{
	return __destroy(node);
	}

function restart(node: string): bool
	{
	return __restart(node);
	}

function is_supervisor(): bool
	{
	return __is_supervisor();
	}

function is_supervised(): bool
	{
	return __is_supervised();
	}

function node(): NodeConfig
	{
	return __node();
	}
