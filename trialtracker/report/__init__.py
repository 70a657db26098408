"""The report of a trial: what it says, and the pages it is printed on."""
