"""The rules, one module each; a module that is added here is a rule that runs."""
