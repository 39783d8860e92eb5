"""Documents -> what leaves the program, one module a format: ``write(documents)`` gives bytes, a chunk a document."""
