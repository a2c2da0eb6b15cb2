"""Documents of an edition: minutes (会议纪要) and brief, filled into templates that an office can change."""
