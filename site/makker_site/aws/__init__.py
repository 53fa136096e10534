"""A site on AWS: what it is made of, how it gets there, and how it goes back."""
