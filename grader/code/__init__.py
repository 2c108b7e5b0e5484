"""Code problems: programs that students hand in, marked from the arrays that come out of them."""
