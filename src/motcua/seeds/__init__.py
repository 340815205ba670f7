"""The demonstration: a province with its agencies, officers, citizens, procedures and processes."""
