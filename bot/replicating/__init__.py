"""Copying the fact base and its files to another place while they change, with Litestream."""
