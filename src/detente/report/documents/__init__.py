"""What pages become as files for an office: Word, PowerPoint and PDF, made by libraries that know these kinds."""
