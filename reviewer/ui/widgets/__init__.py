"""Small parts that several views share: chips, key hints, the meter, notices, empty states."""
