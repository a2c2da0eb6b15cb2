"""How numbers, lights, colours and borders are told, on the screen and in what leaves the building alike."""
