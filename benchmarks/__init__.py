"""How long peermentor takes, beside what its imports take, stock TinyDB, and programs people know.

python -m benchmarks.run             measure everything, and write RESULTS.md and its plot
python -m benchmarks.run --quick     three rounds of the main commands, to the terminal
python -m benchmarks.journals 10000 JOURNAL
"""
