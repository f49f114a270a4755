"""What was done: the deeds of this session, to be taken back or done again, and the record of everything."""
