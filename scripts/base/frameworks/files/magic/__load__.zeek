##! What tells the type of a file: byte patterns at its beginning, one rule a line.
##!
##! Where several rules match, the highest strength comes first.

@load-sigs ./archive
@load-sigs ./audio
@load-sigs ./data
@load-sigs ./executable
@load-sigs ./font
@load-sigs ./image
@load-sigs ./markup
@load-sigs ./message
@load-sigs ./office
@load-sigs ./programming
@load-sigs ./video
