"""Qt: views, forms, models, jobs, theme."""
