"""Group challenges: a captain starts one, members join and log, one board message shows it all."""
