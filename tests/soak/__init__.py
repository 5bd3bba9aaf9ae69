"""Soak and chaos: fuzzed requests and long runs with faults, each with a short form as a test."""
