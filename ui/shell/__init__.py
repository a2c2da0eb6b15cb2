"""What stands around a page: start page, first build, navigation, messages, other processes."""
