##! What a site wants analyzed and how, for `pyzeek ... local`. Put your own @load and redef
##! lines here, or a copy of this file before it in ZEEKPATH.

# Goes into ids of files; a word of your own makes them hard to guess.
redef digest_salt = "Please change this value.";

# ---- about the run itself
@load misc/loaded-scripts
@load misc/capture-loss
@load misc/stats
@load frameworks/telemetry/log

# ---- software: versions that change, and such with holes
@load frameworks/software/version-changes
@load frameworks/software/vulnerable

# ---- hosts and services of the local networks
@load protocols/conn/known-hosts
@load protocols/conn/known-services

# ---- certificates: those of hosts only
@load protocols/ssl/log-hostcerts-only

# ---- shells of Windows in clear text
@load-sigs frameworks/signatures/detect-windows-shells

# ---- files: hashes of all, and whether somebody knows them as malware
@load frameworks/files/hash-all-files
@load frameworks/files/detect-MHR

# ---- notices: names of hosts in mails
@load policy/frameworks/notice/extend-email/hostnames

# Not loaded, because they cost time or add columns; take off the # of those you want.
# @load misc/detect-traceroute
# @load policy/frameworks/notice/community-id
# @load policy/protocols/conn/community-id-logging
# @load policy/protocols/conn/mac-logging
# @load policy/protocols/conn/vlan-logging
# @load policy/protocols/smb/log-cmds
# @load policy/tuning/json-logs
