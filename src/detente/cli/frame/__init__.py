"""What all verbs share: options, files, progress, problems, the terminal."""
