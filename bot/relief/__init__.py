"""A process that answers beside the bot's threads, on another processor, while much is asked.

Python runs in one thread of a process at a time, so that threads alone answer as much as one
processor does. The process is begun when answers wait for each other (`process`), has one question
at a time, reads the base only, and ends when it had nothing to do for a while. Whatever goes wrong
with it, a thread answers instead.
"""
