print("mutau")
