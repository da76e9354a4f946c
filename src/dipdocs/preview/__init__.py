"""The live page: a document served to a browser on this machine, shown anew at every save."""
