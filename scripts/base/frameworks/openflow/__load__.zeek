@load ./consts
@load ./types
@load ./main
@load ./plugins
@load ./non-cluster
