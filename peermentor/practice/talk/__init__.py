"""A talk, and what someone makes of it afterwards."""
