"""Tools for those who build the project: checks, generated docs, what the tests need of the machine."""
