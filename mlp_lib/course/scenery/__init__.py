"""What the pictures of several chapters share."""
