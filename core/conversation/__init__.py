"""What a conversation must remember: requests already answered and questions still open."""
