##! The former name of setup-subscriptions.

@deprecated "Remove in v9.1: Load base/frameworks/cluster/setup-subscriptions instead"

@load ./setup-subscriptions
