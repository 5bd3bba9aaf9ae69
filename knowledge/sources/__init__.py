"""Following what a newsroom publishes: feeds, WordPress sites, sitemaps, folders, single pages.

`finding` tells what an address is, `polling` takes in what is new. Nothing is loaded here: whoever
only words how providers do needs no parsers.
"""
