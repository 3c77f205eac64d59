signature other { payload /x/ enable "nothing" }
