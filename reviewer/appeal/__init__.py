"""What an appeal rests on: periods and deadlines, computed from dated rules with their source. No legal advice."""
