"""How people who are not officers prove who they are: docs/accounts.md."""
