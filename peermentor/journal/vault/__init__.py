"""A journal under a key: age, where the key is, who else can open it, locking, and what waits without it."""
