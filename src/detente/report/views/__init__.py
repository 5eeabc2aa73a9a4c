"""What faces show of a case beside its outlook: who wants what, the past, what is asked, what it rests on."""
