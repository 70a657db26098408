"""What the command line says about importing a file."""

IMPORT_DESCRIPTION = """\
Import a CSV file: all of it, or nothing, with a report of every cell that is refused
(rows are named by the line they begin on; the header is line 1). The same file twice
adds nothing.

long: one row an observation, with the columns
  mrn, family_name, given_name, birth_date, gender, mode, trial_start, observed_at,
  measure, value and, where known, trial_end, unit, note, not_assessed, entry, in any order;
  a side effect is measure side_effect:<key> with its grade as value (0: none); a level is
  its text (POSS: S) or its words; where a measure was not assessed, not_assessed says why
  and value is empty; rows with the same entry at one time are one entry; trial_start is
  "not started" before the first active dose.
wide: one row a patient and one column a day, as in
  trialtracker import diary.csv --layout wide --id-column row --mrn-prefix AUS-
    --measure pain_average --baseline t01:t07 --trial t11:t17 --trial-start 2026-03-02
  The last baseline column is day -1, the first trial column day 1; the trial ends on
  the last. An empty cell is a missing score."""
