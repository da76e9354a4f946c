"""Side-by-side benchmarks of dipdocs, its peers and the floor; see docs/performance.md."""
