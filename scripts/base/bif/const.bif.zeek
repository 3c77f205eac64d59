##! Constants that the engine reads; base/init-bare.zeek declares them all.
