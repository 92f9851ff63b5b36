"""Side-by-side measurements of mlp_lib and its peers: `make bench` runs them all."""
