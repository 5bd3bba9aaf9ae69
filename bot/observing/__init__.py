"""What whoever runs Dateline can see of it: requests in the log, metrics, and what is stuck."""
