##! Settings of this site, for `pyzeek ... local`; put your own @load and redef lines here.
