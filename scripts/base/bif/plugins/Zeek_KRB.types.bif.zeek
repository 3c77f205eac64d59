##! Records that the analyzer makes; base/init-bare.zeek declares them all.
