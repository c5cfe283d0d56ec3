"""Which commune people mean when they type a name, and what a row of a file says of a place."""
