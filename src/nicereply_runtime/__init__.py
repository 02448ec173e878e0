"""What the generated client stands on: transport, authentication, retries, errors, pagination, dates.

Private: users reach what is public here as ``nicereply.<name>``. Nothing in this package knows an operation
or a model of the service.
"""
