"""What a question asks for: the kind of answer, the names in it, and the words to be found."""
