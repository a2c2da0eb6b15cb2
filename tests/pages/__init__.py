"""Every page through the door, as a visitor would open it."""
