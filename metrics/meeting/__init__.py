"""联席会议: the issue ledger, what was decided, what the next meeting must decide."""
