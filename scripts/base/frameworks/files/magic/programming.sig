# Sources of programs.

# The program of a `#!` line lies in some folder that ends in bin.
signature source-awk { file-mime "text/x-awk", 60 file-magic /^#![^\n]{1,15}bin\/(env[\t-\r ]+)?[gn]?awk/ }
signature source-lua { file-mime "text/x-lua", 49 file-magic /^#![^\n]{1,15}bin\/(env[\t-\r ]+)?lua/ }
signature source-node { file-mime "application/javascript", 60 file-magic /^#![^\n]{1,15}bin\/(env[\t-\r ]+)?node/ }
signature source-perl { file-mime "text/x-perl", 60 file-magic /^#![^\n]{1,15}bin\/(env[\t-\r ]+)?perl/ }
signature source-php { file-mime "text/x-php", 60 file-magic /^#![^\n]{1,15}bin\/(env[\t-\r ]+)?php/ }
signature source-python { file-mime "text/x-python", 60 file-magic /^#![^\n]{1,15}bin\/(env[\t-\r ]+)?python/ }
signature source-ruby { file-mime "text/x-ruby", 60 file-magic /^#![^\n]{1,15}bin\/(env[\t-\r ]+)?ruby/ }
signature source-shell { file-mime "text/x-shellscript", 250 file-magic /^#![^\n]{1,15}bin\/(env[\t-\r ]+)?(ae|ba|c|fa|k|tc|z)?sh/ }
signature source-tcl { file-mime "text/x-tcl", 60 file-magic /^#![^\n]{1,15}bin\/(env[\t-\r ]+)?(tcl|wish)/ }

signature source-javascript-element { file-mime "application/javascript", 60 file-magic /^[\t\n\r ]*<(?i:script)[\t ]+(?i:language|type)=['\"]?(?i:(text\/)?javascript)/ }
signature source-javascript-bare-element { file-mime "application/javascript", 60 file-magic /^[\t\n\r ]*<script>[\t\n\r ]*(function|var) / }
signature source-javascript-guard { file-mime "application/javascript", 60 file-magic /^[\t\n\r ]*for \(;;\);/ }
signature source-javascript-write { file-mime "application/javascript", 60 file-magic /^[\t\n\r ]*document\.write(ln)?[:abknl]?\(/ }
signature source-javascript-function { file-mime "application/javascript", 60 file-magic /^\(function\(\)[\t\n ]*\{/ }
signature source-batch-echo { file-mime "text/x-msdos-batch", 110 file-magic /^@ *(?i:echo +off)/ }
signature source-batch-rem { file-mime "text/x-msdos-batch", 60 file-magic /^@(?i:rem)/ }
signature source-batch-set { file-mime "text/x-msdos-batch", 70 file-magic /^@(?i:set) / }
signature source-diff { file-mime "text/x-diff", 55 file-magic /^.*--- .*\n.*\+\+\+ .*\n.*@@/ }
signature source-gettext { file-mime "text/x-po", 37 file-magic /^msgid / }
signature source-m4 { file-mime "text/x-m4", 40 file-magic /^dnl / }
