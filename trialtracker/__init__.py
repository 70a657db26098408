"""TrialTracker records, plots and flags screening trials before an intrathecal pump."""
