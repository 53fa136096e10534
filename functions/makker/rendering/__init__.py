"""From values to the pages a person sees."""
