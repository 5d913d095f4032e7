"""What can be said of questions and answers without looking anything up. Pure."""
