@load ./removal-hooks
